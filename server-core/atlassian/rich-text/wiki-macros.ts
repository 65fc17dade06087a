import { codeLanguage, type MacroCall } from './rich-text.ts';
import { readWikiValue, wikiValue } from './wiki-escapes.ts';

/** A macro with its body, at `start` to `end` of a text. */
export interface WikiMacro {
  readonly call: MacroCall;
  readonly body: string;
  readonly start: number;
  readonly end: number;
}

const textMacros = new Set('code noformat html plantuml mermaid latex markdown sql'.split(' '));
const boxMacros = new Set('quote panel info note tip warning expand'.split(' '));
/** Macros that have no body, wherever they stand. */
const bareMacros = new Set('anchor toc jira status'.split(' '));

export function hasTextBody(name: string): boolean {
  return textMacros.has(name);
}

function isWikiMacroName(name: string): boolean {
  return /^[A-Za-z][\w.-]{0,63}$/.test(name) && name !== 'color';
}

/** Whether a macro can be written with a body around blocks. */
export function canHoldBlocks(name: string): boolean {
  return isWikiMacroName(name) && !textMacros.has(name) && !bareMacros.has(name);
}

/** Whether a macro can be written without a body. */
export function canBeBare(name: string): boolean {
  return isWikiMacroName(name) && !textMacros.has(name) && !boxMacros.has(name);
}

const TAG = /\{([A-Za-z][\w.-]{0,63})(?::([^{}\n]*))?\}/g;
const TAG_HERE = /\{([A-Za-z][\w.-]{0,63})(:([^{}\n]*))?\}/y;

interface Tag {
  readonly name: string;
  readonly written: string | undefined;
  readonly start: number;
  readonly end: number;
}

/**
 * The macros with a body, outermost only, in order. A name that Jira does not know can be any word in braces, as in an
 * address: such a macro must begin at the start of a line and end at the end of one.
 */
export function findWikiMacros(text: string): WikiMacro[] {
  if (!text.includes('{')) return [];
  const tags = [...text.matchAll(TAG)].flatMap((found): Tag[] => {
    const [whole, name = '', written] = found;
    const start = found.index;
    const isEscaped = text[start - 1] === '{' || (text[start - 1] === '\\' && text[start - 2] !== '\\');
    return isEscaped || name === 'color' || bareMacros.has(name)
      ? []
      : [{ name, written, start, end: start + whole.length }];
  });
  const literal = paired(text, tags, ({ name }) => textMacros.has(name));
  const inLiteral = insideOf(literal);
  const rich = paired(
    text,
    tags.filter((tag) => !inLiteral(tag)),
    ({ name }) => !textMacros.has(name),
  );
  const inRich = insideOf(rich);
  return [...literal.filter((macro) => !inRich(macro)), ...rich].toSorted((a, b) => a.start - b.start);
}

function paired(text: string, tags: readonly Tag[], isWanted: (tag: Tag) => boolean): WikiMacro[] {
  const closers = new Map<string, Tag[]>();
  for (const tag of tags) {
    if (!isWanted(tag) || tag.written !== undefined || !canClose(text, tag)) continue;
    const same = closers.get(tag.name);
    if (same === undefined) closers.set(tag.name, [tag]);
    else same.push(tag);
  }
  for (const same of closers.values()) same.reverse();
  const out: WikiMacro[] = [];
  let from = 0;
  for (const tag of tags) {
    if (tag.start < from || !isWanted(tag) || !canOpen(text, tag)) continue;
    const same = closers.get(tag.name) ?? [];
    while ((same.at(-1)?.start ?? tag.end) < tag.end) same.pop();
    const closer = same.at(-1);
    if (closer === undefined) continue;
    const call = { name: tag.name, parameters: parseParameters(tag.name, tag.written ?? '') };
    out.push({ call, body: text.slice(tag.end, closer.start), start: tag.start, end: closer.end });
    from = closer.end;
  }
  return out;
}

/** So far from the start or the end of its line a tag is looked for. */
const FARTHEST = 100;

function isKnown(name: string): boolean {
  return textMacros.has(name) || boxMacros.has(name);
}

/** With nothing after its colon, or with a bar at its end, a tag stands for a macro without a body. */
function canOpen(text: string, { name, written, start }: Tag): boolean {
  if (isKnown(name)) return true;
  if (written !== undefined && /^$|\|$/.test(written)) return false;
  const before = text.slice(Math.max(0, start - FARTHEST), start);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return line.length < FARTHEST && /^[ \t]*$/.test(line);
}

function canClose(text: string, { name, start, end }: Tag): boolean {
  if (textMacros.has(name)) return text[start - 1] !== '\\';
  return isKnown(name) || /^[ \t]*(?:\n|$)/.test(text.slice(end, end + FARTHEST));
}

/** Whether something lies in one of `spans`, which are in order. Asked of things in order. */
function insideOf(spans: readonly WikiMacro[]): (inner: { readonly start: number }) => boolean {
  let at = 0;
  return ({ start }) => {
    for (let span = spans[at]; span !== undefined && span.end <= start; span = spans[at]) at++;
    const span = spans[at];
    return span !== undefined && span.start <= start;
  };
}

/** A macro without a body at `at`. A word in braces is one where it is known, has parameters, or ends with a colon. */
export function bareMacroAt(text: string, at: number): { readonly call: MacroCall; readonly end: number } | undefined {
  TAG_HERE.lastIndex = at;
  const [whole = '', name = '', given, written = ''] = TAG_HERE.exec(text) ?? [];
  const isMacro = bareMacros.has(name) || (given !== undefined && (written === '' || written.includes('=')));
  if (!isMacro || !canBeBare(name)) return undefined;
  return { call: { name, parameters: parseParameters(name, written) }, end: at + whole.length };
}

function parseParameters(name: string, written: string): Record<string, string> {
  const pairs = written.split('|').flatMap((part): [string, string][] => {
    const equals = part.indexOf('=');
    if (equals < 0 && part.trim() === '') return [];
    const key = equals < 0 ? (name === 'code' ? 'language' : '') : readWikiValue(part.slice(0, equals));
    return [[key, readWikiValue(part.slice(equals + 1))]];
  });
  return Object.fromEntries(pairs);
}

/** `{name:key=value|…}`; the language of code stands without its key. */
export function openingTag({ name, parameters }: MacroCall): string {
  const given = Object.entries(parameters)
    .map(([key, value]): [string, string] => [wikiValue(key).replaceAll('=', '&#61;'), wikiValue(value)])
    .filter(([, value]) => value !== '')
    .map(([key, value]) =>
      name === 'code' && key === 'language' && codeLanguage(value) === value ? value : `${key}=${value}`,
    );
  return given.length === 0 ? `{${name}}` : `{${name}:${given.join('|')}}`;
}

/** An unknown macro without a body says so, or it could begin one that has one. */
export function writeBareMacro(call: MacroCall): string {
  const tag = openingTag(call);
  if (bareMacros.has(call.name)) return tag;
  return tag.replace(/\}$/, tag.includes(':') ? '|}' : ':}');
}

/** A body of text is as it is, but for a tag in it that would end it: that one gets a backslash more than it has. */
export function writeTextMacro(call: MacroCall, text: string): string {
  const closing = `{${call.name}}`;
  const body = text.replace(/(?<=(\\*))\{[\w.-]+\}/g, (tag) => (tag === closing ? `\\${tag}` : tag));
  return [openingTag(call), ...(body === '' ? [] : [body]), closing].join('\n');
}

export function readTextBody({ call, body }: WikiMacro): string {
  const lines = body.replace(/^[ \t]*\n/, '').replace(/\n[ \t]*$/, '');
  return lines.replaceAll(`\\{${call.name}}`, `{${call.name}}`);
}
