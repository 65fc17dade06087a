/**
 * How long a stdio server takes from its spawn to the answer to `initialize`, and how much memory is its own then and
 * when it has listed its tools: ours beside a bare JSON-RPC loop, in turns within one run.
 * `npm run bench:start-up [-- rounds]`
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const rivals = {
  'bare loop': fileURLToPath(new URL('bare-loop.mjs', import.meta.url)),
  'mcp-jira-confluence': fileURLToPath(new URL('../../dist/mcp-jira-confluence.js', import.meta.url)),
};

const INITIALIZE =
  '{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"bench","version":"1"}}}\n';
const LIST_TOOLS = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}\n';

async function start(file) {
  const startMs = performance.now();
  const child = spawn(process.execPath, [file], { stdio: ['pipe', 'pipe', 'ignore'] });
  await ask(child, INITIALIZE);
  const ms = performance.now() - startMs;
  const initialized = privateMemory(child.pid);
  await ask(child, LIST_TOOLS);
  const listed = privateMemory(child.pid);
  child.stdin.end();
  await once(child, 'exit');
  return { ms, initialized, listed };
}

async function ask(child, line) {
  child.stdin.write(line);
  for (let last = 0; last !== 0x0a; ) {
    const [chunk] = await once(child.stdout, 'data');
    last = chunk.at(-1);
  }
}

/** What no other process shares, as the kernel counts it. */
function privateMemory(pid) {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kilobytes = [...rollup.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB$/gm)].map(([, size]) => Number(size));
  return kilobytes.reduce((sum, size) => sum + size, 0) / 1024;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

const rounds = Number(process.argv[2] ?? 20);
const starts = new Map(Object.keys(rivals).map((name) => [name, []]));
for (let round = -1; round < rounds; round += 1) {
  for (const [name, file] of Object.entries(rivals)) {
    const measured = await start(file);
    if (round >= 0) starts.get(name).push(measured); // the first round warms the file cache
  }
}

const floorMs = median(starts.get('bare loop').map(({ ms }) => ms));
const rows = [...starts].map(([name, measured]) => {
  const [ms, initialized, listed] = ['ms', 'initialized', 'listed'].map((figure) =>
    median(measured.map((one) => one[figure])),
  );
  return `| ${name} | ${ms.toFixed(1)} | ${(ms / floorMs).toFixed(2)} | ${initialized.toFixed(1)} | ${listed.toFixed(1)} |`;
});
const head = [
  `Node ${process.versions.node}, medians of ${rounds} rounds`,
  '',
  '| server | ms to initialize | × bare loop | private MiB then | after tools/list |',
  '| --- | --: | --: | --: | --: |',
];
process.stdout.write([...head, ...rows, ''].join('\n'));
