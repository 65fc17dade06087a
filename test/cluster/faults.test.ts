import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { bridgeBin } from '../support/bins.ts';

const soak = fileURLToPath(new URL('../soak/cluster.mjs', import.meta.url));

/** 200 sessions, three replicas and all their processes share two cores. */
const RUN_MS = 180_000;
const SEED = '7';
/** No measurement, which a busy machine would spoil: longer than this is for ever. */
const BEYOND_LEASE_MS = '15000';

/** What the run prints, of one that failed too: it says there what was lost. */
async function soakCluster(...words: string[]): Promise<string> {
  const all = [soak, '--bridge', bridgeBin, '--seed', SEED, '--beyond-lease', BEYOND_LEASE_MS, ...words];
  const ended = await execa(process.execPath, all, { timeout: RUN_MS, reject: false, all: true });
  return ended.all;
}

const sound = expect.stringContaining('nothing lost, wrong or twice');

it.each([
  ['by nginx.conf', '--affinity'],
  ['in turns, without a map', '--no-affinity'],
])(
  'official clients work through nginx that sends them %s: 200 sessions, 50 calls each (P-ANY)',
  async (_how, flag) => {
    const printed = await soakCluster('--none', flag, '--sessions', '200', '--calls', '50');
    expect(printed).toEqual(sound);
    expect(printed).toContain('10000 answered');
  },
  RUN_MS,
);

/** Calls of each session: enough to go on for a while once it is mended. */
const LONG = new Set(['pause a replica for 10 s', 'restart all replicas, one after the other']);

it.each([
  ['kill -9 a replica', 'a replica is killed (P-RECOVER, P-RESUME, P-ANSWER)'],
  ['SIGTERM a replica', 'a replica is told to end (P-DRAIN)'],
  ['kill -9 Redis', 'Redis is killed and comes back (P-REDIS)'],
  ['pause a replica for 10 s', 'a replica stands still, and goes on when others have its sessions (P-ANY, P-ANSWER)'],
  ["cut a replica's network to Redis", 'a replica loses Redis alone (P-REDIS)'],
  ['reload nginx', 'nginx is told to read its configuration again (P-RESUME)'],
  ['kill -9 children', 'server processes are killed (P-RECOVER)'],
  ['restart all replicas, one after the other', 'all replicas are restarted in turn (P-DRAIN)'],
])(
  '%s: no call is lost or carried out twice, and no session ends, while %s',
  async (fault) => {
    expect(await soakCluster('--fault', fault, '--sessions', '48', '--calls', LONG.has(fault) ? '40' : '20')).toEqual(
      sound,
    );
  },
  RUN_MS,
);

it(
  'whatever happens, in any order, nearly all calls are answered, none wrongly and none twice (P-ANSWER)',
  async () => {
    expect(await soakCluster('--minutes', '0.5', '--sessions', '60')).toEqual(sound);
  },
  RUN_MS,
);
