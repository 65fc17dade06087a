import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** Where programs are, those for the system's own use among them. */
const FOLDERS = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];

/** The file of a program, or `undefined` where this machine has none. */
export function findProgram(name) {
  return FOLDERS.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

/** The file of a program. Installs the Debian package of that name where root may, and fails elsewhere. */
export function ensureProgram(name) {
  const found = findProgram(name);
  if (found !== undefined) return found;
  const aptGet = findProgram('apt-get');
  if (aptGet === undefined || process.getuid?.() !== 0) throw new Error(`there is no ${name} on this machine`);
  // In runlevel 1 a package that holds a service does not start it.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  execFileSync(aptGet, ['update', '-qq'], { env, stdio: 'ignore' });
  execFileSync(aptGet, ['install', '-y', '-qq', '--no-install-recommends', name], { env, stdio: 'ignore' });
  const installed = findProgram(name);
  if (installed === undefined) throw new Error(`the package ${name} brought no ${name}`);
  return installed;
}
