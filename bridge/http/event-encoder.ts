const EVENT_END = '\n\n';

/** Below this a copy is cheaper than more buffers in the same write. Bytes. */
const COPY_BELOW = 8192;

/** What an event says beside its data (HTML, Server-sent events). None may hold a line end. */
export interface EventFields {
  readonly event?: string;
  readonly id?: string | undefined;
  /** When to come back after the stream broke. Milliseconds. */
  readonly retryMs?: number | undefined;
}

/** One event of the HTML event stream format with one line of data, all of ASCII. `data` must hold no line end. */
export function encodeEvent({ id, retryMs, event }: EventFields, data: string): string {
  return `${head(id, retryMs, event)}${data}${EVENT_END}`;
}

/**
 * A `message` event, in parts where joining would copy too much. A text is to be written as latin1: each of its characters
 * is a byte, and Node sends it with less ado than a Buffer. The message must hold no line end, and the fields nothing but
 * ASCII.
 */
export function encodeMessage(
  message: Buffer,
  { id, retryMs }: Omit<EventFields, 'event'>,
): readonly [string] | readonly [string, Buffer, string] {
  const start = head(id, retryMs, 'message');
  return message.length < COPY_BELOW
    ? [`${start}${message.toString('latin1')}${EVENT_END}`]
    : [start, message, EVENT_END];
}

/** No event: only when to come back after the stream broke. */
export function encodeRetry(retryMs: number): string {
  return `retry: ${retryMs}\n\n`;
}

/** A comment: no event, only a sign of life. */
export const KEEP_ALIVE = ': keep-alive\n\n';

function head(id: string | undefined, retryMs: number | undefined, event: string | undefined): string {
  const first = id === undefined ? '' : `id: ${id}\n`;
  const second = retryMs === undefined ? '' : `retry: ${retryMs}\n`;
  const third = event === undefined ? '' : `event: ${event}\n`;
  return `${first}${second}${third}data: `;
}
