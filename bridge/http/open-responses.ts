import type { ServerResponse } from 'node:http';

/**
 * Counts the responses that are not over yet. They are not collected in a set: a set that grows and shrinks with each
 * request leaves tables behind that keep old responses in memory.
 */
export class OpenResponses {
  #count = 0;
  #whenNone: (() => void) | undefined;
  readonly #closed = (): void => {
    this.#count -= 1;
    if (this.#count === 0) this.#whenNone?.();
  };

  add(response: ServerResponse): void {
    this.#count += 1;
    response.once('close', this.#closed);
  }

  /** Resolves when there is none. */
  async finished(): Promise<void> {
    if (this.#count === 0) return;
    await new Promise<void>((resolve) => {
      this.#whenNone = resolve;
    });
  }
}
