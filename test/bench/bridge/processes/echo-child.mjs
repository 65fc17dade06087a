/** A stdio server that does next to nothing: `echo` answers with a text of `bytes` bytes after `ms` milliseconds. */
import { echoLine } from './echo-text.mjs';

const schema = { type: 'object', properties: { bytes: { type: 'number' }, ms: { type: 'number' } } };
const results = {
  initialize: {
    protocolVersion: '2025-06-18',
    capabilities: { tools: {} },
    serverInfo: { name: 'echo', version: '1' },
  },
  'tools/list': { tools: [{ name: 'echo', inputSchema: schema }] },
};

let begun = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk) => {
  const lines = (begun + chunk).split('\n');
  begun = lines.pop();
  for (const line of lines) if (line !== '') answer(JSON.parse(line));
});

function answer({ id, method, params }) {
  if (id === undefined) return;
  if (method !== 'tools/call') {
    process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, result: results[method] ?? {} })}\n`);
    return;
  }
  const { bytes = 0, ms = 0 } = params.arguments;
  if (ms === 0) say(id, bytes);
  else setTimeout(say, ms, id, bytes);
}

function say(id, bytes) {
  process.stdout.write(`${echoLine(id, bytes)}\n`);
}
