import { type Logger, pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Child } from '../../../bridge/child/child.ts';
import { childEnvironment } from '../../../bridge/child/child-environment.ts';
import { OrphanGuard } from '../../../bridge/child/orphan-guard.ts';
import { ErrorCounts } from '../../../bridge/error-counts.ts';
import { readEnvelope } from '../../../bridge/jsonrpc/envelope.ts';
import type { AnswerSink } from '../../../bridge/session/message-sink.ts';
import { Session } from '../../../bridge/session/session.ts';
import { INTERNAL_ERA, type SessionOptions } from '../../../bridge/session/session-identity.ts';
import { ToolHints } from '../../../bridge/session/tool-hints.ts';
import { fixtureChild } from '../../support/bins.ts';

interface Setting extends Partial<SessionOptions> {
  readonly era?: string;
  readonly log?: Logger;
}

/** A session of the test's own, whose `ask` resolves to the answer. */
function openSession(fixture: readonly [name: string, ...args: string[]], setting: Setting = {}) {
  const { era = 'streamable', log = pino({ level: 'silent' }), ...options } = setting;
  const [file = '', ...args] = fixtureChild(...fixture);
  const guard = new OrphanGuard();
  const environment = childEnvironment(process.env, { passEnv: [], env: {} });
  const limits = { maxLineBytes: 1000, maxStderrBytes: 1000, stdinCloseGraceMs: 200, sigtermGraceMs: 200 };
  const child = new Child({ command: { file, args }, environment, cwd: undefined, ...limits }, guard, log);
  const session = new Session(
    { id: 'test.0123456789', era, whenFull: 'drop-oldest', isRecoverable: false },
    child,
    {
      acquire: () => Promise.reject(new Error('one child is all')),
      tools: new ToolHints(),
      commandName: file,
      errors: new ErrorCounts(),
    },
    {
      maxPendingRequests: 2,
      maxOutboxMessages: 10,
      maxOutboxBytes: 10_000,
      maxQueuedBytes: 10_000,
      requestTimeoutMs: 0,
      sessionIdleMs: 50,
      cancelGraceMs: 5000,
      maxHandshakeBytes: 10_000,
      hibernateAfterMs: 0,
      maxJournalBytes: 65_536,
      recoveryTimeoutMs: 1000,
      ...options,
    },
    log,
  );
  onTestFinished(async () => {
    session.end();
    await child.gone;
    guard.close();
  });
  const tell = (message: object, sink?: AnswerSink) =>
    session.receive(readEnvelope(Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }))), sink);
  const ask = async (id: string | number, method = 'tools/call') => {
    const sink = new OpenSink();
    tell({ id, method, params: {} }, sink);
    return sink;
  };
  const cancel = (requestId: unknown) => tell({ method: 'notifications/cancelled', params: { requestId } });
  return { session, ask, cancel };
}

class OpenSink implements AnswerSink {
  readonly isAwaited = true;
  readonly takesMessages = false;
  readonly streamNumber = undefined;
  readonly message: Promise<{ id: unknown; result?: unknown; error?: { data: { code: string } } }>;
  #resolve: (message: Buffer) => void = () => {};

  constructor() {
    this.message = new Promise<Buffer>((resolve) => {
      this.#resolve = resolve;
    }).then((bytes) => JSON.parse(String(bytes)));
  }

  answer(message: Buffer): boolean {
    this.#resolve(message);
    return true;
  }

  abandon(): void {}

  write(): boolean {
    return true;
  }

  async drained(): Promise<void> {}
}

describe('a session', () => {
  it('is idle from its last answer on, not from the request for it', async () => {
    const { session, ask } = openSession(['slow-start', '100'], { sessionIdleMs: 60 });
    await (await ask(1)).message;
    session.sweep(performance.now());
    expect(session.state).not.toBe('ended');
    session.sweep(performance.now() + 60);
    expect(session.state).toBe('ended');
  });

  it('of the bridge itself is logged at debug', async () => {
    const logged: [level: number, msg: string][] = [];
    const write = (line: string): void => {
      const { level, msg } = JSON.parse(line);
      logged.push([level, msg]);
    };
    for (const era of ['streamable', INTERNAL_ERA]) {
      const { session } = openSession(['echo'], { era, log: pino({ level: 'info' }, { write }) });
      session.end();
    }
    expect(logged).toEqual([
      [30, 'session opened'],
      [30, 'session ended'],
    ]);
  });
});

describe('a request that its client cancels', () => {
  it('is awaited no more, and makes room for others (P-BOUND)', async () => {
    const { session, ask, cancel } = openSession(['never-answers']);
    await Promise.all([ask(1), ask('2')]);
    await expect(ask(3)).rejects.toMatchObject({ code: 'PENDING_REQUESTS_EXHAUSTED' });
    cancel(1);
    cancel(2); // another id than "2"
    await ask(3);
    expect(session.isAwaited).toBe(true);
    cancel('2');
    cancel(3);
    expect(session.isAwaited).toBe(false);
  });

  it('gets the answer that crossed the cancellation (P-ANSWER)', async () => {
    const { ask, cancel } = openSession(['answers-when-cancelled']);
    const call = await ask(1);
    cancel(1);
    expect(await call.message).toMatchObject({ id: 1, result: { late: true } });
  });

  it('is answered with an error when the server does not answer it soon after (P-ANSWER)', async () => {
    const { session, ask, cancel } = openSession(['never-answers'], { sessionIdleMs: 0 });
    const call = await ask(1);
    cancel(1);
    session.sweep(performance.now() + 4000);
    await expect(ask(1)).rejects.toMatchObject({ code: 'DUPLICATE_REQUEST_ID' });
    session.sweep(performance.now() + 6000);
    expect((await call.message).error?.data.code).toBe('REQUEST_CANCELLED');
    await ask(1);
  });

  it('is answered with an error at once when too many are cancelled (P-BOUND)', async () => {
    const { ask, cancel } = openSession(['never-answers']);
    const first = await ask(1);
    cancel(1);
    for (const id of [2, 3]) {
      await ask(id);
      cancel(id);
    }
    expect((await first.message).error?.data.code).toBe('REQUEST_CANCELLED');
  });

  it('is still awaited where it is initialize, which must not be cancelled', async () => {
    const { session, ask, cancel } = openSession(['slow-start', '60000']);
    await ask(0, 'initialize');
    cancel(0);
    expect(session.isAwaited).toBe(true);
  });
});
