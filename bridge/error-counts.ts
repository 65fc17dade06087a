import { AppError } from '../src/base/errors.ts';

/** How often each error was told to a client, by its stable code: a limit that is reached shows there. */
export class ErrorCounts {
  readonly #byCode = new Map<string, number>();

  note(error: unknown): void {
    const code = error instanceof AppError ? error.code : 'INTERNAL'; // as clients are told
    this.#byCode.set(code, (this.#byCode.get(code) ?? 0) + 1);
  }

  /** Since the start of the bridge. */
  get byCode(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#byCode);
  }
}
