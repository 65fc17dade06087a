/** The beginning of a text, cut between words, with a note of how much was left out. Lengths count characters. */
export function excerpt(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const cut = text.slice(0, maxLength).replace(/\s+\S*$/, '');
  const kept = cut.replace(/[\uD800-\uDBFF]$/, '');
  return `${kept}\n\n[The page goes on for ${text.length - kept.length} characters.]`;
}
