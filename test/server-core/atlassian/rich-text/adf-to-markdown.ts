import { readAdf } from '../../../../server-core/atlassian/rich-text/read-adf.ts';
import { writeMarkdown } from '../../../../server-core/atlassian/rich-text/write-markdown.ts';

/** An ADF document as Markdown. */
export function adfToMarkdown(document: unknown): string {
  return writeMarkdown(readAdf(document));
}
