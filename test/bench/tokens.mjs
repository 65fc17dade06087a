/**
 * What a model has to read: the tools as `tools/list` shows them, and issues and pages as the tools return them, in bytes
 * and in tokens. Nothing of it depends on the machine, so there are no rounds. `npm run bench:tokens [-- --offline]`
 */
import { readBenchOptions } from './kit/bench-options.mjs';
import { withRivals } from './kit/rivals.mjs';
import { sampleResults } from './kit/sample-results.mjs';
import { withServer } from './kit/stdio-server.mjs';
import { cell, print, table } from './kit/table.mjs';
import { openTokenizer } from './kit/tokenizer.mjs';

const { offline } = readBenchOptions();
await withRivals({ offline }, async (rivals) => {
  const { unit, count } = await openTokenizer(rivals.folder, offline);
  const tokensOf = (value) => count(JSON.stringify(value));

  const { own, all, peers, notes } = rivals;
  const lists = [];
  for (const rival of [own, all, ...peers]) {
    lists.push({ name: rival.name, tools: await withServer(rival, (server) => server.listTools()) });
  }
  const ownTokens = tokensOf(lists[0].tools);
  const listRows = lists.map(({ name, tools }) => [
    name,
    tools.length,
    bytesOf(tools),
    cell(tokensOf(tools)),
    cell(tokensOf(tools) / ownTokens, 2),
    cell(tokensOf(tools.map(asModelsSeeIt))),
  ]);

  const samples = await sampleResults(rivals);
  const sampleRows = samples.map(({ name, results }) => [
    name,
    results.length,
    cell(mean(results.map(bytesOf))),
    cell(mean(results.map(tokensOf))),
    cell(mean(results.map((result) => count(textOf(result))))),
  ]);

  print(
    `${new Date().toISOString().slice(0, 10)}; ${unit}`,
    table(['tools/list', 'tools', 'bytes', 'tokens', '× ours', 'tokens of name, description, input'], listRows),
    table(['result, mean', 'number', 'bytes', 'tokens', 'tokens of its texts'], sampleRows),
    notes,
  );
});

function bytesOf(value) {
  return Buffer.byteLength(JSON.stringify(value));
}

/** The members of a tool that model APIs take; the others are for clients. */
function asModelsSeeIt({ name, description, inputSchema }) {
  return { name, description, inputSchema };
}

/** All texts among the parts of a result, which most clients show their model; of anything else its JSON. */
function textOf(result) {
  if (result.content === undefined) return JSON.stringify(result);
  return result.content.map(({ text, resource }) => text ?? resource?.text ?? '').join('\n');
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
