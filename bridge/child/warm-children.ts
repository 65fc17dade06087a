import type { Child } from './child.ts';

/** The children that are started and untouched, oldest first. */
export class WarmChildren {
  readonly #children = new Set<Child>();
  readonly #idleMs: number;
  #surplusSinceMs: number | undefined;

  /** `idleMs`: how long there must have been more of them than needed before some are surplus. */
  constructor(idleMs: number) {
    this.#idleMs = idleMs;
  }

  get size(): number {
    return this.#children.size;
  }

  add(child: Child): void {
    this.#children.add(child);
  }

  /** False where it was none of them. */
  delete(child: Child): boolean {
    return this.#children.delete(child);
  }

  /** The oldest one, which has had the most time to load. */
  take(): Child | undefined {
    for (const child of this.#children) {
      this.#children.delete(child);
      if (child.exit === undefined) return child;
    }
    return undefined;
  }

  /** Takes away those that were not needed for so long, oldest first. To be called every now and then. */
  takeSurplus(target: number, nowMs: number): Child[] {
    const count = this.#children.size - target;
    if (count <= 0) {
      this.#surplusSinceMs = undefined;
      return [];
    }
    this.#surplusSinceMs ??= nowMs;
    if (nowMs - this.#surplusSinceMs < this.#idleMs) return [];
    this.#surplusSinceMs = undefined;
    const surplus = [...this.#children].slice(0, count);
    for (const child of surplus) this.#children.delete(child);
    return surplus;
  }
}
