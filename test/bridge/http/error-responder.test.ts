import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ErrorCounts } from '../../../bridge/error-counts.ts';
import { NotFoundError, SessionsExhaustedError } from '../../../bridge/errors.ts';
import { errorResponder } from '../../../bridge/http/error-responder.ts';
import { exchange, readText } from '../../support/event-stream.ts';

/** What a request that fails with `error` is answered, and what is logged of it. */
async function outcomeOf(error: Error) {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ base: null, timestamp: false }, { write: (line: string) => lines.push(JSON.parse(line)) });
  const app = new Koa().use(errorResponder({ log, errors: new ErrorCounts() })).use(() => {
    throw error;
  });
  const server = createServer((request, response) => void app.callback()(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { status, body } = await exchange('GET', `http://127.0.0.1:${(server.address() as AddressInfo).port}/x?secret`);
  return { status, code: JSON.parse(await readText(body)).error.data.code, lines };
}

describe('the error responder', () => {
  it('logs a fault of the bridge with its stack, and shows the client nothing of it (P-SECRET)', async () => {
    const { status, code, lines } = await outcomeOf(new TypeError('a secret'));
    expect([status, code]).toEqual([500, 'INTERNAL']);
    expect(lines).toEqual([
      {
        level: 50,
        method: 'GET',
        path: '/x',
        err: expect.objectContaining({ stack: expect.any(String) }),
        msg: 'request failed',
      },
    ]);
  });

  it('logs a limit that was reached in a line without a stack: an overloaded bridge does it often', async () => {
    const { status, code, lines } = await outcomeOf(new SessionsExhaustedError(5));
    expect([status, code]).toEqual([503, 'SESSIONS_EXHAUSTED']);
    expect(lines).toEqual([
      { level: 40, method: 'GET', path: '/x', status: 503, code, msg: expect.stringContaining('All 5 sessions') },
    ]);
  });

  it("logs nothing of a client's own mistake", async () => {
    expect(await outcomeOf(new NotFoundError([]))).toEqual({ status: 404, code: 'NOT_FOUND', lines: [] });
  });
});
