import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** Where programs are, those for the system's own use among them. */
const FOLDERS = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];

/** The file of a program, or `undefined` where this machine has none. */
function findProgram(name: string): string | undefined {
  return FOLDERS.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

/** Installs the Debian package of a program where root may; elsewhere throws with what to install. */
export function ensureProgram(name: string, debianPackage = name): string {
  const found = findProgram(name);
  if (found !== undefined) return found;
  const aptGet = findProgram('apt-get');
  if (aptGet === undefined || process.getuid?.() !== 0) {
    throw new Error(
      `These tests need ${name}. Install it (on Debian: apt-get install ${debianPackage}) and run them again.`,
    );
  }
  // In runlevel 1 a package that holds a service does not start it.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  execFileSync(aptGet, ['update', '-qq'], { env });
  execFileSync(aptGet, ['install', '-y', '-qq', '--no-install-recommends', debianPackage], { env });
  const installed = findProgram(name);
  if (installed === undefined) throw new Error(`The package ${debianPackage} brought no ${name}.`);
  return installed;
}
