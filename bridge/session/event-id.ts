/** Where an event stands: in which stream of which session, and after which number. */
export interface EventPosition {
  readonly sessionId: string;
  /** 0 is the session's own stream; others belong to one request each. */
  readonly stream: number;
  /** Counts all events of the session, so that no two have one id (MCP 2025-11-25, Resumability and Redelivery). */
  readonly number: number;
  /** Which requests had been answered with it, where the journal may not know yet: see `AnsweredIds`. */
  readonly answered?: string;
}

/**
 * `<session id>.<stream>.<number>`, or `<session id>.<stream>.<number>.<answered ids>`. The session's id is in it, and with it the tag of its replica: a client that comes
 * back with nothing but `Last-Event-ID` finds its session, through a load balancer too.
 */
export function eventIdOf({ sessionId, stream, number, answered = '' }: EventPosition): string {
  return answered === '' ? `${sessionId}.${stream}.${number}` : `${sessionId}.${stream}.${number}.${answered}`;
}

const EVENT_ID = /^([^.]+\.[^.]+)\.(\d{1,15})\.(\d{1,15})(?:\.([\d_-]{1,600}))?$/;

/** Undefined for what is no event id of ours. */
export function parseEventId(text: string): EventPosition | undefined {
  const [, sessionId, stream, number, answered = ''] = EVENT_ID.exec(text) ?? [];
  return sessionId === undefined ? undefined : { sessionId, stream: Number(stream), number: Number(number), answered };
}
