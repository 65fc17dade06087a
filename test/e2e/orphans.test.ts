import { describe, expect, it, onTestFinished } from 'vitest';
import { fixtureChild, repositoryRoot } from '../support/bins.ts';
import { exchange } from '../support/event-stream.ts';
import { descendantsOf, isRunning, listProcesses, type ProcessEntry, survivorsOf } from '../support/process-table.ts';
import { SsePeer } from '../support/sse-peer.ts';
import { startBridge } from '../support/start-bridge.ts';
import { StreamablePeer } from '../support/streamable-peer.ts';
import { shakeHands } from '../support/wire-peer.ts';

/** Every process has ended this long after its bridge, whatever it ignores. */
const DEADLINE_MS = 15_000;

const servers: readonly [name: string, args: string[]][] = [
  ['its own server', []],
  ['a child that ignores SIGTERM', ['--', ...fixtureChild('ignores-sigterm')]],
  ['a grandchild that ignores SIGTERM', ['--', ...fixtureChild('forks-a-grandchild')]],
  ['a child within limits', ['--child-open-files', '200', '--', ...fixtureChild('forks-a-grandchild')]],
  ['a server behind npx', ['--', 'npx', '-y', '@modelcontextprotocol/server-everything', 'stdio']],
];

describe.each(servers)('a bridge with %s', (_, args) => {
  it.each(['SIGTERM', 'SIGKILL'] as const)('leaves no process behind after %s (P-ORPHAN)', async (signal) => {
    const bridge = await startBridge(args, { cwd: repositoryRoot });
    await shakeHands(await SsePeer.open(bridge.url));
    await shakeHands(new StreamablePeer(bridge.url));

    const family = descendantsOf(bridge.pid);
    expect(family.length).toBeGreaterThanOrEqual(2);
    onTestFinished(() => killAll(family));
    await bridge.stop(signal);
    expect(await survivorsOf(family, DEADLINE_MS)).toEqual([]);
  });
});

it.each(['SIGTERM', 'SIGKILL'] as const)(
  'a bridge whose children hang on start leaves none behind after %s (P-ORPHAN)',
  async (signal) => {
    const bridge = await startBridge(['--pool-min', '3', '--', ...fixtureChild('slow-start', '600000')]);
    await exchange('GET', `${bridge.url}/sse`);
    const family = () => descendantsOf(bridge.pid);
    await expect.poll(() => family().length).toBe(1 + 1 + 3); // the guard, the session's, the warm ones
    const all = family();
    onTestFinished(() => killAll(all));
    await bridge.stop(signal);
    expect(await survivorsOf(all, DEADLINE_MS)).toEqual([]);
  },
);

it('ends a grandchild with the session of its child (P-ORPHAN)', async () => {
  const bridge = await startBridge(['--', ...fixtureChild('forks-a-grandchild')]);
  const peer = new StreamablePeer(bridge.url);
  await shakeHands(peer);
  const lines = await peer.ask('{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{}}');
  const { pid, grandchildPid } = JSON.parse(lines.join('')).result;
  const pair = listProcesses().filter((entry) => entry.pid === pid || entry.pid === grandchildPid);
  expect(pair.filter(isRunning)).toHaveLength(2);

  await peer.close();
  expect(await survivorsOf(pair, DEADLINE_MS)).toEqual([]);
});

function killAll(entries: readonly ProcessEntry[]): void {
  for (const { pid } of entries.filter(isRunning)) process.kill(pid, 'SIGKILL');
}
