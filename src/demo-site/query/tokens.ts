import type { Dialect } from './dialect.ts';

export interface Token {
  /** `text` is a quoted string: never a keyword. */
  readonly kind: 'word' | 'text' | 'symbol' | 'end';
  readonly value: string;
  readonly offset: number;
}

const blank = /\s+/y;
const symbol = /!=|!~|>=|<=|&&|\|\||[=~<>!(),]/y;
const word = /[^\s"'=!~<>(),&|]+/y;
const quoted = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/y;
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', ' ': ' ' };

/** Cuts a JQL or CQL query into tokens; the last is always `end`. */
export function tokens(query: string, dialect: Dialect): readonly Token[] {
  const found: Token[] = [];
  let offset = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = offset;
    return pattern.exec(query)?.[0];
  };
  while (offset < query.length) {
    const gap = take(blank);
    if (gap !== undefined) {
      offset += gap.length;
      continue;
    }
    const text = take(quoted);
    const kind = text !== undefined ? 'text' : take(symbol) !== undefined ? 'symbol' : 'word';
    const value = text ?? take(symbol) ?? take(word);
    if (value === undefined) {
      const problem = /["']/.test(query[offset] ?? '')
        ? `The quoted string '${query.slice(offset + 1, offset + 41)}' has not been completed.`
        : `The character '${query[offset]}' is reserved. Put it in quotes to search for it.`;
      throw dialect.syntax(problem, query, offset);
    }
    found.push({ kind, value: kind === 'text' ? unquoted(value) : value, offset });
    offset += value.length;
  }
  found.push({ kind: 'end', value: '', offset });
  return found;
}

function unquoted(text: string): string {
  return text
    .slice(1, -1)
    .replace(/\\u([0-9a-fA-F]{4})|\\([\s\S])/g, (_, code: string | undefined, char: string | undefined) =>
      code === undefined ? (escapes[char ?? ''] ?? char ?? '') : String.fromCharCode(Number.parseInt(code, 16)),
    );
}
