const units = [
  ['w', 5 * 8 * 3_600],
  ['d', 8 * 3_600],
  ['h', 3_600],
  ['m', 60],
] as const;

/** `3h 20m`, in working weeks of five days of eight hours. */
export function duration(seconds: number): string {
  let left = seconds;
  const parts: string[] = [];
  for (const [unit, size] of units) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(`${count}${unit}`);
  }
  return parts.join(' ') || '0m';
}

/** Reads `3h 20m` as seconds; `undefined` where it is not a duration. */
export function secondsOf(text: string): number | undefined {
  const words = text.trim().split(/\s+/);
  let seconds = 0;
  for (const word of words) {
    const [, count, unit] = /^(\d{1,6}(?:\.\d+)?)([wdhm]?)$/.exec(word) ?? [];
    if (count === undefined) return undefined;
    seconds += Number(count) * (units.find(([name]) => name === (unit || 'm'))?.[1] ?? 0);
  }
  return Math.round(seconds);
}
