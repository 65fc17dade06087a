import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/** A temporary folder outside the repository while `use` runs. */
export async function inTemporaryFolder(use) {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * Installs one exact version of a package in a folder of its own below `folder`, without its install scripts, and returns
 * where the package is. Fails with what npm says.
 */
export async function installPackage(folder, name, version) {
  const home = await mkdtemp(path.join(folder, 'package-'));
  await writeFile(path.join(home, 'package.json'), '{}');
  const words = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--json', `${name}@${version}`];
  await promisify(execFile)('npm', words, { cwd: home }).catch(({ stdout, message }) => {
    throw new Error(`npm cannot install it: ${reasonIn(stdout) ?? message}`);
  });
  return path.join(home, 'node_modules', name);
}

/** The file of a package's only or first command. */
export async function commandOf(packageFolder) {
  const { bin } = JSON.parse(await readFile(path.join(packageFolder, 'package.json'), 'utf8'));
  return path.join(packageFolder, typeof bin === 'string' ? bin : Object.values(bin)[0]);
}

function reasonIn(stdout) {
  const json = stdout.slice(stdout.indexOf('{'));
  if (json === '') return undefined;
  return JSON.parse(json).error?.detail?.split('\n')[0];
}
