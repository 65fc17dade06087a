/** Runs of letters, digits and underscores, of any script. */
function words(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}

/**
 * What `~` means: every word of the query is a word of the text; `word*` is a beginning, `"a b"` a phrase in order.
 * Source: "Search syntax for text fields" (Jira Cloud); CQL's `~` works alike.
 */
export function textMatches(text: string, query: string): boolean {
  const held = words(text);
  const phrases = [...query.matchAll(/"([^"]*)"/g)].map(([, phrase = '']) => words(phrase));
  const loose =
    query
      .replace(/"[^"]*"/g, ' ')
      .toLowerCase()
      .match(/[\p{L}\p{N}_]+[*?]?/gu) ?? [];
  if (phrases.length === 0 && loose.length === 0) return false;
  return phrases.every((phrase) => holdsPhrase(held, phrase)) && loose.every((word) => holdsWord(held, word));
}

function holdsWord(held: readonly string[], word: string): boolean {
  const start = word.replace(/[*?]$/, '');
  return start === word ? held.includes(word) : held.some((one) => one.startsWith(start));
}

function holdsPhrase(held: readonly string[], phrase: readonly string[]): boolean {
  return held.some((_, at) => phrase.every((word, index) => held[at + index] === word));
}
