import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Builds `dist/` from the sources as they are now, so that end-to-end tests run what a user runs. */
export default async function setup(): Promise<void> {
  await run(process.execPath, ['esbuild.config.mjs']);
}
