import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ErrorCounts } from '../../../bridge/error-counts.ts';
import { ForwardReceiver } from '../../../bridge/forwarding/forward-receiver.ts';
import { FORWARD_HEADER, hashBody, signForward } from '../../../bridge/forwarding/forward-signature.ts';
import { send } from '../../support/streamable-session.ts';

const secret = 'a secret of the cluster';
const body = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
const headers = { accept: 'application/json', 'content-type': 'application/json', 'mcp-session-id': 'r2.x' };

/** A replica `r2-now`, and what it was handed. */
async function openReceiver() {
  const seen: { body: string; isRetried: boolean }[] = [];
  const errors = new ErrorCounts();
  const receiver = new ForwardReceiver(
    {
      handlers: new Map([
        [
          'POST /mcp',
          async (exchange) => {
            seen.push({ body: String(exchange.body), isRetried: exchange.isRetried });
            exchange.response.writeHead(202).end();
          },
        ],
      ]),
      answersFor: async (sessionId) => sessionId === 'r2.x',
      report: { log: pino({ level: 'silent' }), errors },
    },
    { replicaId: 'r2-now', clusterSecret: secret, clockSkewMs: 30_000, maxBodyBytes: 1000 },
  );
  const server = createServer((request, response) => receiver.receive(request, response)).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let number = 0;
  const sign = (changes: object = {}, request = { method: 'POST', target: '/mcp', headers }) => {
    number += 1;
    const claims = { from: 'r1-now', to: 'r2-now', number, sentMs: Date.now(), isRetried: false, principal: '' };
    return signForward({ ...claims, bodyHash: hashBody(Buffer.from(body)), ...changes }, request, secret);
  };
  const post = async (signature: string | undefined, sent = body) => {
    const signed = signature === undefined ? {} : { [FORWARD_HEADER]: signature };
    const { status, text } = await send('POST', `${url}/mcp`, { ...headers, ...signed }, sent);
    return [status, text === '' ? '' : JSON.parse(text).error.message];
  };
  return { url, seen, sign, post, errors };
}

const refused = (why: RegExp) => [403, expect.stringMatching(why)];

describe('a replica that is forwarded a request', () => {
  it('carries it out, and knows whether it was tried before (P-ANY)', async () => {
    const { sign, post, seen } = await openReceiver();
    expect(await post(sign())).toEqual([202, '']);
    expect(await post(sign({ isRetried: true }))).toEqual([202, '']);
    expect(seen).toEqual([
      { body, isRetried: false },
      { body, isRetried: true },
    ]);
  });

  it('refuses what is unsigned, altered, old, early or sent twice, and counts it (P-ANY)', async () => {
    const { sign, post, seen, errors } = await openReceiver();
    expect(await post(undefined)).toEqual(refused(/cannot be read/));
    expect(await post(sign(), body.replace('ping', 'pong'))).toEqual(refused(/body was altered/));
    expect(await post(sign({}, { method: 'POST', target: '/sse', headers }))).toEqual(refused(/signature is wrong/));
    expect(await post(sign({ sentMs: Date.now() - 31_000 }))).toEqual(refused(/31\d\d\d ms ago/));
    expect(await post(sign({ sentMs: Date.now() + 31_000 }))).toEqual(refused(/clocks/));
    expect(seen).toEqual([]);
    const signature = sign();
    expect(await post(signature)).toEqual([202, '']);
    expect(await post(signature)).toEqual(refused(/was here before/));
    expect(seen).toHaveLength(1);
    expect(errors.byCode).toEqual({ FORWARD_REFUSED: 6 });
  });

  it('sends back what was for another start of it', async () => {
    const { sign, post } = await openReceiver();
    expect(await post(sign({ to: 'r2-before' }))).toEqual([421, expect.anything()]);
  });

  it('reads no more of a body than a client may send (P-BOUND)', async () => {
    const { sign, post } = await openReceiver();
    const [status] = await post(sign(), `"${'x'.repeat(2000)}"`);
    expect(status).toBe(413);
  });

  it('says whether it has a session', async () => {
    const { url, sign } = await openReceiver();
    const ask = async (sessionId: string) => {
      const asked = { 'mcp-session-id': sessionId };
      const request = { method: 'GET', target: '/cluster/session', headers: asked as typeof headers };
      const signature = sign({ bodyHash: hashBody(undefined) }, request);
      return (await send('GET', `${url}/cluster/session`, { ...asked, [FORWARD_HEADER]: signature })).status;
    };
    expect([await ask('r2.x'), await ask('r2.y')]).toEqual([204, 421]);
  });
});
