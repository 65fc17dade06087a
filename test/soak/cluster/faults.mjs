import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

const RESTART_AFTER_MS = 5000;
const REDIS_AWAY_MS = 3000;
const PAUSE_MS = 10_000;
const CUT_MS = 8000;
const CHILDREN = 20;

export const ROLLING_RESTART = 'restart all replicas, one after the other';

/** What goes wrong in a cluster; each resolves once it is mended. `note` is to be called when it happens. */
export const faults = {
  'kill -9 a replica': async (cluster, random, note) => {
    const replica = random.oneOf(cluster.replicas);
    note();
    replica.process.kill('SIGKILL');
    await once(replica.process, 'exit');
    await delay(RESTART_AFTER_MS);
    await cluster.startReplica(replica);
  },
  'SIGTERM a replica': async (cluster, random, note) => {
    note();
    await restart(cluster, random.oneOf(cluster.replicas));
  },
  'kill -9 Redis': async (cluster, _random, note) => {
    note();
    await cluster.killRedis();
    await delay(REDIS_AWAY_MS);
    await cluster.startRedis();
    await delay(REDIS_AWAY_MS);
  },
  'pause a replica for 10 s': async (cluster, random, note) => {
    const { process: child } = random.oneOf(cluster.replicas);
    note();
    child.kill('SIGSTOP');
    await delay(PAUSE_MS);
    child.kill('SIGCONT');
  },
  "cut a replica's network to Redis": async (cluster, random, note) => {
    const { redis } = random.oneOf(cluster.replicas);
    note();
    redis.cut();
    await delay(CUT_MS);
    redis.mend();
  },
  'reload nginx': async (cluster, _random, note) => {
    note();
    await cluster.reloadNginx();
  },
  'kill -9 children': async (cluster, random, note) => {
    const children = cluster.children();
    note();
    for (let left = Math.min(CHILDREN, children.length); left > 0; left -= 1) {
      const [{ pid }] = children.splice(random.between(0, children.length - 1), 1);
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // it has ended meanwhile
      }
    }
  },
  [ROLLING_RESTART]: async (cluster, _random, note) => {
    for (const replica of cluster.replicas) {
      note();
      await restart(cluster, replica);
      await cluster.hasFilledPool(replica); // as whoever rolls out waits until it is ready for load
    }
  },
};

async function restart(cluster, replica) {
  const exited = once(replica.process, 'exit');
  replica.process.kill('SIGTERM');
  await exited;
  await cluster.startReplica(replica);
}
