import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bridgeBin, fixtureChild, stdioBin } from '../support/bins.ts';
import { exchange, readText } from '../support/event-stream.ts';
import { SsePeer } from '../support/sse-peer.ts';
import { startBridge } from '../support/start-bridge.ts';
import { StartedProgram } from '../support/started-program.ts';

const initialize = JSON.stringify({
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'unlucky', version: '1.0.0' } },
});

describe('a command line that cannot work ends the program with one line that says why', () => {
  async function lastWordsOf(bin: string, ...args: string[]): Promise<{ code: number | null; line: string }> {
    const program = new StartedProgram(process.execPath, [bin, ...args]);
    const { code } = await program.exited;
    expect(program.stdout.text).toBe('');
    expect(program.stderr.text).not.toMatch(/^\s+at /m); // a stack is for us, not for the user
    return { code, line: program.stderr.text.trim().split('\n').at(-1) ?? '' };
  }

  it('when the port is in use', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void squatter.close());
    await once(squatter, 'listening');
    const { port } = squatter.address() as AddressInfo;

    const { code, line } = await lastWordsOf(bridgeBin, '--port', String(port), '--', ...fixtureChild('echo'));
    expect(code).toBe(1);
    expect(line).toMatch(new RegExp(`^mcp-jira-confluence-sse: .*port ${port}: another program has it`));
  });

  it('when the server command does not exist', async () => {
    const { code, line } = await lastWordsOf(bridgeBin, '--port', '0', '--', 'no-such-command-anywhere', '--flag');
    expect(code).toBe(1);
    expect(line).toMatch(/^mcp-jira-confluence-sse: .*no-such-command-anywhere.*no such command/);
  });

  it.each([
    ['--tools', 'get-jira-isue', 'MCP_TOOLS: there is no "get-jira-isue"'],
    ['--toolsets', 'everything', 'MCP_TOOLSETS: there is no "everything"'],
    ['--max-result-bytes', '32kB', '--max-result-bytes: expected a whole number'],
  ])('when %s is %s', async (option, value, words) => {
    const { code, line } = await lastWordsOf(stdioBin, option, value);
    expect(code).toBeGreaterThan(0);
    expect(line).toContain(`mcp-jira-confluence: ${words}`);
  });

  it('when the folder to run in does not exist', async () => {
    const { code, line } = await lastWordsOf(
      bridgeBin,
      '--port',
      '0',
      '--cwd',
      '/no/such',
      '--',
      ...fixtureChild('echo'),
    );
    expect(code).toBe(1);
    expect(line).toMatch(/^mcp-jira-confluence-sse: .*the folder "\/no\/such" does not exist/);
  });

  it.each([
    ['mcp-jira-confluence-sse', bridgeBin],
    ['mcp-jira-confluence', stdioBin],
  ])('when %s gets an option that it does not know', async (name, bin) => {
    const { code, line } = await lastWordsOf(bin, '--no-such-option');
    expect(code).toBe(2);
    expect(line).toMatch(new RegExp(`^${name}: .*--no-such-option.*${name} --help`));
  });

  it('when an option has a value that it cannot have', async () => {
    const { code, line } = await lastWordsOf(bridgeBin, '--port', 'eighty');
    expect(code).toBe(2);
    expect(line).toMatch(/--port.*"eighty"/);
  });
});

function childExited(exitCode: number, stderr: string) {
  return {
    code: -32000,
    message: expect.stringContaining(`exited with code ${exitCode}`),
    data: expect.objectContaining({ code: 'CHILD_EXITED', stderr: expect.arrayContaining([stderr]) }),
  };
}

it.each([
  ['exits-on-start', 3, 'fatal: the licence file is missing'],
  ['exits-before-initialize', 1, 'fatal: the database refused the password'],
] as const)(
  'a server that %s is answered for through /mcp with 502 and its last words',
  async (child, exitCode, stderr) => {
    const bridge = await startBridge(['--', ...fixtureChild(child)]);
    const headers = { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' };
    const { status, body } = await exchange('POST', `${bridge.url}/mcp`, headers, initialize);
    const error = childExited(exitCode, stderr);
    expect({ status, ...JSON.parse(await readText(body)) }).toEqual({ status: 502, jsonrpc: '2.0', id: 0, error });
  },
);

it('a server that exits before initialize is answered for through /sse on the stream, with its last words', async () => {
  const bridge = await startBridge(['--', ...fixtureChild('exits-before-initialize')]);
  const peer = await SsePeer.open(bridge.url);
  const [answer = ''] = await peer.ask(initialize);
  const error = childExited(1, 'fatal: the database refused the password');
  expect(JSON.parse(answer)).toEqual({ jsonrpc: '2.0', id: 0, error });
});

it('a server that exits on start ends the stream of /sse, and its session is unknown from then on', async () => {
  const bridge = await startBridge(['--', ...fixtureChild('exits-on-start')]);
  const stream = await exchange('GET', `${bridge.url}/sse`);
  const [, messages = ''] = /^data: (\S+)$/m.exec(await readText(stream.body)) ?? [];
  const headers = { 'Content-Type': 'application/json' };
  expect((await exchange('POST', bridge.url + messages, headers, initialize)).status).toBe(404);
});
