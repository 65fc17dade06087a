import { describe, expect, it } from 'vitest';
import { hashBody, readForward, signForward } from '../../../bridge/forwarding/forward-signature.ts';
import { forwardedHeaders } from '../../../bridge/forwarding/forwarded-headers.ts';

const secret = 'a secret of the cluster';
const claims = {
  from: 'r1-abcdefgh',
  to: 'r2-ijklmnop',
  number: 7,
  sentMs: 1_795_000_000_000,
  isRetried: false,
  principal: 'jané@example.com',
  bodyHash: hashBody(Buffer.from('{}')),
};
const request = {
  method: 'POST',
  target: '/messages?sessionId=r1.x',
  headers: { 'mcp-session-id': 'r1.x', accept: 'application/json' },
};
const header = signForward(claims, request, secret);

describe('the signature of a forwarded request', () => {
  it('tells the other replica what was signed', () => {
    expect(readForward(header, request, secret)).toEqual(claims);
  });

  it.each([
    ['the method', { ...request, method: 'DELETE' }],
    ['the path', { ...request, target: '/mcp?sessionId=r1.x' }],
    ['the query', { ...request, target: '/messages?sessionId=r1.y' }],
    ['a header', { ...request, headers: { ...request.headers, 'mcp-session-id': 'r1.y' } }],
    ['a header too many', { ...request, headers: { ...request.headers, 'last-event-id': 'r1.x.0.1' } }],
    ['a header too few', { ...request, headers: { accept: 'application/json' } }],
  ])('is wrong for another request: %s (P-ANY)', (_what, altered) => {
    expect(() => readForward(header, altered, secret)).toThrow(/its signature is wrong/);
  });

  it('is wrong where any of its own parts was altered (P-ANY)', () => {
    const words = header.split(' ');
    for (let index = 1; index < words.length; index += 1) {
      const last = words[index]?.at(-2) === '1' ? '2' : '1';
      const word = index === 5 ? '1' : `${words[index]?.slice(0, -2)}${last}${words[index]?.at(-1)}`;
      const altered = words.with(index, word).join(' ');
      expect(altered).not.toBe(header);
      expect(() => readForward(altered, request, secret)).toThrow(/its signature/);
    }
  });

  it('is wrong with another secret, and unreadable where it is none', () => {
    expect(() => readForward(header, request, 'another secret of a cluster')).toThrow(/different secrets/);
    for (const text of ['', 'v1', header.replace('v1', 'v2'), `${header} `]) {
      expect(() => readForward(text, request, secret)).toThrow(/cannot be read/);
    }
  });
});

describe('the headers that are forwarded', () => {
  it('are those that the owner needs, without credentials and without what only replicas say (P-SECRET)', () => {
    const headers = {
      host: 'example.com',
      cookie: 'a=b',
      authorization: 'Bearer x',
      connection: 'keep-alive',
      accept: 'text/event-stream',
      'last-event-id': 'r1.x.0.1',
      'mcp-session-id': 'r1.x',
      'mcp-bridge-retried': '1',
      'user-agent': 'client/1',
    };
    expect(Object.keys(forwardedHeaders(headers)).toSorted()).toEqual([
      'accept',
      'last-event-id',
      'mcp-session-id',
      'user-agent',
    ]);
  });
});
