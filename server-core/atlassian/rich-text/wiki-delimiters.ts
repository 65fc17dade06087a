import { withMark } from './marks.ts';
import { type Inline, type Mark, textRun } from './rich-text.ts';
import { firstChar, lastChar } from './text-edges.ts';
import { isWord } from './wiki-escapes.ts';

type DelimitedMark = Exclude<Mark['type'], 'link' | 'code'>;

/** What a mark may begin or end with. */
export interface Delimiter {
  readonly type: 'delimiter';
  readonly text: string;
  readonly mark: DelimitedMark;
  readonly opens: boolean;
  readonly closes: boolean;
}

const marks: Readonly<Record<string, DelimitedMark>> = {
  '*': 'strong',
  _: 'em',
  '??': 'em',
  '-': 'strike',
  '+': 'underline',
  '^': 'sup',
  '~': 'sub',
};

const DELIMITER = /\{([*_+^~-])\}|\?\?|[*_+^~-]/y;

/** `*` begins a mark before a word, `*` ends one after a word, but neither within one; `{*}` does anywhere. */
export function delimiterAt(line: string, at: number): Delimiter | undefined {
  DELIMITER.lastIndex = at;
  const [text = '', inBraces] = DELIMITER.exec(line) ?? [];
  const mark = marks[inBraces ?? text];
  if (mark === undefined) return undefined;
  const previous = lastChar(line.slice(Math.max(0, at - 2), at));
  const next = firstChar(line.slice(at + text.length, at + text.length + 2));
  const bounds = (char: string) => inBraces !== undefined || (!isWord(char) && char !== text.charAt(0));
  const holds = (char: string) => /^\S/.test(char) && (inBraces !== undefined || char !== text.charAt(0));
  const opens = bounds(previous) && holds(next) && (inBraces !== undefined || previous !== '\\');
  const closes = bounds(next) && holds(previous) && previous !== '\\';
  return opens || closes ? { type: 'delimiter', text, mark, opens, closes } : undefined;
}

/** Puts marks on what is between delimiters; one without its other half is text. */
export function pairDelimiters(parts: readonly (Inline | Delimiter)[]): Inline[] {
  const ends = new Map<number, 'open' | 'close'>();
  const open: { readonly text: string; readonly at: number }[] = [];
  for (const [at, part] of parts.entries()) {
    if (part.type !== 'delimiter') continue;
    const opener = open.findIndex(({ text }) => text === part.text);
    const start = open[opener]?.at ?? at;
    if (part.closes && start < at - 1) {
      ends.set(start, 'open').set(at, 'close');
      open.splice(opener);
    } else if (part.opens) {
      if (opener >= 0) open.splice(opener, 1);
      open.push({ text: part.text, at });
    }
  }
  const active: (readonly Mark[])[] = [];
  return parts.flatMap((part, at): Inline[] => {
    const around = active.at(-1) ?? [];
    if (part.type !== 'delimiter') return [marked(part, around)];
    const end = ends.get(at);
    if (end === 'open') active.push(withMark(around, { type: part.mark }));
    else if (end === 'close') active.pop();
    else return [textRun(part.text, around)];
    return [];
  });
}

function marked(inline: Inline, around: readonly Mark[]): Inline {
  return inline.type === 'text' ? { ...inline, marks: around.reduce(withMark, inline.marks) } : inline;
}
