/**
 * Measures every rival once a round, after one round that only warms the file cache, and returns each rival's
 * measurements by its name. The order turns round every time, so that none is always the one after the heaviest.
 */
export async function inTurns(rivals, rounds, measure) {
  const measured = new Map(rivals.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const rival of round % 2 === 0 ? rivals : rivals.toReversed()) {
      const one = await measure(rival);
      if (round > 0) measured.get(rival.name).push(one);
    }
  }
  return measured;
}

/** The middle of the values, or of two in the middle their mean; `undefined` where there are none. */
export function median(values) {
  if (values.length === 0) return undefined;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * The median of one figure, and the median of its ratios to another rival's figure of the same round: a machine that is
 * busy for a while slows down both. A figure that was not measured is `undefined`, and so are its medians.
 */
export function compare(measured, floor, figure) {
  const values = measured.map((one) => one[figure]).filter((value) => value !== undefined);
  const ratios = measured.map((one, round) => one[figure] / floor[round][figure]).filter((ratio) => ratio > 0);
  return { value: median(values), ratio: median(ratios) };
}
