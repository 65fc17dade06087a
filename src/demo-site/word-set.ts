/** A set of the words in a text, for long lists that read better as prose. */
export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}
