import { expect, it } from 'vitest';
import { runBench } from '../bench/run-bench.ts';

it('counts what a model reads of the tools, of issues and of pages, and says where tokens are an estimate', async () => {
  const report = await runBench('tokens');
  expect(report).toContain('tokens are an estimate, bytes / 4');
  expect(report).toMatch(/^\| mcp-jira-confluence \| \d+ \| \d+ \| \d+ \| 1\.00 \| \d+ \|$/m);
  expect(report).toMatch(/^\| mcp-jira-confluence, all toolsets \| \d+ \| \d+ \| \d+ \| [\d.]+ \| \d+ \|$/m);
  expect(report).toMatch(/^\| issue: mcp-jira-confluence \| 20(?: \| \d+){3} \|$/m);
  expect(report).toMatch(/^\| page: mcp-jira-confluence \| 20(?: \| \d+){3} \|$/m);
});
