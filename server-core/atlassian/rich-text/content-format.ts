import { InvalidArgumentsError } from '../../errors.ts';
import { markdownToStorage } from './markdown-to-storage.ts';
import { mendStorage, type StorageProblem } from './mend-storage.ts';

/** What storage may begin with: XHTML that Confluence knows, or an element of its own. */
const FIRST =
  /^(?:p|h[1-6]|ul|ol|table|blockquote|pre|hr|div|br|a|strong|b|em|i|u|s|del|code|span|sub|sup|img|time|(?:ac|ri|at):[\w-]+)$/i;

/** Blocks of storage: nobody begins Markdown with one of these, so content that does is storage or a mistake. */
const SURELY_STORAGE = /^(?:p|h[1-6]|ul|ol|table|blockquote|pre|hr|ac:[\w-]+)$/i;

/** A line that Markdown reads as a block. */
const MARKDOWN_BLOCK = /\n {0,3}(?=#{1,6} |[-*+] |\d{1,9}[.)] |> |\||`{3}|~{3})/;

/**
 * Content for a page as a caller gives it. Storage format stays as it is, and all else is Markdown. Throws
 * `InvalidArgumentsError` where content begins as storage and goes on as something else: taken for Markdown, its tags
 * would show on the page.
 */
export function toStorage(content: string): string {
  const first = firstElement(content);
  if (!FIRST.test(first)) return markdownToStorage(content);
  const isSure = SURELY_STORAGE.test(first);
  const mended = mendStorage(content);
  if ('problem' in mended) {
    if (!isSure) return markdownToStorage(content);
    throw brokenStorage(content, mended);
  }
  if (mended.outside.length === 0) return mended.storage;
  if (!isSure) return markdownToStorage(content); // Markdown with some HTML in it
  for (const { text, at } of mended.outside) {
    const [lead] = MARKDOWN_BLOCK.exec(text) ?? [];
    if (lead === undefined) continue;
    const block = at + text.search(MARKDOWN_BLOCK) + lead.length;
    throw brokenStorage(content, { problem: 'Markdown stands outside of all elements', at: block });
  }
  return mended.storage;
}

function brokenStorage(content: string, { problem, at }: StorageProblem): InvalidArgumentsError {
  const lines = content.slice(0, at).split('\n');
  const place = `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
  return new InvalidArgumentsError('the content, which begins as storage format', [
    `${place}: ${problem}. Write all of it as well-formed storage format or all of it as Markdown, in which text that begins with a tag has a backslash before the <`,
  ]);
}

/** The name of the element that content begins with, after comments; '' where it begins with something else. */
function firstElement(content: string): string {
  let at = 0;
  for (;;) {
    const rest = content.slice(at).trimStart();
    const end = rest.startsWith('<!--') ? rest.indexOf('-->') : -1;
    if (end < 0) return /^<([A-Za-z][\w:.-]*)/.exec(rest)?.[1] ?? '';
    at = content.length - rest.length + end + '-->'.length;
  }
}
