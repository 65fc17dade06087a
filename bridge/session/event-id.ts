/** Where an event stands: in which stream of which session, and after which number. */
export interface EventPosition {
  readonly sessionId: string;
  /** 0 is the session's own stream; others belong to one request each. */
  readonly stream: number;
  /** Counts all events of the session, so that no two have one id (MCP 2025-11-25, Resumability and Redelivery). */
  readonly number: number;
}

/**
 * `<session id>.<stream>.<number>`. The session's id is in it, and with it the tag of its replica: a client that comes
 * back with nothing but `Last-Event-ID` finds its session, through a load balancer too.
 */
export function eventIdOf({ sessionId, stream, number }: EventPosition): string {
  return `${sessionId}.${stream}.${number}`;
}

/** Undefined for what is no event id of ours. */
export function parseEventId(text: string): EventPosition | undefined {
  const [, sessionId, stream, number] = /^([^.]+\.[^.]+)\.(\d{1,15})\.(\d{1,15})$/.exec(text) ?? [];
  return sessionId === undefined ? undefined : { sessionId, stream: Number(stream), number: Number(number) };
}
