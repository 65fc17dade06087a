import { readMarkdown } from './read-markdown.ts';
import { writeStorage } from './write-storage.ts';

/** Markdown as Confluence's storage format, always well-formed: HTML in it is shown as text. Never throws. */
export function markdownToStorage(markdown: string): string {
  return writeStorage(readMarkdown(markdown));
}
