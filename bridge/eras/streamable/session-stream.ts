import { EventStream } from '../../http/event-stream.ts';
import type { Exchange } from '../../http/exchange.ts';
import type { EventPosition } from '../../session/event-id.ts';
import type { MessageStream } from '../../session/message-stream.ts';
import type { Session } from '../../session/session.ts';
import { SESSION_ID_HEADER, type StreamableEra } from './streamable-era.ts';

/** The first version whose clients know an event without data, and that a stream may close before it is over (SEP-1699). */
const POLLING_SINCE = '2025-11-25';

export interface CarryOptions {
  /** The event that the client has; undefined where it has none. */
  readonly after?: EventPosition | undefined;
  /** Whether the response names the session. @default true */
  readonly isNamed?: boolean;
}

/** Carries a stream of a session in the response of an exchange. The stream outlives it: its client may come back. */
export function carryStream(
  exchange: Exchange,
  session: Session,
  messages: MessageStream,
  options: StreamableEra['options'],
  { after, isNamed = true }: CarryOptions = {},
): void {
  exchange.request.resume(); // behind a body that nobody reads, the end of the connection would not be seen
  const headers = isNamed ? { [SESSION_ID_HEADER]: session.id } : {};
  const ownsConnection = exchange.request.method === 'GET';
  const stream = new EventStream(exchange.response, { ...options, headers, ownsConnection });
  const polls = session.protocolVersion >= POLLING_SINCE;
  if (polls && after === undefined) stream.prime(messages.lastEventId);
  session.connect(messages, stream, after);
  stream.onceClosed(() => session.disconnect(messages, stream));
  if (polls && options.pollAfterMs > 0) {
    const timer = setTimeout(() => stream.end(), options.pollAfterMs).unref();
    stream.onceClosed(() => clearTimeout(timer));
  }
}
