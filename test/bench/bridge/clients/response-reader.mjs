const HEAD_END = Buffer.from('\r\n\r\n');
const LINE_END = Buffer.from('\r\n');
const [HEAD, BODY, CHUNK_SIZE, CHUNK, CHUNK_END] = [0, 1, 2, 3, 4];

/**
 * Reads HTTP/1.1 responses off one connection, one after the other: `onHead(status, head)`, then `onBody(piece)` as often
 * as there are pieces, then `onEnd()`. Knows Content-Length, chunks, and bodies that go on until the connection closes.
 */
export class ResponseReader {
  #listener;
  #state = HEAD;
  #left = 0;
  #kept;

  constructor(listener) {
    this.#listener = listener;
  }

  read(received) {
    let bytes = received;
    if (this.#kept !== undefined) {
      bytes = Buffer.concat([this.#kept, received]);
      this.#kept = undefined;
    }
    let at = 0;
    while (at >= 0 && at < bytes.length) at = this.#step(bytes, at);
  }

  /** Returns where to go on, or -1 where more has to come first. */
  #step(bytes, at) {
    if (this.#state === BODY || this.#state === CHUNK) return this.#readBody(bytes, at);
    const isHead = this.#state === HEAD;
    const end = bytes.indexOf(isHead ? HEAD_END : LINE_END, at);
    if (end < 0) {
      this.#kept = bytes.subarray(at);
      return -1;
    }
    if (isHead) this.#readHead(bytes.latin1Slice(at, end));
    else if (this.#state === CHUNK_SIZE) this.#startChunk(Number.parseInt(bytes.latin1Slice(at, end), 16));
    else this.#state = this.#left === -1 ? this.#finish() : CHUNK_SIZE;
    return end + (isHead ? 4 : 2);
  }

  #readHead(head) {
    const lower = head.toLowerCase();
    this.#listener.onHead(Number(head.slice(9, 12)), head);
    if (lower.includes('\r\ntransfer-encoding: chunked')) {
      this.#state = CHUNK_SIZE;
      return;
    }
    const place = lower.indexOf('\r\ncontent-length:');
    const untilClosed = lower.includes('\r\nconnection: close') ? Number.POSITIVE_INFINITY : 0;
    this.#left = place < 0 ? untilClosed : Number.parseInt(lower.slice(place + 17), 10);
    this.#state = this.#left === 0 ? this.#finish() : BODY;
  }

  #startChunk(size) {
    this.#left = size === 0 ? -1 : size;
    this.#state = size === 0 ? CHUNK_END : CHUNK;
  }

  #readBody(bytes, at) {
    const end = Math.min(bytes.length, at + this.#left);
    this.#left -= end - at;
    this.#listener.onBody(at === 0 && end === bytes.length ? bytes : bytes.subarray(at, end));
    if (this.#left === 0) this.#state = this.#state === BODY ? this.#finish() : CHUNK_END;
    return end;
  }

  #finish() {
    this.#listener.onEnd();
    return HEAD;
  }
}
