import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Runs a benchmark of this folder on our own server and the floor alone, and returns its report. */
export async function runBench(name: string, ...options: readonly string[]): Promise<string> {
  const file = fileURLToPath(new URL(`${name}.mjs`, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [file, '--offline', ...options]);
  return stdout;
}
