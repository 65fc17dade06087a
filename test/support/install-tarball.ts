import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll } from 'vitest';
import { repositoryRoot } from './bins.ts';

const run = promisify(execFile);

interface InstalledTarball {
  /** Where it is installed; read it when a test runs. */
  readonly folder: string;
  /** Path of one of its commands. */
  bin(name: string): string;
}

/** Packs the package as it would be published, and installs it in a folder of its own for the tests of this file. */
export function installTarball(): InstalledTarball {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'packed-tarball-'));
    await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: repositoryRoot });
    const [tarball = ''] = await readdir(folder);
    await writeFile(path.join(folder, 'package.json'), '{"private":true}');
    await run('npm', ['install', '--offline', `./${tarball}`], { cwd: folder });
  });
  afterAll(() => rm(folder, { recursive: true }));
  return {
    get folder() {
      return folder;
    },
    bin: (name) => path.join(folder, 'node_modules/.bin', name),
  };
}
