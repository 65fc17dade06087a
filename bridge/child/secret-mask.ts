import type { ChildEnvironment } from './child-environment.ts';

/** Values shorter than this are words that stand everywhere ("1", "true"): blanking them would only spoil the text. */
const SHORTEST_SECRET = 4;

/** How much of a line is there: all, all that was printed, or only what the limit let through. */
export type LineEnd = 'whole' | 'unfinished' | 'cut';

interface Secret {
  readonly name: string;
  readonly text: string;
}

/** Where a secret, or as much of it as is there, stands in a line. */
interface Place {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Replaces every value of a child's environment that is not known to be harmless by the variable's name. */
export class SecretMask {
  readonly #secrets: readonly Secret[];

  constructor({ variables, secretNames }: ChildEnvironment) {
    this.#secrets = secretNames.flatMap((name) => linesOf(variables[name] ?? '').map((text) => ({ name, text })));
  }

  /**
   * For one line. In an `unfinished` one, what may begin a secret at its end is replaced too. One that was `cut` loses even
   * a single character that may: there are others missing anyway.
   */
  apply(line: string, lineEnd: LineEnd): string {
    const shortest = lineEnd === 'cut' ? 1 : SHORTEST_SECRET;
    const places = this.#secrets.flatMap((secret) =>
      placesOf(secret, line, lineEnd === 'whole' ? undefined : shortest),
    );
    places.sort((a, b) => a.start - b.start || b.end - a.end);
    let shown = '';
    let end = 0;
    for (const place of places) {
      // One that begins within another is part of the same blank: values may overlap, or hold one another.
      if (place.start >= end) shown += `${line.slice(end, place.start)}[${place.name}]`;
      end = Math.max(end, place.end);
    }
    return shown + line.slice(end);
  }
}

/** A value with line ends, such as a key in PEM form, is never printed in one line. */
function linesOf(value: string): string[] {
  const lines = value.split(/[\r\n]+/).map((line) => line.trim());
  return lines.filter(({ length }) => length >= SHORTEST_SECRET);
}

/** `shortestBeginning`: of a secret that goes on after the end of the line. Undefined where it cannot. */
function placesOf({ name, text }: Secret, line: string, shortestBeginning: number | undefined): Place[] {
  const places: Place[] = [];
  for (let start = line.indexOf(text); start !== -1; start = line.indexOf(text, start + 1)) {
    places.push({ name, start, end: start + text.length });
  }
  const begun = shortestBeginning === undefined ? 0 : beginningAtEnd(text, line, shortestBeginning);
  if (begun > 0) places.push({ name, start: line.length - begun, end: line.length });
  return places;
}

/** How many of the secret's first characters are the last ones of the line; 0 where they are fewer than `shortest`. */
function beginningAtEnd(secret: string, line: string, shortest: number): number {
  for (let length = Math.min(secret.length, line.length); length >= shortest; length -= 1) {
    if (line.endsWith(secret.slice(0, length))) return length;
  }
  return 0;
}
