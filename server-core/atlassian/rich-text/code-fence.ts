/** Ticks to put around code: at least so many, and more than the code has in a row. */
export function codeFence(code: string, least: number): string {
  let length = least;
  for (const [ticks] of code.matchAll(/`+/g)) length = Math.max(length, ticks.length + 1);
  return '`'.repeat(length);
}
