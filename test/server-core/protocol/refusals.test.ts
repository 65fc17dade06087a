import { describe, expect, it } from 'vitest';
import { serverCoreBundle } from '../../support/server-core-bundle.ts';
import { StdioPeer } from '../../support/stdio-peer.ts';
import { shakeHands } from '../../support/wire-peer.ts';

const bundle = serverCoreBundle();
const open = (env: Record<string, string> = {}) => new StdioPeer([process.execPath, bundle.file], { env });

const request = (members: object) => JSON.stringify({ jsonrpc: '2.0', id: 5, method: 'ping', ...members });
const ping = request({ id: 'last' });
const answered = (id: unknown) => (line: string) => JSON.parse(line).id === id;
const answersOf = (peer: StdioPeer) => peer.program.stdout.text.split('\n').map((line) => JSON.parse(line));

const notRequests: [line: string, id: unknown, problem: string][] = [
  [request({ jsonrpc: '1.0' }), 5, 'jsonrpc: expected one of "2.0"'],
  [request({ method: 7 }), 5, 'method: expected a text, got number 7'],
  ['{"jsonrpc":"2.0","id":5}', 5, 'method: required; expected a text'],
  [request({ params: [] }), 5, 'params: expected an object, got an array'],
  [request({ params: { _meta: null } }), 5, 'params._meta: expected an object, got null'],
  [request({ params: { _meta: { progressToken: 1.5 } } }), 5, 'params._meta.progressToken: expected a text or a whole'],
  [request({ id: 1.5 }), 1.5, 'id: expected a text or a whole number, got number 1.5'],
  [request({ id: 2 ** 53 }), 2 ** 53, 'id: expected 9007199254740991 or less'],
  [request({ id: null }), null, 'id: expected a text or a number, got null'],
  [request({ id: {} }), null, 'id: expected a text or a number, got an object'],
  ['"text"', null, 'a message must be an object'],
  ['null', null, 'a message must be an object'],
];

describe('what is no request', () => {
  it.each(notRequests)('as %s is answered with %j and what is wrong', async (line, id, problem) => {
    const peer = open();
    await shakeHands(peer);
    await peer.tell(line);
    const [answer = ''] = await peer.until(answered(id));
    expect(JSON.parse(answer)).toMatchObject({
      jsonrpc: '2.0',
      id,
      error: { code: -32600, message: expect.stringContaining(problem), data: { code: 'INVALID_REQUEST' } },
    });
    await peer.ask(ping);
  });

  it('is answered too when it came before the server was loaded, and holds up no end', async () => {
    const peer = open();
    const initialize = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'c', version: '1' } };
    const lines = notRequests.map(([line]) => line);
    await peer.tell([request({ id: 0, method: 'initialize', params: initialize }), ...lines, ping].join('\n'));
    await peer.until(answered('last'));
    const start = performance.now();
    await peer.close();
    expect(performance.now() - start).toBeLessThan(1_500);
    expect(answersOf(peer).filter(({ error }) => error?.code === -32600)).toHaveLength(notRequests.length);
  });

  it('as initialize is answered once', async () => {
    const peer = open();
    const initialize = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'c', version: '1' } };
    await peer.tell(request({ method: 'initialize', params: { ...initialize, _meta: null } }));
    await peer.ask(ping);
    expect(answersOf(peer).filter(({ id }) => id === 5)).toHaveLength(1);
    await peer.ask(request({}));
  });
});

it.each([request({ trace: 'x' }), request({ result: {}, error: 7 })])(
  'the members of %s that JSON-RPC does not know are passed over',
  async (line) => {
    const peer = open();
    await shakeHands(peer);
    const [answer = ''] = await peer.ask(line);
    expect(JSON.parse(answer)).toEqual({ jsonrpc: '2.0', id: 5, result: {} });
  },
);

describe('malformed parameters', () => {
  it.each([
    ['tools/call', undefined, 'params: required; expected an object'],
    ['tools/call', {}, 'params.name: required; expected a text'],
    ['tools/call', { name: 7 }, 'params.name: expected a text, got number 7'],
    ['tools/call', { name: 'get-jira-issue', arguments: [] }, 'params.arguments: expected an object, got an array'],
    ['prompts/get', { arguments: {} }, 'params.name: required; expected a text'],
    [
      'prompts/get',
      { name: 'summarize-jira-issue', arguments: { issue_key: 7 } },
      'params.arguments.issue_key: expected a text, got number 7',
    ],
    ['resources/read', {}, 'params.uri: required; expected a text'],
    ['tools/list', { cursor: 7 }, 'params.cursor: expected a text, got number 7'],
    [
      'initialize',
      { protocolVersion: '2025-06-18', capabilities: {} },
      'params.clientInfo: required; expected an object',
    ],
  ])('of %s %j are named with what was expected', async (method, params, problem) => {
    const peer = open();
    await shakeHands(peer);
    const [answer = ''] = await peer.ask(request({ method, params }));
    expect(JSON.parse(answer)).toEqual({
      jsonrpc: '2.0',
      id: 5,
      error: {
        code: -32602,
        message: `Invalid parameters for ${method}: ${problem}.`,
        data: { code: 'INVALID_ARGUMENTS' },
      },
    });
  });
});

it('what the SDK cannot take is not answered where nobody waits, and the log does not repeat it', async () => {
  const peer = open();
  await shakeHands(peer);
  await peer.tell('{"jsonrpc":"2.0","method":"notifications/progress","params":{"_meta":null,"message":"minutes"}}');
  await peer.tell('{"jsonrpc":"2.0","id":9,"result":"minutes"}');
  await peer.ask(ping);
  await peer.close();
  expect(answersOf(peer).map(({ id }) => id)).toEqual([0, 'last']);
  expect(peer.program.stderr.text).toContain('protocol error');
  expect(peer.program.stderr.text).not.toContain('minutes');
});
