import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEnvelope } from '../../../bridge/jsonrpc/envelope.ts';
import { notifiedProgressToken, progressTokenOf } from '../../../bridge/jsonrpc/progress-token.ts';
import { spellingsOf } from './json-texts.ts';

function requested(params: string): string | undefined {
  const envelope = readEnvelope(
    Buffer.from(`{"jsonrpc":"2.0","id":1,"method":"tools/call","params":${params},"progressToken":9}`),
  );
  if (envelope.kind !== 'request') throw new Error('not a request');
  return progressTokenOf(envelope);
}

function notified(method: string, params: string): string | undefined {
  const envelope = readEnvelope(Buffer.from(`{"jsonrpc":"2.0","method":"${method}","params":${params}}`));
  if (envelope.kind !== 'notification') throw new Error('not a notification');
  return notifiedProgressToken(envelope);
}

describe('progressTokenOf', () => {
  it.each([
    ['a number', '{"_meta":{"progressToken":7}}', '7'],
    ['a fraction', '{"_meta":{"progressToken":1.50}}', '1.5'],
    ['a string', '{"name":"x","_meta":{"a":1,"progressToken":"7"}}', '"7"'],
  ])('keys %s like a message id', (_, params, key) => {
    expect(requested(params)).toBe(key);
  });

  it('finds the token however its name and that of _meta are spelled', () => {
    fc.assert(
      fc.property(spellingsOf('_meta'), spellingsOf('progressToken'), (meta, token) => {
        expect(requested(`{${meta}:{${token}:"t"}}`)).toBe('"t"');
      }),
    );
  });

  it.each([
    ['no params that are an object', '[{"_meta":{"progressToken":7}}]'],
    ['no _meta', '{"progressToken":7}'],
    ['a _meta that is no object', '{"_meta":"progressToken"}'],
    ['the words elsewhere only', '{"arguments":{"_meta":{"progressToken":7}}}'],
    ['a token that is neither string nor number', '{"_meta":{"progressToken":null}}'],
  ])('is undefined for %s', (_, params) => {
    expect(requested(params)).toBeUndefined();
  });

  it('is undefined without params', () => {
    const envelope = readEnvelope(Buffer.from('{"jsonrpc":"2.0","id":1,"method":"ping"}'));
    expect(envelope.kind === 'request' && progressTokenOf(envelope)).toBeUndefined();
  });
});

describe('notifiedProgressToken', () => {
  it('has the key that the request with the same token has', () => {
    expect(notified('notifications/progress', '{"progress":1,"progressToken":1.0}')).toBe(
      requested('{"_meta":{"progressToken":1}}'),
    );
    expect(notified('notifications/progress', '{"\\u0070rogressToken":"\\u0061"}')).toBe(
      requested('{"_meta":{"progressToken":"a"}}'),
    );
  });

  it('is undefined for another notification, or one without a token', () => {
    expect(notified('notifications/message', '{"progressToken":1}')).toBeUndefined();
    expect(notified('notifications/progress', '{"progress":1}')).toBeUndefined();
  });
});
