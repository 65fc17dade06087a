import { readWiki } from '../../../../server-core/atlassian/rich-text/read-wiki.ts';
import { writeMarkdown } from '../../../../server-core/atlassian/rich-text/write-markdown.ts';

/** Jira's wiki markup as Markdown. */
export function wikiToMarkdown(wiki: string): string {
  return writeMarkdown(readWiki(wiki));
}
