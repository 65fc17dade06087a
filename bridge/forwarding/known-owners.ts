import type { Owner } from '../directory/directory.ts';

/** Of more, the one that was asked for longest ago goes. */
const MOST_KNOWN = 10_000;

/** Who owned a session when the directory was last asked, so that it need not be asked for each request. */
export class KnownOwners {
  readonly #keptMs: number;
  readonly #bySessionId = new Map<string, { readonly owner: Owner; readonly untilMs: number }>();

  /** An owner is known for `keptMs`, within which it may lose the session: it then says so. */
  constructor(keptMs: number) {
    this.#keptMs = keptMs;
  }

  get(sessionId: string): Owner | undefined {
    const known = this.#bySessionId.get(sessionId);
    return known !== undefined && known.untilMs > performance.now() ? known.owner : undefined;
  }

  set(sessionId: string, owner: Owner): void {
    this.#bySessionId.delete(sessionId);
    const [oldest = ''] = this.#bySessionId.size >= MOST_KNOWN ? this.#bySessionId.keys() : [];
    this.#bySessionId.delete(oldest);
    this.#bySessionId.set(sessionId, { owner, untilMs: performance.now() + this.#keptMs });
  }

  delete(sessionId: string): void {
    this.#bySessionId.delete(sessionId);
  }
}
