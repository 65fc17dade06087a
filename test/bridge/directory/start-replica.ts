import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';
import type { RedisDirectoryOptions } from '../../../bridge/directory/redis-directory.ts';
import { repositoryRoot } from '../../support/bins.ts';
import { StartedProgram } from '../../support/started-program.ts';
import { redisOptions, urlOf } from './redis-replica.ts';

/** `test/fixtures/replica-process.ts` at work. */
export class ReplicaProcess extends StartedProgram {
  /** Begins a step; `said` tells what comes of it. */
  begin(name: string, ...args: readonly string[]): void {
    this.stdin.write(`${JSON.stringify([name, ...args])}\n`);
  }

  /** What it says next. */
  async said(): Promise<unknown> {
    return JSON.parse(await this.stdout.next());
  }

  /** Takes a step and resolves to what came of it. */
  async step(name: string, ...args: readonly string[]): Promise<unknown> {
    this.begin(name, ...args);
    const [outcome, step, result] = (await this.said()) as unknown[];
    if (outcome !== 'done' || step !== name) throw new Error(`${name}: ${outcome} ${step} ${result}`);
    return result;
  }
}

/** Starts the directory of a replica in a process of its own, with it open. */
export async function startReplica(
  replicaTag: string,
  redisUrl: string,
  options: Partial<RedisDirectoryOptions> = {},
  env: Readonly<Record<string, string>> = {},
): Promise<ReplicaProcess> {
  const folder = mkdtempSync(path.join(tmpdir(), 'replica-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const program = path.join(folder, 'replica.mjs');
  await build({
    entryPoints: [path.join(repositoryRoot, 'test/fixtures/replica-process.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    loader: { '.lua': 'text' },
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  });
  const settings = JSON.stringify(redisOptions(replicaTag, redisUrl, options));
  const replica = new ReplicaProcess(process.execPath, [program, settings], { env });
  await replica.step('open', urlOf(replicaTag));
  return replica;
}
