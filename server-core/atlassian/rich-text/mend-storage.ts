import { voids } from './storage-xml.ts';

/** A CDATA section, a comment, or a tag with its attributes. */
const MARKUP =
  /<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<(\/?)([A-Za-z][\w:.-]*)(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(\/?)>/y;

/** An ampersand that begins no character reference. */
const BARE_AMPERSAND = /&(?!(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});)/gi;

interface MendedStorage {
  /** As it was given, but for elements that HTML leaves open, which are closed, and bare ampersands. */
  readonly storage: string;
  /** What stands in no element, and where. */
  readonly outside: readonly { readonly text: string; readonly at: number }[];
}

/** What keeps content from being XHTML, and where. */
export interface StorageProblem {
  readonly problem: string;
  readonly at: number;
}

/** Reads content as XHTML, strictly but for what HTML allows and nobody can mistake: `<br>`, and `&` in text or an address. */
export function mendStorage(content: string): MendedStorage | StorageProblem {
  const out: string[] = [];
  const open: { readonly name: string; readonly at: number }[] = [];
  const outside: { readonly text: string; readonly at: number }[] = [];
  let end = 0;
  while (end < content.length) {
    const next = content.indexOf('<', end);
    const start = next < 0 ? content.length : next;
    const text = content.slice(end, start);
    if (open.length === 0 && text.trim() !== '') outside.push({ text, at: end });
    out.push(escaped(text));
    if (start === content.length) break;
    MARKUP.lastIndex = start;
    const [found, slash, name, closed] = MARKUP.exec(content) ?? [];
    if (found === undefined) return { problem: noMarkup(content.slice(start)), at: start };
    end = start + found.length;
    if (name === undefined) out.push(found);
    else if (slash === '/') {
      const opened = open.pop();
      if (opened?.name !== name) return { problem: crossed(name, opened?.name), at: start };
      out.push(found);
    } else if (closed !== '/' && voids.has(name) && !closesAt(content, end, name)) {
      out.push(escaped(found.replace(/\s*>$/, ' />')));
    } else {
      if (closed !== '/') open.push({ name, at: start });
      out.push(escaped(found));
    }
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) return { problem: `<${unclosed.name}> is never closed`, at: unclosed.at };
  return { storage: out.join(''), outside };
}

function escaped(text: string): string {
  return text.replace(BARE_AMPERSAND, '&amp;');
}

/** `<br></br>` is closed already. */
function closesAt(content: string, at: number, name: string): boolean {
  return content.startsWith(`</${name}>`, at);
}

function crossed(name: string, expected: string | undefined): string {
  if (expected === undefined) return `</${name}> closes nothing`;
  return `</${name}> stands where </${expected}> was expected`;
}

function noMarkup(rest: string): string {
  const shown = rest.slice(0, 30).split('\n', 1)[0] ?? '';
  if (/^<[A-Za-z/]/.test(rest)) return `the tag \`${shown}\` is not well-formed: attributes are name="value"`;
  return `\`${shown}\` is no tag: a < in text is &lt;`;
}
