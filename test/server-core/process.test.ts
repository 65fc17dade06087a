import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Misbehaviour, startScriptedSite } from '../support/scripted-site.ts';
import { serverCoreBundle } from '../support/server-core-bundle.ts';
import { StdioPeer } from '../support/stdio-peer.ts';
import { shakeHands } from '../support/wire-peer.ts';

const bundle = serverCoreBundle();
const unconfigured = { JIRA_URL: undefined, CONFLUENCE_URL: undefined };

function open(env: Record<string, string | undefined> = unconfigured): StdioPeer {
  return new StdioPeer([process.execPath, bundle.file], { env });
}

const request = (id: number | string, method: string, params: object = {}) =>
  JSON.stringify({ jsonrpc: '2.0', id, method, params });
const getIssue = (id: number | string) =>
  request(id, 'tools/call', { name: 'get-jira-issue', arguments: { issue_key: 'A-1' } });
const exitOf = async (peer: StdioPeer) => (await peer.program.exited).code;

/** A site whose answer to every request waits for `release`. */
async function slowSite() {
  const events = new EventEmitter();
  const asked = once(events, 'asked');
  const hungUp = once(events, 'hung-up');
  let release = (): void => {};
  const site = await startScriptedSite({
    'GET /rest/api/3/issue/A-1': ((response) => {
      release = () => void response.end('{"key":"A-1","fields":{"summary":"Kettle"}}');
      response.once('close', () => events.emit('hung-up'));
      events.emit('asked');
    }) as Misbehaviour,
  });
  return { env: site.env, asked, hungUp, release: () => release() };
}

describe('the process', () => {
  it('answers what was sent in one go with initialize, each request once', async () => {
    const peer = open();
    const initialize = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'c', version: '1' } };
    const lines = [
      request(1, 'initialize', initialize),
      '{"jsonrpc":"2.0","method":"notifications/initialized"}',
      request('two', 'tools/list'),
      request(3, 'ping'),
      request(4, 'no/such/method'),
    ];
    await peer.tell(lines.join('\n'));
    peer.program.stdin.end();
    expect(await exitOf(peer)).toBe(0);
    const answers = peer.program.stdout.text.split('\n').map((line) => JSON.parse(line));
    expect(answers).toHaveLength(4);
    expect(new Set(answers.map(({ id }) => id))).toEqual(new Set([1, 'two', 3, 4]));
    expect(answers[0]).toMatchObject({ id: 1, result: { serverInfo: { name: 'mcp-jira-confluence' } } });
    expect(answers.find(({ id }) => id === 4)).toMatchObject({ error: { code: -32601 } });
  });

  it('refuses a call that is too long to be read, and serves on', async () => {
    const peer = open();
    await shakeHands(peer);
    const params = { name: 'get-jira-issue', arguments: { issue_key: 'x'.repeat(10 * 1024 * 1024) } };
    const [answer = ''] = await peer.ask(JSON.stringify({ method: 'tools/call', params, jsonrpc: '2.0', id: 5 }));
    expect(JSON.parse(answer)).toMatchObject({
      id: 5,
      error: { code: -32600, message: expect.stringContaining('longer than 10485760 bytes') },
    });
    expect(await peer.ask(request(6, 'ping'))).toEqual(['{"result":{},"jsonrpc":"2.0","id":6}']);
    await peer.close();
  });

  it('prints nothing but the protocol to stdout, and logs to stderr as JSON lines', async () => {
    const site = await startScriptedSite({ 'GET /rest/api/3/issue/A-1': [500, { errorMessages: ['token-of-mia'] }] });
    const peer = open({ ...site.env, MCP_LOG_LEVEL: 'debug' });
    await shakeHands(peer);
    await peer.ask(getIssue(1));
    for (const nonsense of ['not json', '[]', '"text"', '{"jsonrpc":"2.0"}']) await peer.tell(nonsense);
    await peer.ask(request(2, 'ping'));
    await peer.close();
    const { stdout, stderr } = peer.program;
    for (const line of stdout.text.split('\n')) expect(JSON.parse(line)).toMatchObject({ jsonrpc: '2.0' });
    const logged = stderr.text.split('\n').map((line) => JSON.parse(line));
    expect(logged.map(({ msg }) => msg)).toContain('ignored a line that is not JSON');
    expect(stdout.text + stderr.text).not.toContain('token-of-mia');
  });

  it('is silent on stderr by default', async () => {
    const peer = open();
    await shakeHands(peer);
    await peer.ask(getIssue(1));
    await peer.close();
    expect(peer.program.stderr.text).toBe('');
  });

  it('ends with 0 when nobody reads its stdout any more', async () => {
    const child = spawn(process.execPath, [bundle.file], { stdio: ['pipe', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const exited = once(child, 'exit');
    child.stdin.on('error', () => {});
    child.stdin.write(`${request(1, 'ping')}\n`);
    await once(child.stdout, 'data');
    child.stdout.destroy();
    child.stdin.write(`${request(2, 'ping')}\n`);
    expect(await exited).toEqual([0, null]);
  });

  it.each(['initialize', 'nothing'])('ends with 0 when stdin ends after %s (lesson 29)', async (said) => {
    const peer = open();
    if (said === 'initialize') await shakeHands(peer);
    peer.program.stdin.end();
    expect(await exitOf(peer)).toBe(0);
  });

  it('answers the request in flight when stdin has ended, and then ends with 0', async () => {
    const { env, asked, release } = await slowSite();
    const peer = open(env);
    await shakeHands(peer);
    await peer.tell(getIssue(1));
    await asked;
    peer.program.stdin.end();
    release();
    expect(await exitOf(peer)).toBe(0);
    expect(peer.program.stdout.text).toContain('Kettle');
  });

  it('ends with 0 soon after stdin, even if a request is never answered', async () => {
    const { env, asked, hungUp } = await slowSite();
    const peer = open(env);
    await shakeHands(peer);
    await peer.tell(getIssue(1));
    await asked;
    const start = performance.now();
    peer.program.stdin.end();
    expect(await exitOf(peer)).toBe(0);
    await hungUp;
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it('answers the request in flight on SIGTERM, and then ends with 0', async () => {
    const { env, asked, release } = await slowSite();
    const peer = open(env);
    await shakeHands(peer);
    await peer.tell(getIssue(1));
    await asked;
    const stopped = peer.program.stop('SIGTERM');
    release();
    expect(await stopped).toEqual({ code: 0, signal: null });
    expect(peer.program.stdout.text).toContain('Kettle');
  });

  it('hangs up on the site when the client cancels, answers nothing, and serves on', async () => {
    const { env, asked, hungUp } = await slowSite();
    const peer = open(env);
    await shakeHands(peer);
    await peer.tell(getIssue(7));
    await asked;
    await peer.tell('{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7}}');
    await hungUp;
    await peer.ask(request(8, 'ping'));
    peer.program.stdin.end();
    expect(await exitOf(peer)).toBe(0);
    expect(peer.program.stdout.text).not.toContain('"id":7');
  });

  it('takes many requests at once and answers each with its own answer', async () => {
    const site = await startScriptedSite(
      Object.fromEntries(
        Array.from({ length: 20 }, (_, n) => [
          `GET /rest/api/3/issue/A-${n}`,
          { key: `A-${n}`, fields: { summary: `Kettle ${n}` } },
        ]),
      ),
    );
    const peer = open(site.env);
    await shakeHands(peer);
    const calls = Array.from({ length: 20 }, (_, n) =>
      request(100 + n, 'tools/call', { name: 'get-jira-issue', arguments: { issue_key: `A-${n}` } }),
    );
    await peer.tell(calls.join('\n'));
    peer.program.stdin.end();
    await peer.program.exited;
    const answers = peer.program.stdout.text.split('\n').map((line) => JSON.parse(line));
    for (let n = 0; n < 20; n += 1) {
      const answer = answers.filter(({ id }) => id === 100 + n);
      expect(answer).toHaveLength(1);
      expect(JSON.stringify(answer)).toContain(`**Kettle ${n}**`);
    }
  });
});
