import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startProgram } from './started-program.mjs';

const FOLDERS = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];
const projectConfig = new URL('../../../../nginx.conf', import.meta.url);

/** Starts the real nginx with the project's own nginx.conf, one bridge under all its names. Fails where there is none. */
export async function startNginx(folder, bridgeUrl) {
  const file = FOLDERS.map((one) => path.join(one, 'nginx')).find((one) => existsSync(one));
  if (file === undefined) throw new Error('there is no nginx on this machine');
  const home = mkdtempSync(path.join(folder, 'nginx-'));
  const config = path.join(home, 'nginx.conf');
  const placed = readFileSync(projectConfig, 'utf8')
    .replaceAll('/var/log/nginx', home)
    // One client makes more requests here than nginx lets a connection have by default.
    .replace(/^http \{$/m, 'http {\n    keepalive_requests 100000000;')
    .replace(/mcp-sse-\d+:8000/g, new URL(bridgeUrl).host);
  return startProgram('nginx', file, (port) => {
    writeFileSync(config, placed.replace('listen 80;', `listen 127.0.0.1:${port};`));
    return ['-p', home, '-c', config, '-g', `daemon off; pid ${home}/nginx.pid;`];
  });
}
