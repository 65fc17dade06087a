import { describe, expect, it } from 'vitest';
import { bridgeOptions, defaultSettings } from '../../bridge/index.ts';
import { bridgeCommand, readBridgeCommandLine } from '../../src/command-line/bridge-command-line.ts';
import { programOptions } from '../../src/command-line/program-options.ts';

const allOptions = { ...programOptions, ...bridgeOptions };

/** What no option of its kind can take; texts and lists of names take anything. */
const badValues: Partial<Record<keyof typeof allOptions, string>> = {
  port: '70000',
  eras: 'sse,websocket',
  replicaTag: 'r.1',
  auth: 'password',
  env: 'NOT_AN_ASSIGNMENT',
  poolMin: '-1',
  maxChildren: '0',
  startConcurrency: 'many',
  startTimeoutMs: '0',
  stdinCloseGraceMs: '5',
  sigtermGraceMs: '5 minutes',
  maxSessions: '1.5',
  sessionIdleMs: '25h',
  disconnectGraceMs: 'x',
  requestTimeoutMs: '',
  maxPendingRequests: '0',
  maxBodyBytes: '10 apples',
  maxLineBytes: '1',
  maxQueuedBytes: '2TiB',
  maxOutboxMessages: '0',
  maxOutboxBytes: '-1',
  maxStderrBytes: 'all',
  keepAliveMs: '1d',
  streamAfterMs: '-3s',
  shutdownGraceMs: 'never',
  healthChecks: '{"jira": "ping"}',
  healthCacheMs: '30',
  healthTimeoutMs: '0',
  logLevel: 'loud',
};

describe('the command line of the bridge', () => {
  it('has its defaults where nothing is said', () => {
    expect(readBridgeCommandLine([], {})).toEqual({
      ...defaultSettings(),
      logLevel: 'info',
      demo: false,
      command: undefined,
    });
  });

  it('takes options from the environment, and those on the command line before them', () => {
    const env = { SSE_HOST: '127.0.0.2', SSE_PORT: '9000', SSE_LOG_LEVEL: 'debug', SSE_MAX_BODY_BYTES: '' };
    const settings = readBridgeCommandLine(['--port', '9001', '--session-idle=1h'], env);
    expect(settings).toMatchObject({
      host: '127.0.0.2',
      port: 9001,
      logLevel: 'debug',
      sessionIdleMs: 3_600_000,
      maxBodyBytes: defaultSettings().maxBodyBytes,
    });
  });

  it('takes the words after -- as the command, whatever they look like', () => {
    const { command, port } = readBridgeCommandLine(
      ['--port', '0', '--', 'npx', '-y', 'server', '--port', '1', '--'],
      {},
    );
    expect([port, command]).toEqual([0, { file: 'npx', args: ['-y', 'server', '--port', '1', '--'] }]);
  });

  it.each([
    [['--prot', '1'], "unknown option '--prot' (Did you mean --port?)"],
    [['npx', 'server'], 'put the server command after --, as in: mcp-jira-confluence-sse -- npx server'],
    [['--port'], "option '--port <number>' argument missing"],
    [['--'], '-- must be followed by the server command to run'],
    [['--demo', '--', 'server'], '--demo serves the server of this package: it does not go with a command of your own'],
  ])('refuses %j in one line', (words, message) => {
    expect(() => readBridgeCommandLine(words, {})).toThrow(expect.objectContaining({ code: 'USAGE', message }));
  });

  it.each(Object.entries(badValues))('refuses a bad value of %s, naming the option or its variable', (name, value) => {
    const { flag, variable } = allOptions[name as keyof typeof allOptions];
    const long = flag.split(' ', 1)[0] ?? '';
    expect(() => readBridgeCommandLine([`${long}=${value}`], {})).toThrow(new RegExp(`^${long}: expected `));
    if (value !== '')
      expect(() => readBridgeCommandLine([], { [variable]: value })).toThrow(new RegExp(`^${variable}: expected `));
  });

  it('does not repeat what stands where a secret may stand', () => {
    expect(() => readBridgeCommandLine(['--env', 'hunter2'], {})).toThrow(/^(?!.*hunter2)--env: expected NAME=VALUE/);
  });

  it('shows every option with its variable in --help', () => {
    const help = bridgeCommand().helpInformation().replace(/\s+/g, ' ');
    for (const { flag, variable } of Object.values(allOptions)) {
      expect(help).toContain(flag);
      expect(help).toContain(`env: ${variable})`);
    }
  });
});
