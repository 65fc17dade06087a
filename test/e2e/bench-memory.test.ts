import { expect, it } from 'vitest';
import { runBench } from '../bench/run-bench.ts';

it('measures the private memory of the stdio server at four moments, and says if the target is met', async () => {
  const report = await runBench('memory', '--rounds', '1');
  expect(report).toMatch(/^\| bare loop(?: \| [\d.]+){4} \| 1\.00 \|$/m);
  expect(report).toMatch(/^\| mcp-jira-confluence(?: \| [\d.]+){5} \|$/m);
  expect(report).toMatch(/^\| mcp-jira-confluence, all toolsets(?: \| [\d.]+){5} \|$/m);
  expect(report).toMatch(/^Target, at most 25 MB after one issue is read: (?:met|missed), [\d.]+ MB$/m);
});

it('measures what HTTP clients cost a process that reads one issue', async () => {
  const report = await runBench('http-clients', '--rounds', '1');
  expect(report).toMatch(/^\| none \| [\d.]+ \| [\d.]+ \| 0\.0 \| – \|$/m);
  expect(report).toMatch(/^\| node-http \| [\d.]+ \| 1\.00 \| [\d.]+ \| 1\.00 \|$/m);
  expect(report).toMatch(/^\| fetch(?: \| [\d.]+){4} \|$/m);
});
