import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const bench = fileURLToPath(new URL('../bench/start-up.mjs', import.meta.url));

it('measures the start of the stdio server beside a bare loop, a few rounds of it', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [bench, '2']);
  expect(stdout).toMatch(/^\| bare loop \| [\d.]+ \| 1\.00 \| [\d.]+ \| [\d.]+ \|$/m);
  expect(stdout).toMatch(/^\| mcp-jira-confluence \| [\d.]+ \| [\d.]+ \| [\d.]+ \| [\d.]+ \|$/m);
});
