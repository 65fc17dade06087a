import { readMarkdown } from './read-markdown.ts';
import { writeWiki } from './write-wiki.ts';

/** Markdown as Jira's wiki markup. Never throws. */
export function markdownToWiki(markdown: string): string {
  return writeWiki(readMarkdown(markdown));
}
