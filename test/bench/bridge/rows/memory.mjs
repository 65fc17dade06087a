import { HttpConnection } from '../clients/http-connection.mjs';
import { rawClients } from '../clients/raw-clients.mjs';
import { openDescriptors, restingKibibytes } from '../processes/process-figures.mjs';
import { quickCommand, startOurs } from '../processes/rivals.mjs';
import { untilHealth } from './health.mjs';
import { target } from './target.mjs';

/** The memory of our bridge: empty, with idle sessions, and after they have left; and what else they leave behind. */
export async function measureMemory({ bridge, slice }) {
  const sessions = slice ? 20 : 200;
  const restMs = slice ? 0 : 12_000;
  const pool = slice ? 0 : 1;
  const quickly = ['--pool-idle', '1s', '--disconnect-grace', '500ms']; // otherwise there is a minute to wait
  const options = ['--max-children', '300', '--pool-min', `${pool}`, ...quickly];
  const ours = await startOurs(bridge, options, quickCommand);
  try {
    await untilHealth(ours.url, ({ children }) => children.warm >= pool);
    const empty = await restingKibibytes(ours.pid, restMs);
    // The first sessions make Node compile what all use; that is no cost of theirs, and it stays.
    await (await openSessions(ours, 20)).leave();
    const before = await atRest(ours, restMs);
    const { leave } = await openSessions(ours, sessions);
    const holding = await restingKibibytes(ours.pid, restMs);
    await leave();
    const after = await atRest(ours, restMs);
    const each = (holding - before.kibibytes) / sessions;
    return report({ sessions, empty, each, before, after, holding });
  } finally {
    await ours.stop();
  }
}

async function openSessions(ours, count) {
  const posts = await HttpConnection.open(ours.url);
  const opened = [];
  while (opened.length < count) {
    const client = await rawClients.sse(ours, posts);
    await client.initialize();
    opened.push(client);
  }
  const leave = async () => {
    for (const client of opened) await client.close();
    posts.close();
  };
  return { leave };
}

/** When no session is left, the pool is back at its least, and the connections of both are gone. */
async function atRest(ours, restMs) {
  const isQuiet = ({ sessions, children }) =>
    Object.values(sessions).every((open) => open === 0) && children.live === 0 && children.starting === 0;
  const atPool = ({ children }) => children.warm <= 1;
  await untilHealth(ours.url, (health) => isQuiet(health) && atPool(health), 180_000);
  const kibibytes = await restingKibibytes(ours.pid, restMs);
  const { children } = await untilHealth(ours.url, isQuiet);
  return { kibibytes, descriptors: openDescriptors(ours.pid), children: children.live };
}

function report({ sessions, empty, each, before, after, holding }) {
  const medians = {
    empty: empty / 1024,
    used: before.kibibytes / 1024,
    holding: holding / 1024,
    after: after.kibibytes / 1024,
    each,
  };
  return {
    id: 'memory',
    title: 'Memory, and what sessions leave behind',
    how: `Resident memory of our bridge: started, after its first 20 sessions, with ${sessions} idle sse sessions and a child each, and after all have left.`,
    columns: [
      ['empty', 'MiB empty', 1],
      ['used', 'MiB after first use', 1],
      ['holding', `MiB with ${sessions} sessions`, 1],
      ['each', 'KiB a session', 1],
      ['after', 'MiB after they left', 1],
    ],
    figures: [{ rival: 'ours', era: 'sse', medians }],
    targets: [
      target('an empty bridge', { atMost: 75, value: medians.empty, unit: 'MiB' }),
      target(`an idle session, of ${sessions}`, { atMost: 80, value: each, unit: 'KiB' }),
      target('children beyond the pool after all left', { atMost: 0, value: after.children, unit: 'children' }),
      target('memory after all left, against before', {
        atMost: 1.15,
        value: after.kibibytes / before.kibibytes,
        unit: '×',
      }),
      target('descriptors more than before', {
        atMost: 0,
        value: after.descriptors - before.descriptors,
        unit: 'descriptors',
      }),
    ],
    notes: [],
  };
}
