import * as z from 'zod';

/** The argument that says how texts are to be read or written. */
export function contentFormat() {
  return z.enum(['markdown', 'raw']).default('markdown').describe('raw: storage format as it is, which loses nothing');
}

/** More than a page of a site may hold, in characters. */
const MAX_TEXT = 5_000_000;

/** An argument that is the text of a page or a comment. */
export function contentText(description: string) {
  return z.string().max(MAX_TEXT).describe(description);
}

export type ContentFormat = 'markdown' | 'raw';

/** Markdown, or storage format where it is that, → storage format. What converts is loaded with the first text. */
export async function toStorage(content: string, format: ContentFormat = 'markdown'): Promise<string> {
  if (format === 'raw') return content;
  const converter = await import('../../atlassian/rich-text/content-format.ts');
  return converter.toStorage(content);
}

/** Storage format → Markdown. */
export async function fromStorage(storage: string): Promise<string> {
  if (storage === '') return '';
  const { storageToMarkdown } = await import('../../atlassian/rich-text/storage-to-markdown.ts');
  return storageToMarkdown(storage);
}
