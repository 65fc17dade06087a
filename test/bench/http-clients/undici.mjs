/** Reads the issue with the `request` of the undici in `UNDICI_FILE`, and prints the milliseconds it took. */
const startMs = performance.now();
const { ISSUE_URL, AUTHORIZATION, UNDICI_FILE } = process.env;
const { getGlobalDispatcher, request } = (await import(UNDICI_FILE)).default;

const { statusCode, body } = await request(ISSUE_URL, { headers: { authorization: AUTHORIZATION } });
const { key } = await body.json();
if (key === undefined) throw new Error(`No issue came, but ${statusCode}.`);

process.stdin.on('end', () => void getGlobalDispatcher().close()).resume();
process.stdout.write(`${performance.now() - startMs}\n`);
