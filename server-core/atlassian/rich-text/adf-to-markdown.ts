import { readAdf } from './read-adf.ts';
import { writeMarkdown } from './write-markdown.ts';

/** An ADF document as Markdown; '' for none, and a text, which is what Data Center has, as it is. Never throws. */
export function adfToMarkdown(document: unknown): string {
  if (document === undefined || document === null) return '';
  if (typeof document === 'string') return document;
  return writeMarkdown(readAdf(document));
}
