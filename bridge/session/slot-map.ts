/**
 * A map for values that come and go by the thousand each second, in order of arrival.
 *
 * Once a `Map` is full of deleted entries it moves to a new table. The old one has mostly outlived the young generation,
 * and as garbage there it keeps all that was in it alive until the next full collection: with requests in flight, a third
 * of all of them. Here the tables hold numbers, and a slot is emptied when its value goes.
 */
export class SlotMap<Value> {
  readonly #slotOf = new Map<string, number>();
  readonly #values: (Value | undefined)[] = [];
  readonly #free: number[] = [];

  get size(): number {
    return this.#slotOf.size;
  }

  has(key: string): boolean {
    return this.#slotOf.has(key);
  }

  get(key: string): Value | undefined {
    const slot = this.#slotOf.get(key);
    return slot === undefined ? undefined : this.#values[slot];
  }

  /** To be called for a key that is not there. */
  add(key: string, value: Value): void {
    const slot = this.#free.pop() ?? this.#values.length;
    this.#slotOf.set(key, slot);
    this.#values[slot] = value;
  }

  /** False where there is none. */
  delete(key: string): boolean {
    const slot = this.#slotOf.get(key);
    if (slot === undefined) return false;
    this.#slotOf.delete(key);
    this.#values[slot] = undefined;
    this.#free.push(slot);
    return true;
  }

  /** In order of arrival. Entries may be deleted meanwhile. */
  *values(): Generator<Value> {
    for (const slot of this.#slotOf.values()) yield this.#values[slot] as Value;
  }
}
