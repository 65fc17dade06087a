import { ownCopy } from './own-copy.ts';

const FIRST_SEGMENT_BYTES = 1024;
const SEGMENT_BYTES = 65_536;
/** A message from here on has a segment for itself, which is the message. */
const LARGE_BYTES = 16_384;
/** Numbers in a segment's index for each of its messages: event number, stream, start, end. */
const FIELDS = 4;

interface Segment {
  readonly bytes: Buffer;
  readonly index: number[];
  used: number;
  /** Where the oldest message that is still kept stands in `index`. */
  oldest: number;
}

/**
 * Messages that were sent, kept for a client that comes back, oldest first.
 *
 * They are copied to the end of a few long Buffers. As an object each they would outlive the young generation, and the
 * garbage collector would take as long for every call as all the rest of the bridge.
 */
export class SentMessages {
  readonly #segments: Segment[] = [];
  #size = 0;
  #bytes = 0;
  /** How many of the oldest had been sent at the last `countOld`. */
  #old = 0;

  get size(): number {
    return this.#size;
  }

  /** Of the messages alone. */
  get bytes(): number {
    return this.#bytes;
  }

  add(number: number, stream: number, message: Buffer): void {
    const segment = this.#segmentFor(message);
    const start = segment.used;
    segment.used += message.length;
    if (segment.bytes !== message) segment.bytes.set(message, start);
    segment.index.push(number, stream, start, segment.used);
    this.#size += 1;
    this.#bytes += message.length;
  }

  /** Those of a stream that came after `number`, with their own numbers. */
  *after(stream: number, number: number): Generator<readonly [number, Buffer]> {
    for (const { bytes, index, oldest } of this.#segments) {
      for (let at = oldest; at < index.length; at += FIELDS) {
        const [eventNumber = 0, eventStream, start, end] = index.slice(at, at + FIELDS);
        if (eventStream === stream && eventNumber > number) yield [eventNumber, bytes.subarray(start, end)];
      }
    }
  }

  /** Returns the stream of what it forgot; undefined where there was nothing. */
  forgetOldest(): number | undefined {
    const [segment] = this.#segments;
    if (segment === undefined) return undefined;
    const { index, oldest } = segment;
    this.#bytes -= (index[oldest + 3] ?? 0) - (index[oldest + 2] ?? 0);
    this.#size -= 1;
    if (this.#old > 0) this.#old -= 1;
    segment.oldest += FIELDS;
    if (segment.oldest === index.length) this.#segments.shift();
    return index[oldest + 1];
  }

  /** How many of the oldest had been sent by the last call. */
  countOld(): number {
    const old = this.#old;
    this.#old = this.#size;
    return old;
  }

  #segmentFor(message: Buffer): Segment {
    const last = this.#segments.at(-1);
    if (last !== undefined && last.used + message.length <= last.bytes.length) return last;
    const bytes = message.length < LARGE_BYTES ? this.#longBuffer(last, message.length) : ownCopy(message);
    const segment = { bytes, index: [], used: 0, oldest: 0 };
    this.#segments.push(segment);
    return segment;
  }

  /** A session that says little is to cost little, so the first are short. */
  #longBuffer(last: Segment | undefined, bytes: number): Buffer {
    const size = last === undefined ? FIRST_SEGMENT_BYTES : Math.min(last.bytes.length * 2, SEGMENT_BYTES);
    return Buffer.allocUnsafeSlow(Math.max(size, bytes));
  }
}
