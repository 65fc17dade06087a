import type { Writable } from 'node:stream';

/** Waits for the reader of a stream that we write: one wait with two listeners, however many ask for it. */
export class Drain {
  readonly #stream: Writable;
  #wait: Promise<void> | undefined;

  constructor(stream: Writable) {
    this.#stream = stream;
  }

  /** Resolves when the stream takes more; when it has ended, once all is sent. At once where it has been destroyed. */
  async done(): Promise<void> {
    const { destroyed, writableEnded, writableNeedDrain } = this.#stream;
    if (destroyed || !(writableEnded || writableNeedDrain)) return;
    this.#wait ??= this.#nextDrain().finally(() => {
      this.#wait = undefined;
    });
    await this.#wait;
  }

  async #nextDrain(): Promise<void> {
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.#stream.off('drain', done).off('close', done);
        resolve();
      };
      this.#stream.on('drain', done).on('close', done);
    });
  }
}
