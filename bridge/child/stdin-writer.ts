import type { Writable } from 'node:stream';
import { Drain } from '../../src/base/drain.ts';

const NEWLINE = Buffer.from('\n');
/** Below this a copy is cheaper than a second buffer in the same write. Bytes. */
const COPY_BELOW = 4096;

/** Messages → lines on a child's stdin, in order. The child closes its end; `end` closes ours. */
export class StdinWriter {
  readonly #stdin: Writable;
  readonly #drain: Drain;

  constructor(stdin: Writable) {
    this.#stdin = stdin;
    this.#drain = new Drain(stdin);
    stdin.on('error', () => {}); // EPIPE: the child has gone, and its exit says so better
  }

  /** Bytes handed over that the child has not read yet. */
  get queuedBytes(): number {
    return this.#stdin.writableLength;
  }

  /** False when the child reads slower than we write; see `drained`. */
  write(message: Buffer): boolean {
    if (message.length < COPY_BELOW) return this.#stdin.write(Buffer.concat([message, NEWLINE], message.length + 1));
    this.#stdin.cork();
    this.#stdin.write(message);
    const ready = this.#stdin.write(NEWLINE);
    this.#stdin.uncork();
    return ready;
  }

  /** Resolves when the child has read what was queued, or has gone. */
  drained(): Promise<void> {
    return this.#drain.done();
  }

  end(): void {
    this.#stdin.end();
  }
}
