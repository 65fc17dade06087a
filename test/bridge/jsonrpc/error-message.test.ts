import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEnvelope } from '../../../bridge/jsonrpc/envelope.ts';
import { errorMessage } from '../../../bridge/jsonrpc/error-message.ts';
import { numberText, stringText } from './json-texts.ts';

describe('errorMessage', () => {
  it('answers under the id as it was written', () => {
    fc.assert(
      fc.property(fc.oneof(numberText, stringText), (idText) => {
        const request = readEnvelope(Buffer.from(`{"jsonrpc":"2.0","id":${idText},"method":"x"}`));
        if (request.kind !== 'request') throw new Error('not a request');
        const bytes = errorMessage(request.id, { code: -32000, message: 'gone' });
        expect(bytes.toString()).toBe(`{"jsonrpc":"2.0","id":${idText},"error":{"code":-32000,"message":"gone"}}`);
        expect(readEnvelope(bytes)).toMatchObject({ kind: 'response', isError: true, id: { key: request.id.key } });
      }),
    );
  });

  it('answers under null what had no id', () => {
    const bytes = errorMessage(undefined, { code: -32700, message: 'Not valid JSON.', data: { offset: 3 } });
    expect(bytes.toString()).toBe(
      '{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Not valid JSON.","data":{"offset":3}}}',
    );
  });

  it('stays on one line whatever its message and data say', () => {
    const bytes = errorMessage({ key: '1', json: '1' }, { code: 1, message: 'two\nlines\r', data: ['a\nb'] });
    expect(bytes.includes('\n') || bytes.includes('\r')).toBe(false);
  });
});
