import type { SiteText } from '../jira-site.ts';

export const noText: SiteText = { markdown: '', links: [] };

/** A text as Jira Cloud has it → as tools speak of it. What reads it is loaded with the first text. */
export async function textOfAdf(document: unknown): Promise<SiteText> {
  if (document === undefined || document === null) return noText;
  const { readAdf } = await import('../../atlassian/rich-text/read-adf.ts');
  const { writeMarkdown } = await import('../../atlassian/rich-text/write-markdown.ts');
  const { collectLinks } = await import('../../atlassian/rich-text/collect-links.ts');
  const blocks = readAdf(document);
  return { markdown: writeMarkdown(blocks), links: collectLinks(blocks) };
}
