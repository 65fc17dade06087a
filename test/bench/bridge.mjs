/**
 * The bridge beside a bare pipe and its peers: latency, CPU, throughput, big results, connects, memory, and whether each
 * target is met. Every answer is checked. `npm run bench [-- --rounds N --offline --only ROW --json FILE --bridge FILE
 * --slice --save --render]`
 */
import { writeFileSync } from 'node:fs';
import { readBridgeOptions } from './bridge/bridge-options.mjs';
import { renderDocument, saveRun } from './bridge/document.mjs';
import { performanceReport } from './bridge/performance-report.mjs';
import { runBridgeBench } from './bridge/run.mjs';
import { print } from './kit/table.mjs';

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1)); // and what was started with it

const options = readBridgeOptions();
if (options.render) renderDocument(options.docs);
else {
  const run = await runBridgeBench(options, (progress) => process.stderr.write(`${progress}\n`));
  print(performanceReport(run));
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(run, undefined, 2)}\n`);
  const failed = run.rows.some(({ failure }) => failure !== undefined);
  if (options.save && !failed) {
    saveRun(options.docs, run);
    renderDocument(options.docs);
  }
  if (failed) process.exit(1); // clients of a row that failed may still be open
}
