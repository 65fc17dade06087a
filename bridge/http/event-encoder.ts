const MESSAGE_START = Buffer.from('event: message\ndata: ');
const EVENT_END = Buffer.from('\n\n');

/** One event of the HTML event stream format with one line of data. `data` must hold no line end. */
export function encodeEvent(event: string, data: string): Buffer {
  return Buffer.from(`event: ${event}\ndata: ${data}\n\n`);
}

/** The parts of a `message` event, unjoined: joining would copy the message. The message must hold no line end. */
export function messageEventParts(message: Buffer): readonly [Buffer, Buffer, Buffer] {
  return [MESSAGE_START, message, EVENT_END];
}

/** A comment: no event, only a sign of life (HTML, Server-sent events). */
export const KEEP_ALIVE = Buffer.from(': keep-alive\n\n');
