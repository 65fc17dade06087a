import type { AdfDocument } from './adf-document.ts';
import { readMarkdown } from './read-markdown.ts';
import { writeAdf } from './write-adf.ts';

/** Markdown as an ADF document that the official schema accepts. Any text is Markdown: this never throws. */
export function markdownToAdf(markdown: string): AdfDocument {
  return writeAdf(readMarkdown(markdown));
}
