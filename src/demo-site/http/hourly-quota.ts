const hourMs = 3_600_000;

/** Points that are spent within an hour of the clock; each new hour begins with none spent. A quota of `0` is none. */
export class HourlyQuota {
  readonly points: number;
  #hour = 0;
  #spent = 0;

  constructor(points: number) {
    this.points = points;
  }

  /** How long until there are points again; `0` if there are some left. */
  waitMs(now: number): number {
    return this.points > 0 && this.left(now) === 0 ? this.resetsAt(now) - now : 0;
  }

  left(now: number): number {
    return Math.max(0, this.points - this.#spentIn(now));
  }

  resetsAt(now: number): number {
    return (Math.floor(now / hourMs) + 1) * hourMs;
  }

  spend(points: number, now: number): void {
    this.#spent = this.#spentIn(now) + points;
    this.#hour = Math.floor(now / hourMs);
  }

  #spentIn(now: number): number {
    return this.#hour === Math.floor(now / hourMs) ? this.#spent : 0;
  }
}
