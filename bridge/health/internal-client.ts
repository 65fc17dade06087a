import { type Envelope, readEnvelope } from '../jsonrpc/envelope.ts';
import type { AnswerSink } from '../session/message-sink.ts';
import type { Session } from '../session/session.ts';
import { INTERNAL_ERA } from '../session/session-identity.ts';
import type { Sessions } from '../session/sessions.ts';

/** Newest protocol version that a server with `initialize` can speak. */
const PROTOCOL_VERSION = '2025-11-25';

/** A client of the bridge's own, in a session like any other. */
export class InternalClient {
  readonly #session: Session;
  #nextId = 1;

  private constructor(session: Session) {
    this.#session = session;
  }

  /**
   * Opens a session and initialises it; its end answers whatever is still asked when `deadline` aborts.
   * Rejects as `Sessions.open` does, with the reason of `deadline` where that came before a child, and where the server
   * refuses to be initialised.
   */
  static async open(sessions: Sessions, version: string, deadline: AbortSignal): Promise<InternalClient> {
    const session = await sessions.open({ era: INTERNAL_ERA, whenFull: 'drop-oldest', signal: deadline });
    deadline.addEventListener('abort', () => session.end(), { once: true });
    if (deadline.aborted) session.end(); // in between
    deadline.throwIfAborted();
    const client = new InternalClient(session);
    const clientInfo = { name: 'mcp-jira-confluence-sse', version };
    const { error } = await client.request('initialize', {
      protocolVersion: PROTOCOL_VERSION,
      capabilities: {},
      clientInfo,
    });
    if (error !== undefined) {
      client.close();
      throw new Error('the server did not let itself be initialised'); // its words are left out: they may hold secrets
    }
    session.receive(envelopeOf({ method: 'notifications/initialized' }));
    return client;
  }

  /** Resolves to the whole response, a result or an error. */
  async request(method: string, params: unknown): Promise<{ result?: unknown; error?: unknown }> {
    const id = this.#nextId++;
    const answer = new AwaitedAnswer();
    this.#session.receive(envelopeOf({ id, method, params }), answer);
    return JSON.parse((await answer.message).toString()) as { result?: unknown; error?: unknown };
  }

  close(): void {
    this.#session.end();
  }
}

class AwaitedAnswer implements AnswerSink {
  readonly isAwaited = true;
  readonly takesMessages = false;
  readonly streamNumber = undefined;
  readonly message: Promise<Buffer>;
  #resolve: (message: Buffer) => void = () => {};

  constructor() {
    this.message = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  answer(message: Buffer): boolean {
    this.#resolve(message);
    return true;
  }

  write(): boolean {
    return true;
  }

  async drained(): Promise<void> {}

  abandon(): void {}
}

function envelopeOf(message: object): Envelope {
  return readEnvelope(Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message })));
}
