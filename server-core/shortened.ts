/** The text, or its beginning where it is longer than so many characters: what a caller sent is not sent back whole. */
export function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
