import { expect, it } from 'vitest';
import { openBridge } from '../../support/open-bridge.ts';
import { openSession, send } from '../../support/streamable-session.ts';

/** A session whose handshake has room for one more message of `large` bytes, not for two. */
async function openBounded() {
  const bridge = await openBridge('echo', { maxHandshakeBytes: 1024 });
  const { session } = await openSession(bridge.url);
  let id = 0;
  const codeOf = async (method: string, params: object) => {
    id += 1;
    const isNotification = method.startsWith('notifications/');
    const line = JSON.stringify({ jsonrpc: '2.0', ...(!isNotification && { id }), method, params });
    const { status, text } = await send('POST', `${bridge.url}/mcp`, session, line);
    return status < 400 ? 'taken' : `${status} ${JSON.parse(text).error.data.code}`;
  };
  return codeOf;
}

const large = (letter: string) => ({ uri: letter.repeat(500) });
const refused = '413 HANDSHAKE_TOO_LARGE';

it('a session takes no more state than may be kept for its next process, and makes room where some is given up (P-BOUND)', async () => {
  const codeOf = await openBounded();
  expect(await codeOf('resources/subscribe', large('a'))).toBe('taken');
  expect(await codeOf('resources/subscribe', large('b'))).toBe(refused);
  expect(await codeOf('resources/subscribe', large('a'))).toBe('taken'); // the same again
  expect(await codeOf('resources/unsubscribe', large('a'))).toBe('taken');
  expect(await codeOf('resources/subscribe', large('b'))).toBe('taken');
  expect(await codeOf('tools/call', large('c'))).toBe('taken');
});

it('what a client says when it is initialized counts as well (P-BOUND)', async () => {
  const codeOf = await openBounded();
  expect(await codeOf('notifications/initialized', large('a'))).toBe('taken');
  expect(await codeOf('notifications/initialized', large('b'))).toBe('taken'); // in place of the first
  expect(await codeOf('notifications/initialized', { uri: 'a'.repeat(1000) })).toBe(refused);
  expect(await codeOf('resources/subscribe', large('a'))).toBe(refused);
});
