/** Reads the issue with `node:http`, over a connection that would be kept, and prints the milliseconds it took. */
const startMs = performance.now();
const { Agent, get } = await import('node:http');
const { ISSUE_URL, AUTHORIZATION } = process.env;

const chunks = [];
const agent = new Agent({ keepAlive: true });
const response = await new Promise((resolve, reject) => {
  get(ISSUE_URL, { agent, headers: { authorization: AUTHORIZATION } }, resolve).on('error', reject);
});
for await (const chunk of response) chunks.push(chunk);
const { key } = JSON.parse(Buffer.concat(chunks).toString());
if (key === undefined) throw new Error(`No issue came, but ${response.statusCode}.`);

process.stdin.on('end', () => agent.destroy()).resume();
process.stdout.write(`${performance.now() - startMs}\n`);
