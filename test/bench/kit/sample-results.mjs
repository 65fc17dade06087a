import { withServer } from './stdio-server.mjs';

const SAMPLES = 20;

/**
 * The same issues and pages of the demo site as its REST API answers them and as the tools of each server that can be
 * pointed at it return them: one entry for each, with all results.
 */
export async function sampleResults({ own, peers, site }) {
  const readAll = (targets) => Promise.all(targets.map((target) => site.read(target)));
  const keys = Array.from({ length: SAMPLES }, (_, index) => `DEMO-${index + 1}`);
  const { results: pages } = await site.read(`/wiki/api/v2/pages?limit=${SAMPLES}`);
  const issues = await readAll(keys.map((key) => `/rest/api/3/issue/${key}`));
  const contents = await readAll(pages.map(({ id }) => `/wiki/api/v2/pages/${id}?body-format=storage`));

  const samples = [{ name: 'issue: the REST API, all fields', results: issues }];
  for (const rival of [own, ...peers].filter(({ readIssue }) => readIssue !== undefined)) {
    samples.push({ name: `issue: ${rival.name}`, results: await callEach(rival, keys.map(rival.readIssue)) });
  }
  samples.push({ name: 'page: the REST API, storage format', results: contents });
  samples.push({ name: `page: ${own.name}`, results: await callEach(own, pages.map(own.readPage)) });
  return samples;
}

async function callEach(rival, calls) {
  return withServer(rival, async (server) => {
    const results = [];
    for (const call of calls) results.push(await server.call(call));
    return results;
  });
}
