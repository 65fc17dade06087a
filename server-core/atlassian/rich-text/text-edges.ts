/** The first character of a text, whole where it takes two units; '' of none. */
export function firstChar(text: string): string {
  const code = text.codePointAt(0);
  return code === undefined ? '' : String.fromCodePoint(code);
}

export function lastChar(text: string): string {
  return Array.from(text.slice(-2)).at(-1) ?? '';
}

/** Neither white space nor punctuation, for the rules of emphasis. */
export function isWordLike(char: string): boolean {
  return char !== '' && !/[\s\p{P}\p{S}]/u.test(char);
}

/** A character that takes two units, as most emoji do: the lexer sees half of it, and so no punctuation. */
export function isAstral(char: string): boolean {
  return char.length > 1;
}
