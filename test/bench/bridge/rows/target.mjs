import { median } from '../../kit/in-turns.mjs';

/**
 * What is to be reached. `value` is undefined where it could not be measured, which makes no verdict. A value as large as
 * the limit meets it.
 */
export function target(what, { atMost, atLeast, value, unit = '' }) {
  const met = atMost !== undefined ? value <= atMost : value >= atLeast;
  const verdict = value === undefined ? 'not measured' : met ? 'met' : 'missed';
  return { what, ...(atMost !== undefined ? { atMost } : { atLeast }), unit, value, verdict };
}

/** The measurements of a row by rival, and the ratios between them within rounds. */
export class Measurements {
  #rivals;
  #measured;

  constructor(rivals, measured) {
    this.#rivals = rivals;
    this.#measured = measured;
  }

  /** How many turns each rival had. */
  get rounds() {
    return Math.max(...[...this.#measured.values()].map(({ length }) => length));
  }

  #values(key, figure) {
    return (this.#measured.get(key) ?? []).map((one) => one[figure]);
  }

  median(key, figure) {
    return median(this.#values(key, figure).filter((value) => value !== undefined));
  }

  /** The median of the ratios within the rounds; `undefined` where one of the two was not measured. */
  ratio(key, other, figure) {
    const others = this.#values(other, figure);
    return median(
      this.#values(key, figure).flatMap((value, round) => (others[round] > 0 ? [value / others[round]] : [])),
    );
  }

  /** The peer of an era whose median is the least (`best` 'least') or the most. */
  bestPeer(era, figure, best) {
    const peers = this.#rivals
      .filter(({ role, era: spoken }) => role === 'peer' && spoken === era)
      .map(({ key }) => ({ key, value: this.median(key, figure) }))
      .filter(({ value }) => value !== undefined)
      .toSorted((a, b) => (best === 'least' ? a.value - b.value : b.value - a.value));
    return peers[0]?.key;
  }

  /** The medians of some figures, for each rival that has one of them. */
  figures(names) {
    return this.#rivals.map(({ name, era, key }) => ({
      rival: name,
      era,
      medians: Object.fromEntries(names.map((figure) => [figure, this.median(key, figure)])),
    }));
  }
}
