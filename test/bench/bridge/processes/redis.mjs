import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { ensureProgram } from './ensure-program.mjs';
import { startProgram } from './started-program.mjs';

/** Starts a real redis-server that keeps nothing on disk; `redisUrl` is for `--redis`. Fails where there is none. */
export async function startRedis(folder) {
  const home = mkdtempSync(path.join(folder, 'redis-'));
  const redis = await startProgram('redis-server', ensureProgram('redis-server'), (port) => {
    return ['--bind', '127.0.0.1', '--port', `${port}`, '--dir', home, '--save', '', '--appendonly', 'no'];
  });
  return { ...redis, redisUrl: `redis://${new URL(redis.url).host}` };
}
