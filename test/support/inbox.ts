/** Long enough for a busy machine; a test that waits this long has failed. */
const DEADLINE_MS = 20_000;

/** Lines as they come, for a test that waits for one of them. Every line is given once and kept in `text`. */
export class Inbox {
  readonly #name: string;
  readonly #all: string[] = [];
  #taken = 0;
  #closed: Error | undefined;
  readonly #wakeUps = new Set<() => void>();

  constructor(name: string) {
    this.#name = name;
  }

  /** All that ever came. */
  get text(): string {
    return this.#all.join('\n');
  }

  push(line: string): void {
    this.#all.push(line);
    this.#wake();
  }

  /** Nothing more will come, because of `reason`. */
  close(reason: Error): void {
    this.#closed ??= reason;
    this.#wake();
  }

  /** Takes the lines up to and including the first one that is `wanted`. Rejects when it can no longer come. */
  async until(wanted: (line: string) => boolean): Promise<string[]> {
    const deadline = AbortSignal.timeout(DEADLINE_MS);
    const from = this.#taken;
    for (let next = from; ; next += 1) {
      while (this.#all.length <= next) await this.#change(deadline);
      if (wanted(this.#all[next] ?? '')) {
        this.#taken = next + 1;
        return this.#all.slice(from, next + 1);
      }
    }
  }

  /** The next line. */
  async next(): Promise<string> {
    const [line = ''] = await this.until(() => true);
    return line;
  }

  #wake(): void {
    for (const wakeUp of this.#wakeUps) wakeUp();
  }

  #change(deadline: AbortSignal): Promise<void> {
    if (this.#closed !== undefined) return Promise.reject(this.#closed);
    return new Promise((resolve, reject) => {
      const giveUp = (): void => reject(new Error(`Nothing more on ${this.#name} after:\n${this.text}`));
      deadline.addEventListener('abort', giveUp, { once: true });
      const wakeUp = (): void => {
        this.#wakeUps.delete(wakeUp);
        deadline.removeEventListener('abort', giveUp);
        resolve();
      };
      this.#wakeUps.add(wakeUp);
    });
  }
}
