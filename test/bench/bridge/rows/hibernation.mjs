import { execFileSync } from 'node:child_process';
import { HttpConnection } from '../clients/http-connection.mjs';
import { rawClients } from '../clients/raw-clients.mjs';
import { descriptorLimit, restingKibibytes } from '../processes/process-figures.mjs';
import { replicaOptions, withRedis } from '../processes/replicas.mjs';
import { quickCommand, startEmptyServer, startOurs } from '../processes/rivals.mjs';
import { untilHealth } from './health.mjs';
import { target } from './target.mjs';

/** How many are opened at the same time. */
const AT_ONCE = 16;
/** Descriptors that are for other things than streams. */
const SPARE = 2_000;

/** The memory of sessions that rest without a child, streams open, beyond what the sockets cost an empty server. */
export async function measureHibernation({ bridge, slice, folder }) {
  const wanted = slice ? 100 : 10_000;
  const restMs = slice ? 0 : 12_000;
  const sessions = Math.min(wanted, descriptorLimit() - SPARE);
  const row = {
    id: 'hibernation',
    title: 'Sessions at rest',
    how: `${sessions} sse sessions without a child, their streams open; the sockets are those of an empty node:http server with as many open event streams.`,
    columns: [
      ['empty', 'MiB empty', 1],
      ['holding', `MiB with ${sessions}`, 1],
      ['each', 'KiB each', 1],
    ],
    figures: [],
    targets: [],
    notes: sessions < wanted ? [`Fewer than ${wanted}: a process may open ${descriptorLimit()} files here.`] : [],
  };
  if (!execFileSync(process.execPath, [bridge, '--help'], { encoding: 'utf8' }).includes('--hibernate-after')) {
    return { ...row, notes: ['Skipped: this build has no --hibernate-after.'] };
  }
  const sockets = await holdStreams(sessions, restMs);
  const ours = await holdSessions(bridge, sessions, restMs);
  const replica = await withRedis(folder, (redis, notes) => {
    row.notes.push(...notes);
    return redis && holdSessions(bridge, sessions, restMs, replicaOptions(redis, 'r1'));
  });
  const medians = ({ empty, holding }) => ({
    empty: empty / 1024,
    holding: holding / 1024,
    each: (holding - empty) / sessions,
  });
  row.figures = [
    { rival: 'empty node:http server', era: 'sse', medians: medians(sockets) },
    { rival: 'ours', era: 'sse', medians: medians(ours) },
    ...(replica ? [{ rival: 'ours, with Redis', era: 'sse', medians: medians(replica) }] : []),
  ];
  const beyond = (ours.holding - ours.empty - (sockets.holding - sockets.empty)) / sessions;
  row.targets = [
    target('a session at rest, beyond its socket', { atMost: 20, value: beyond, unit: 'KiB' }),
    target(`the bridge with ${sessions} of them`, { atMost: 450, value: (ours.holding * 1024) / 1e6, unit: 'MB' }),
    target('children of them', { atMost: 0, value: ours.children, unit: 'children' }),
  ];
  return row;
}

async function holdStreams(count, restMs) {
  const server = await startEmptyServer();
  try {
    const empty = await restingKibibytes(server.pid, restMs);
    const { host } = new URL(server.url);
    const opened = await openMany(count, async () => {
      const connection = await HttpConnection.open(server.url);
      await new Promise((resolve, reject) => {
        const get = `GET / HTTP/1.1\r\nHost: ${host}\r\n`;
        connection.send(get, '', { onMessage: resolve, onError: reject });
      });
      return connection;
    });
    const holding = await restingKibibytes(server.pid, restMs);
    for (const connection of opened) connection.close();
    return { empty, holding };
  } finally {
    await server.stop();
  }
}

async function holdSessions(bridge, count, restMs, options = []) {
  const bounds = ['--max-sessions', `${count + 100}`, '--max-children', '2000', '--start-concurrency', '4'];
  const resting = ['--recovery', 'replay', '--hibernate-after', '1s', ...bounds, ...options];
  const ours = await startOurs(bridge, resting, quickCommand);
  try {
    await untilHealth(ours.url, ({ children }) => children.warm >= 1);
    const empty = await restingKibibytes(ours.pid, restMs);
    const posts = await HttpConnection.open(ours.url);
    const opened = await openMany(count, async () => {
      const client = await rawClients.sse(ours, posts);
      await client.initialize();
      return client;
    });
    const { children } = await untilHealth(
      ours.url,
      ({ sessions, children: { live } }) => live === 0 && sessions.sse >= count,
    );
    const holding = await restingKibibytes(ours.pid, restMs);
    posts.close();
    await Promise.all(opened.map((client) => client.close()));
    return { empty, holding, children: children.live };
  } finally {
    await ours.stop();
  }
}

async function openMany(count, open) {
  const opened = [];
  let left = count;
  const oneAfterAnother = async () => {
    while (left > 0) {
      left -= 1;
      opened.push(await open());
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, oneAfterAnother));
  return opened;
}
