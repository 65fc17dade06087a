import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findProgram } from './ensure-program.mjs';
import { startProgram } from './started-program.mjs';

const projectConfig = new URL('../../../../nginx.conf', import.meta.url);

/**
 * Starts the real nginx with the project's own nginx.conf. Its replicas r1, r2 and r3 are these bridges, in turn: one
 * bridge has all their names. Fails where there is no nginx.
 */
export async function startNginx(folder, ...bridgeUrls) {
  const file = findProgram('nginx');
  if (file === undefined) throw new Error('there is no nginx on this machine');
  const home = mkdtempSync(path.join(folder, 'nginx-'));
  const config = path.join(home, 'nginx.conf');
  const placed = readFileSync(projectConfig, 'utf8')
    .replaceAll('/var/log/nginx', home)
    // One client makes more requests here than nginx lets a connection have by default, and has more connections.
    .replace(/^http \{$/m, 'http {\n    keepalive_requests 100000000;')
    .replace(/^ *limit_conn .*\n/m, '')
    .replace(/mcp-sse-(\d+):8000/g, (_name, number) => new URL(bridgeUrls[(number - 1) % bridgeUrls.length]).host);
  return startProgram('nginx', file, (port) => {
    writeFileSync(config, placed.replace('listen 80;', `listen 127.0.0.1:${port};`));
    return ['-p', home, '-c', config, '-g', `daemon off; pid ${home}/nginx.pid;`];
  });
}
