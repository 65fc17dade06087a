import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { RedisDirectory, type RedisDirectoryOptions } from '../../../bridge/directory/redis-directory.ts';

export const clusterSecret = 'known to all replicas of the tests';

export interface RedisReplica {
  readonly directory: RedisDirectory;
  /** What it logged, as lines of JSON. */
  readonly log: readonly string[];
}

export function redisOptions(
  replicaTag: string,
  redisUrl: string,
  options: Partial<RedisDirectoryOptions> = {},
): RedisDirectoryOptions {
  return {
    redisUrl,
    redisPrefix: 'test:',
    redisTimeoutMs: 1_000,
    clusterSecret,
    leaseMs: 3_000,
    journalKey: undefined,
    journalIntervalMs: 10,
    sessionIdleMs: 3_600_000,
    replicaTag,
    ...options,
  };
}

/** The directory of a replica, to be opened by the test. It is closed when the test is over. */
export function redisReplica(...settings: Parameters<typeof redisOptions>): RedisReplica {
  const log: string[] = [];
  const write = (line: string): number => log.push(line);
  const directory = new RedisDirectory(redisOptions(...settings), pino({ level: 'trace' }, { write }));
  onTestFinished(() => directory.close());
  return { directory, log };
}

/** Where other replicas would reach this one. */
export function urlOf(replicaTag: string): string {
  return `http://${replicaTag}.example:8000`;
}

/** As `redisReplica`, opened. */
export async function openReplica(...args: Parameters<typeof redisReplica>): Promise<RedisDirectory> {
  const { directory } = redisReplica(...args);
  await directory.open(urlOf(args[0]));
  return directory;
}
