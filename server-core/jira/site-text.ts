import type { Block } from '../atlassian/rich-text/rich-text.ts';

/** A rich text of the site. */
export interface SiteText {
  /** Empty where there is no text, or where it was not asked for. */
  readonly markdown: string;
  /**
   * The addresses that the text leads to, URLs and `git@host:path`, in its order. They are beside the Markdown because
   * nobody can find them in it: its escapes are part of no address.
   */
  readonly links: readonly string[];
}

export const noText: SiteText = { markdown: '', links: [] };

/** A text in Atlassian Document Format → as tools speak of it. What reads it is loaded with the first text. */
export async function textOfAdf(document: unknown): Promise<SiteText> {
  if (document === undefined || document === null) return noText;
  const { readAdf } = await import('../atlassian/rich-text/read-adf.ts');
  return textOf(readAdf(document));
}

/** A text in wiki markup → as tools speak of it. */
export async function textOfWiki(text: unknown): Promise<SiteText> {
  if (typeof text !== 'string' || text.trim() === '') return noText;
  const { readWiki } = await import('../atlassian/rich-text/read-wiki.ts');
  return textOf(readWiki(text));
}

async function textOf(blocks: readonly Block[]): Promise<SiteText> {
  const { writeMarkdown } = await import('../atlassian/rich-text/write-markdown.ts');
  const { collectLinks } = await import('../atlassian/rich-text/collect-links.ts');
  return { markdown: writeMarkdown(blocks), links: collectLinks(blocks) };
}
