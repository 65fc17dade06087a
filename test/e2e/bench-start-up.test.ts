import { expect, it } from 'vitest';
import { runBench } from '../bench/run-bench.ts';

it('measures the start of the stdio server, its tools/list with it, beside a bare loop', async () => {
  const report = await runBench('start-up', '--rounds', '1');
  expect(report).toMatch(/^\| bare loop \| [\d.]+ \| 1\.00 \| [\d.]+ \| 1\.00 \|$/m);
  expect(report).toMatch(/^\| mcp-jira-confluence(?: \| [\d.]+){4} \|$/m);
  expect(report).toMatch(/^\| mcp-jira-confluence, all toolsets(?: \| [\d.]+){4} \|$/m);
});
