import { startNginx } from './nginx.mjs';
import { startRedis } from './redis.mjs';
import { startIdeal, startOurs, stdio } from './rivals.mjs';

const ERAS = ['sse', 'streamable'];

/** What a replica is told of the others; `tag` begins the ids of its sessions. */
export function replicaOptions({ redisUrl }, tag) {
  return ['--redis', redisUrl, '--cluster-secret', 'the secret of this benchmark', '--replica-tag', tag];
}

/**
 * Has a Redis run meanwhile, or `undefined` and a note where there is none. To be called before the benchmark goes on one
 * core: Redis has a machine of its own where there are many replicas.
 */
export async function withRedis(folder, use) {
  const notes = [];
  const redis = await startRedis(folder).catch(({ message }) => {
    notes.push(`Replicas with Redis are not measured: ${message}`);
    return undefined;
  });
  try {
    return await use(redis, notes);
  } finally {
    await redis?.stop();
  }
}

/**
 * Runs `use` with the ways to a session of a replica, each once an era, and ends them. All replicas are idle but for the
 * one whose turn it is.
 */
export async function withReplicas({ folder, bridge }, redis, notes, use) {
  const running = [];
  const rivals = [stdio];
  const start = async (starting) => {
    const program = await starting;
    running.push(program);
    return program;
  };
  const add = (name, role, urls) => {
    for (const era of ERAS) rivals.push({ key: `${name}, ${era}`, name, role, era, ...urls });
  };
  try {
    add('ideal pipe', 'ideal', await start(startIdeal()));
    add('ours', 'ours', await start(startOurs(bridge)));
    if (redis !== undefined) {
      const one = await start(startOurs(bridge, replicaOptions(redis, 'r1')));
      const other = await start(startOurs(bridge, replicaOptions(redis, 'r2')));
      add('ours, one of two replicas', 'replica', { url: one.url });
      add('ours, forwarded', 'forwarded', { url: one.url, callsUrl: other.url });
      await start(startNginx(folder, one.url, other.url)).then(
        ({ url }) => add('ours, two replicas behind nginx', 'nginx', { url }),
        ({ message }) => notes.push(`Replicas behind nginx are not measured: ${message}`),
      );
    }
    return await use(rivals);
  } finally {
    await Promise.all(running.toReversed().map((program) => program.stop()));
  }
}
