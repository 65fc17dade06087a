import type { Writable } from 'node:stream';
import { Drain } from '../../src/base/drain.ts';

const NEWLINE = Buffer.from('\n');
/** Below this a copy is cheaper than one more buffer in the same write. Bytes. */
const COPY_BELOW = 4096;

/** A message that follows another this soon is one of many. Milliseconds. */
const SOON_MS = 0.05;

/**
 * Messages → lines on a child's stdin, in order. The child closes its end; `end` closes ours.
 *
 * Where a client sends many small messages at once, all but the first go in one write at the end of the event loop's turn:
 * each would otherwise cost a system call, and wake the child.
 */
export class StdinWriter {
  readonly #stdin: Writable;
  readonly #drain: Drain;
  /** Messages and line ends that wait for the end of the turn. */
  #gathered: Buffer[] = [];
  #gatheredBytes = 0;
  #lastMs = 0;

  constructor(stdin: Writable) {
    this.#stdin = stdin;
    this.#drain = new Drain(stdin);
    stdin.on('error', () => {}); // EPIPE: the child has gone, and its exit says so better
  }

  /** Bytes handed over that the child has not read yet. */
  get queuedBytes(): number {
    return this.#gatheredBytes + this.#stdin.writableLength;
  }

  /** False when the child reads slower than we write; see `drained`. */
  write(message: Buffer): boolean {
    if (message.length < COPY_BELOW) this.#writeSmall(message);
    else {
      this.#flush();
      this.#stdin.cork();
      this.#stdin.write(message);
      this.#stdin.write(NEWLINE);
      this.#stdin.uncork();
    }
    return this.queuedBytes < this.#stdin.writableHighWaterMark;
  }

  /** Resolves when the child has read what was queued, or has gone. */
  drained(): Promise<void> {
    this.#flush();
    return this.#drain.done();
  }

  end(): void {
    this.#flush();
    this.#stdin.end();
  }

  #writeSmall(message: Buffer): void {
    const nowMs = performance.now();
    const isOneOfMany = nowMs - this.#lastMs < SOON_MS;
    this.#lastMs = nowMs;
    if (isOneOfMany && this.#gathered.length === 0) setImmediate(() => this.#flush());
    this.#gathered.push(message, NEWLINE);
    this.#gatheredBytes += message.length + 1;
    if (!isOneOfMany) this.#flush();
  }

  #flush(): void {
    if (this.#gathered.length === 0) return;
    const lines = Buffer.concat(this.#gathered, this.#gatheredBytes);
    this.#gathered = [];
    this.#gatheredBytes = 0;
    if (!this.#stdin.writableEnded) this.#stdin.write(lines);
  }
}
