import { markdownToStorage } from './markdown-to-storage.ts';

/** A CDATA section, a comment, or a tag with its attributes. */
const MARKUP =
  /<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<(\/?)([A-Za-z][\w:.-]*)(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(\/?)>/y;

/** What storage may begin with: XHTML that Confluence knows, or an element of its own. */
const FIRST =
  /^(?:p|h[1-6]|ul|ol|table|blockquote|pre|hr|div|br|a|strong|b|em|i|u|s|del|code|span|sub|sup|img|time|(?:ac|ri|at):[\w-]+)$/i;

/** Content for a page as a caller gives it: storage format stays byte for byte as it is, all else is Markdown. */
export function toStorage(content: string): string {
  return isStorage(content) ? content : markdownToStorage(content);
}

/**
 * Whether content is storage format already: elements from the first character to the last, each closed where it must
 * be, and between them, outside of any, nothing but blanks. Text there would be Markdown with some HTML in it.
 */
function isStorage(content: string): boolean {
  const trimmed = content.trim();
  const open: string[] = [];
  let end = 0;
  while (end < trimmed.length) {
    const start = trimmed.indexOf('<', end);
    if (start < 0 || (open.length === 0 && trimmed.slice(end, start).trim() !== '')) return false;
    MARKUP.lastIndex = start;
    const markup = MARKUP.exec(trimmed);
    if (markup === null) return false;
    const [found, slash, name, closed] = markup;
    if (name !== undefined && end === 0 && !FIRST.test(name)) return false;
    if (name !== undefined && slash === '/' && open.pop() !== name) return false;
    if (name !== undefined && slash !== '/' && closed !== '/') open.push(name);
    end = start + found.length;
  }
  return end > 0 && open.length === 0;
}
