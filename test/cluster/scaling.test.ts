import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { SsePeer } from '../support/sse-peer.ts';
import { type RunningBridge, startBridge } from '../support/start-bridge.ts';
import { type RunningRedis, startRedis } from '../support/start-redis.ts';
import { StreamablePeer } from '../support/streamable-peer.ts';
import { send } from '../support/streamable-session.ts';
import { isResponseTo, shakeHands } from '../support/wire-peer.ts';
import { type Era, openMovable, openPeers } from './movable-sessions.ts';
import { RedisWitness } from './redis-witness.ts';

/*
 * The figures of docs/scaling.md. Each test notes what it counted: npx vitest run test/cluster/scaling.test.ts --reporter verbose
 */

const ECHO = fileURLToPath(new URL('../bench/bridge/processes/echo-child.mjs', import.meta.url));
/** So long a lease that replicas give no signs of life while a test counts. */
const NO_SIGNS = ['--lease', '10m'];
const ERAS: readonly Era[] = ['sse', 'streamable'];
const LOSSES = ERAS.flatMap((era) => [{ era, signal: 'SIGKILL' } as const, { era, signal: 'SIGTERM' } as const]);

function startReplica({ url }: RunningRedis, tag: string, args: readonly string[]): Promise<RunningBridge> {
  const shared = ['--redis', url, '--cluster-secret', 'the secret of this test', '--replica-tag', tag];
  return startBridge([...shared, '--recovery', 'replay', ...args, '--', process.execPath, ECHO]);
}

async function startOne(args: readonly string[]) {
  const redis = await startRedis();
  const { url } = await startReplica(redis, 'r1', args);
  return { redis, url, witness: new RedisWitness(redis.url) };
}

const call = (id: number, ms = 0): string =>
  JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name: 'echo', arguments: { bytes: 100, ms } } });

it.for(ERAS)('asks Redis a few times when a session opens, and once when it ends: %s', async (era, { annotate }) => {
  const { url, witness } = await startOne([...NO_SIGNS, '--disconnect-grace', '0', '--resume-window', '3s']);
  const openAll = async (count: number) => {
    const peers = await openPeers(era, count, url);
    await witness.untilOpened(count);
    return () => Promise.all(peers.map((peer) => peer.close()));
  };
  const closeFirst = await openAll(1); // with which Redis gets to know the scripts
  await closeFirst();
  await witness.untilEmpty();

  await witness.reset();
  const closeAll = await openAll(20);
  const opened = await witness.counts();
  const bytes = Math.max(...(await witness.bytesOfSessions()));
  await witness.reset();
  await closeAll();
  await witness.untilEmpty();
  const ended = await witness.counts();

  const [toOpen, toEnd] = [opened.ofSessions / 20, ended.ofSessions / 20];
  await annotate(`${toOpen} scripts of ${opened.scriptMicroseconds} µs to open, ${toEnd} to end, ${bytes} bytes`);
  expect(toOpen).toBeGreaterThanOrEqual(2); // it is claimed, and has a handshake
  expect(toOpen).toBeLessThanOrEqual(era === 'sse' ? 11 : 8);
  expect(toEnd).toBeGreaterThanOrEqual(1);
  expect(toEnd).toBeLessThanOrEqual(2); // there may have been a change to write
  expect(bytes).toBeLessThanOrEqual(1536);
});

it('asks Redis for an idle session once in a third of the time that Redis keeps it', async ({ annotate }) => {
  // A sign of life every 200 ms, and what Redis is to keep for 3 s refreshed with the first one after 1 s.
  const { url, witness } = await startOne(['--lease', '600ms', '--session-idle', '3s']);
  await openPeers('sse', 10, url);
  await witness.untilOpened(10);
  await witness.reset();
  await witness.untilSignsOfLife(30);
  const { signsOfLife, ofSessions } = await witness.counts();
  await annotate(`${ofSessions} scripts for 10 sessions while there were ${signsOfLife} signs of life`);
  expect(ofSessions).toBeGreaterThanOrEqual(10);
  expect(ofSessions).toBeLessThanOrEqual(10 * Math.ceil(signsOfLife / 5) + 10);
});

it('asks Redis nothing for calls of the streamable era that are over within an interval', async ({ annotate }) => {
  const { url, witness } = await startOne([...NO_SIGNS, '--journal-interval', '1s']);
  const peers = await openPeers('streamable', 5, url);
  await witness.untilOpened(5);
  await witness.reset();
  await Promise.all(
    peers.map(async (peer) => {
      for (let id = 1; id <= 300; id += 1) await peer.ask(call(id));
    }),
  );
  const { ofSessions } = await witness.counts();
  await annotate(`${ofSessions} scripts for 1500 calls`);
  expect(ofSessions).toBe(0);
});

it('writes answers of the sse era once an interval, however many there are', async ({ annotate }) => {
  const { url, witness } = await startOne([...NO_SIGNS, '--journal-interval', '100ms']);
  const peers = await openPeers('sse', 5, url);
  await witness.untilOpened(5);
  const [before = 0] = await witness.bytesOfSessions();
  await witness.reset();
  const startMs = performance.now();
  const lines = Array.from({ length: 200 }, (_, index) => call(index + 1));
  await Promise.all(
    peers.map(async (peer) => {
      const told = lines.map((line) => peer.tell(line));
      await peer.until(isResponseTo(call(200)));
      await Promise.all(told);
    }),
  );
  await witness.untilStored(5, 'j:m200', /./);
  const intervals = Math.ceil((performance.now() - startMs) / 100);
  const { ofSessions } = await witness.counts();
  const [after = 0] = await witness.bytesOfSessions();
  const each = Math.round((after - before) / 200);
  await annotate(`${ofSessions} scripts for 1000 calls in ${intervals} intervals, ${each} bytes for an answer of 175`);
  expect(ofSessions).toBeGreaterThanOrEqual(5);
  expect(ofSessions).toBeLessThanOrEqual(5 * (intervals + 1));
  expect(each).toBeLessThanOrEqual(512);
});

it.for(ERAS)('writes at most three times for a call that takes its time: %s', async (era, { annotate }) => {
  const { url, witness } = await startOne(NO_SIGNS);
  const peers = await openPeers(era, 10, url);
  await witness.untilOpened(10);
  await witness.reset();
  await Promise.all(
    peers.map(async (peer) => {
      for (let id = 1; id <= 5; id += 1) await peer.ask(call(id, 100));
    }),
  );
  const { ofSessions } = await witness.counts();
  await annotate(`${ofSessions / 50} scripts a call`);
  expect(ofSessions / 50).toBeGreaterThan(0.5); // that it is under way
  expect(ofSessions / 50).toBeLessThanOrEqual(3);
});

it('asks Redis twice for a session whose calls are forwarded, and not again within a lease', async ({ annotate }) => {
  const redis = await startRedis();
  const quiet = [...NO_SIGNS, '--journal-interval', '1s'];
  const [owner, other] = await Promise.all([startReplica(redis, 'r1', quiet), startReplica(redis, 'r2', quiet)]);
  const witness = new RedisWitness(redis.url);
  const opened = await Promise.all(Array.from({ length: 10 }, () => openMovable('streamable', owner.url)));
  await witness.untilOpened(10);
  await witness.reset();
  for (const goOn of opened) await goOn(other.url, call(1));
  const first = await witness.counts();
  await witness.reset();
  for (let id = 2; id <= 20; id += 1) await Promise.all(opened.map((goOn) => goOn(other.url, call(id))));
  const others = await witness.counts();
  await annotate(`${first.ofSessions / 10} scripts for the first call, ${others.ofSessions} for 190 others`);
  expect(first.ofSessions / 10).toBe(2); // who has it, and how long that one's lease runs
  expect(others.ofSessions).toBe(0);
});

it.for(LOSSES)('asks Redis a few times for each session that is taken over: $era, $signal', async (loss, context) => {
  const { era, signal } = loss;
  const redis = await startRedis();
  const lease = ['--lease', '600ms'];
  const [first, next] = await Promise.all([startReplica(redis, 'r1', lease), startReplica(redis, 'r2', lease)]);
  const witness = new RedisWitness(redis.url);
  const opened = await Promise.all(Array.from({ length: 10 }, () => openMovable(era, first.url)));
  await witness.untilOpened(10);
  await witness.reset();
  await first.stop(signal);
  await witness.untilLapsed('r1');
  await Promise.all(opened.map((goOn) => goOn(next.url, call(1))));
  const { ofSessions } = await witness.counts();
  await context.annotate(`${ofSessions / 10} scripts a session`);
  expect(ofSessions / 10).toBeGreaterThanOrEqual(2); // who has it, and the take-over
  expect(ofSessions / 10).toBeLessThanOrEqual(12);
});

it('answers calls on their own replica while Redis hangs, and waits for nothing of it (P-REDIS)', async () => {
  const { redis, url, witness } = await startOne([...NO_SIGNS, '--redis-timeout', '40s']);
  const streamable = new StreamablePeer(url);
  const sse = await SsePeer.open(url);
  await Promise.all([shakeHands(streamable), shakeHands(sse)]);
  await witness.untilOpened(2);
  process.kill(redis.pid, 'SIGSTOP');
  const told: Promise<void>[] = [];
  try {
    for (let id = 1; id <= 20; id += 1) {
      const line = call(id, 30); // longer than an interval, so that there is something to write
      await streamable.ask(line);
      told.push(sse.tell(line)); // its 202 says that the request is in Redis, so it waits
      await sse.until(isResponseTo(line));
    }
    const { bridge } = JSON.parse((await send('GET', `${url}/health`, {})).text);
    expect(bridge.replica.redis).toBe('up'); // nobody has waited until it counts as away
  } finally {
    process.kill(redis.pid, 'SIGCONT');
  }
  await Promise.all(told);
});
