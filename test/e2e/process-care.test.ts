import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bridgeBin, fixtureChild, repositoryRoot } from '../support/bins.ts';
import { enoughForNode } from '../support/enough-for-node.ts';
import { exchange } from '../support/event-stream.ts';
import { descendantsOf, listProcesses, survivorsOf } from '../support/process-table.ts';
import { SsePeer } from '../support/sse-peer.ts';
import { startBridge } from '../support/start-bridge.ts';
import { StartedProgram } from '../support/started-program.ts';
import { StreamablePeer } from '../support/streamable-peer.ts';
import { initialize, send, usual } from '../support/streamable-session.ts';
import { shakeHands } from '../support/wire-peer.ts';

/** Every process has ended this long after its session, whatever it ignores. */
const DEADLINE_MS = 15_000;

const toolCall = (name = 'any') => JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name } });

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'process-care-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** What a server says that it was started with, by a bridge with these options. */
async function givenBy(options: readonly string[], env: Record<string, string> = {}) {
  const bridge = await startBridge([...options, '--', ...fixtureChild('tells-what-it-was-given', '$HOME', ' ')], {
    env,
  });
  const peer = new StreamablePeer(bridge.url);
  await shakeHands(peer);
  return { bridge, given: JSON.parse((await peer.ask(toolCall())).join('')).result };
}

describe('a server process', () => {
  it('gets its words, its folder, a closed environment and a process group of its own; no shell is in between', async () => {
    const env = { SSE_LOG_LEVEL: 'debug', SECRET_OF_THE_BRIDGE: 'hidden', MY_TOKEN: 'handed on' };
    const options = ['--cwd', '/', '--env', 'LOG_FORMAT=json', '--pass-env', 'MY_*'];
    const { bridge, given } = await givenBy(options, env);
    expect(given).toMatchObject({
      args: ['$HOME', ' '],
      folder: '/',
      env: { LOG_FORMAT: 'json', MY_TOKEN: 'handed on' },
    });
    expect(Object.keys(given.env).filter((name) => /^(?:SSE|SECRET)_/.test(name))).toEqual([]);
    const entry = listProcesses().find(({ pid }) => pid === given.pid);
    expect(entry).toMatchObject({ parentPid: bridge.pid, groupId: given.pid });
  });

  it('has the limits that it was given, with the same words, environment and group', async () => {
    const { bridge, given } = await givenBy(['--child-memory', '2GiB', '--child-open-files', '123']);
    expect(given.limits).toEqual({ dataBytes: ['2147483648', '2147483648'], openFiles: ['123', '123'] });
    const entry = listProcesses().find(({ pid }) => pid === given.pid);
    expect([given.args, entry?.parentPid, entry?.groupId]).toEqual([['$HOME', ' '], bridge.pid, given.pid]);
  });

  it('that outgrows its memory is answered for, with what ended it (P-ANSWER)', async () => {
    const limit = ['--child-memory', String(enoughForNode(256 * 1024 ** 2))];
    const bridge = await startBridge([...limit, '--', ...fixtureChild('outgrows-memory')]);
    const peer = new StreamablePeer(bridge.url);
    await shakeHands(peer);
    const { error } = JSON.parse((await peer.ask(toolCall('objects'))).join(''));
    expect(error).toMatchObject({
      message: expect.stringContaining('for want of memory (--child-memory)'),
      data: { code: 'CHILD_EXITED', signal: expect.stringMatching(/^SIG/) },
    });
  });

  it('is heard on stderr at debug, without the secrets that it was given (P-SECRET)', async () => {
    const script = 'console.error("token", process.env.MY_TOKEN); process.stdin.resume()';
    const options = ['--log-level', 'debug', '--env', 'MY_TOKEN=tiptop-secret', '--'];
    const bridge = await startBridge([...options, process.execPath, '-e', script]);
    const heard = () => bridge.log.filter(({ msg }) => msg === 'child wrote to stderr').map(({ line }) => line);
    await expect.poll(heard).toEqual(['token [MY_TOKEN]']);
    expect(JSON.stringify(bridge.log)).not.toContain('tiptop');
  });

  it('that does not exist is reported as such, limits or not', async () => {
    const words = ['--port', '0', '--child-open-files', '100', '--', 'no-such-command-anywhere'];
    const program = new StartedProgram(process.execPath, [bridgeBin, ...words]);
    expect((await program.exited).code).toBe(1);
    expect(program.stderr.text).toMatch(/"no-such-command-anywhere" could not be started: no such command/);
  });
});

it.runIf(process.getuid?.() === 0)('a bridge that is root runs server processes as another user', async () => {
  const script = 'while read -r line; do id -u >&2; done'; // any user may run a shell, which this Node.js may not allow
  const options = ['--log-level', 'debug', '--child-uid', '65534', '--cwd', '/', '--', '/bin/sh', '-c', script];
  const bridge = await startBridge(options);
  const answer = send('POST', `${bridge.url}/mcp`, usual, initialize).catch(() => {});
  await expect.poll(() => bridge.log.filter(({ line }) => line === '65534')).toHaveLength(1);
  await Promise.all([bridge.stop(), answer]);
});

it('a bridge that is not root says that it may not run processes as another user, and ends', async () => {
  const folder = temporaryFolder();
  chmodSync(folder, 0o755);
  copyFileSync(bridgeBin, path.join(folder, 'bridge.mjs')); // where any user may read it
  const script = `
    if (process.getuid() === 0) process.setuid(65534);
    process.argv = [process.execPath, 'bridge', '--port', '0', '--child-uid', '1', '--', '/bin/cat'];
    await import('${folder}/bridge.mjs');`;
  const program = new StartedProgram(process.execPath, ['--input-type=module', '-e', script]);
  expect((await program.exited).code).toBe(1);
  expect(program.stderr.text).toMatch(/could not be started: the bridge must be root .*--child-uid/);
});

describe('wrappers', () => {
  const server = '@modelcontextprotocol/server-everything';
  const wrappers: readonly [name: string, command: readonly string[]][] = [
    ['npx', ['npx', '--offline', '-y', server, 'stdio']],
    ['npm exec', ['npm', 'exec', '--offline', '--package', server, '--', 'mcp-server-everything', 'stdio']],
    ['a shell', ['/bin/sh', '-c', `node ${fixtureChild('ignores-sigterm').slice(1).join(' ')}; exit 0`]],
  ];

  it.each(wrappers)(
    'end with their session, and so does all that they have started: %s (P-ORPHAN)',
    async (_, command) => {
      const graces = ['--stdin-close-grace', '500ms', '--sigterm-grace', '500ms', '--pool-min', '0'];
      const bridge = await startBridge([...graces, '--', ...command], { cwd: repositoryRoot });
      const peer = new StreamablePeer(bridge.url);
      await shakeHands(peer);
      const guard = (commandLine: string) => commandLine.includes('while read -r sign group');
      const family = descendantsOf(bridge.pid).filter(({ commandLine }) => !guard(commandLine));
      expect(family.length).toBeGreaterThanOrEqual(2);
      await peer.close();
      expect(await survivorsOf(family, DEADLINE_MS)).toEqual([]);
    },
  );
});

describe('a server whose processes die before they say a word', () => {
  async function startFailing() {
    const file = path.join(temporaryFolder(), 'database-is-down');
    const bridge = await startBridge(['--', ...fixtureChild('exits-while-file-exists', file)]);
    writeFileSync(file, '');
    const health = async () => JSON.parse((await send('GET', `${bridge.url}/health`, {})).text).bridge.children;
    const open = () => send('POST', `${bridge.url}/mcp`, usual, initialize);
    let answer = await open();
    for (let n = 0; n < 50 && answer.status !== 503; n += 1) answer = await open();
    return { bridge, file, health, open, answer };
  }

  it('is not started for every client: each is told at once how the last one ended, and when to come again (P-ANSWER)', async () => {
    const { bridge, health, answer } = await startFailing();
    const { error } = JSON.parse(answer.text);
    expect(answer.status).toBe(503);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect(error).toMatchObject({
      message: expect.stringContaining('exited with code 4'),
      data: {
        code: 'SERVER_FAILING',
        exitCode: 4,
        stderr: ['fatal: the database is down'],
        advice: expect.any(String),
      },
    });
    expect(await health()).toMatchObject({ breaker: 'open', lastFailure: 'exited with code 4' });
    const stream = await exchange('GET', `${bridge.url}/sse`, { Accept: 'text/event-stream' });
    expect([stream.status, Number(stream.headers['retry-after']) >= 1]).toEqual([503, true]);
    const opened = bridge.log.filter(({ msg }) => msg?.startsWith('children die before they speak'));
    expect(opened).toMatchObject([{ level: 40, stderr: ['fatal: the database is down'] }]);
  });

  it('is served again as soon as one speaks', async () => {
    const { bridge, file, health, open } = await startFailing();
    rmSync(file);
    await expect.poll(async () => (await open()).status, { timeout: 20_000 }).toBe(200);
    expect(await health()).toMatchObject({ breaker: 'closed' });
    await shakeHands(await SsePeer.open(bridge.url));
    expect(bridge.log.filter(({ msg }) => msg === 'children speak again')).toMatchObject([{ level: 30 }]);
  });
});
