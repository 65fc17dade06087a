/**
 * What an HTTP client costs a process that reads one issue: memory of its own, and time from the import of the client to
 * the parsed answer. Node's own `node:http` and `fetch`, and undici; beside a process that asks nothing.
 * `npm run bench:http-clients [-- --rounds N --offline]`
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readBenchOptions } from './kit/bench-options.mjs';
import { openDemoSite } from './kit/demo-site.mjs';
import { compare, inTurns } from './kit/in-turns.mjs';
import { startNode } from './kit/node-child.mjs';
import { installPackage, inTemporaryFolder } from './kit/npm-package.mjs';
import { privateMegabytes } from './kit/private-memory.mjs';
import { cell, circumstances, print, table } from './kit/table.mjs';

/** The last that runs on the Node that the product asks for at least. */
const UNDICI = '7.30.2';

const client = (name) => fileURLToPath(new URL(`http-clients/${name}.mjs`, import.meta.url));

async function readOnce({ args, env }) {
  const child = startNode(args, env);
  try {
    const ms = Number(await child.nextLine());
    return { ms, megabytes: privateMegabytes(child.pid) };
  } finally {
    await child.end();
  }
}

async function withUndici(folder, rivals) {
  try {
    const undici = await installPackage(folder, 'undici', UNDICI);
    const { main } = JSON.parse(await readFile(path.join(undici, 'package.json'), 'utf8'));
    const UNDICI_FILE = pathToFileURL(path.join(undici, main)).href;
    return { rivals: [...rivals, { name: `undici ${UNDICI}`, args: [client('undici')], env: { UNDICI_FILE } }] };
  } catch ({ message }) {
    return { rivals, missing: [`Not measured: undici ${UNDICI}: ${message}`] };
  }
}

const options = readBenchOptions();
await inTemporaryFolder(async (folder) => {
  const site = await openDemoSite(folder);
  try {
    const ownClients = ['none', 'node-http', 'fetch'].map((name) => ({ name, args: [client(name)] }));
    const { rivals, missing = [] } = options.offline ? { rivals: ownClients } : await withUndici(folder, ownClients);
    const where = { ISSUE_URL: `${site.url}/rest/api/3/issue/DEMO-5`, AUTHORIZATION: site.authorization };
    const pointed = rivals.map((rival) => ({ ...rival, env: { ...rival.env, ...where } }));
    const measured = await inTurns(pointed, options.rounds, readOnce);
    const rows = [...measured].map(([name, reads]) => {
      const memory = compare(reads, measured.get('node-http'), 'megabytes');
      const time = compare(reads, measured.get('node-http'), 'ms');
      return [name, cell(memory.value, 1), cell(memory.ratio, 2), cell(time.value, 1), cell(time.ratio, 2)];
    });
    const heads = ['client', 'private MB (10⁶ bytes)', '× node-http', 'ms to the answer', '× node-http'];
    print(circumstances(options.rounds), table(heads, rows), missing);
  } finally {
    await site.close();
  }
});
