import { readableInstant } from '../../instant.ts';
import type { Page as ListPage } from '../../results/list-result.ts';
import type { PageComment } from '../comments/comments.ts';
import type { PageVersion } from '../versions/versions.ts';
import { type ContentFormat, fromStorage } from './content-text.ts';
import type { Page } from './pages.ts';

/** A page as Markdown without its text: title and facts. */
export function pageHead(page: Page): string {
  const facts = [
    ['ID', page.id],
    ['Space', page.spaceKey],
    ['Version', String(page.version)],
    ['Last Modified', page.lastModified && readableInstant(page.lastModified)],
    ['Link', page.url],
  ].filter(([, value]) => value !== undefined);
  const lines = facts.map(([name, value]) => `- **${name}:** ${value}`).join('\n');
  return `# ${page.title}\n\n${lines}`;
}

/** A page as a Markdown document: title, facts, content. */
export async function pageMarkdown(page: Page): Promise<string> {
  return `${pageHead(page)}\n\n${await pageContent(page)}`;
}

/** A page's text; raw, it is the storage and nothing else, so that it can be written back. */
export async function pageContent({ storage }: Page, format: ContentFormat = 'markdown'): Promise<string> {
  if (format === 'raw') return storage;
  return (await fromStorage(storage)).trim() || 'This page is empty.';
}

/** Comments, oldest first. */
export async function pageCommentsMarkdown({ items, next }: ListPage<PageComment>): Promise<string> {
  // an order of its own has each deployment
  const sorted = [...items].sort((one, other) => (one.created ?? '').localeCompare(other.created ?? ''));
  const entries = sorted.map(
    async ({ author, created, storage }) =>
      `### ${author}, ${readableInstant(created)}\n\n${(await fromStorage(storage)).trim()}`,
  );
  const count =
    next === undefined ? String(items.length) : `${items.length}; there are more, see get-confluence-comments`;
  const shown = entries.length === 0 ? ['No comments.'] : await Promise.all(entries);
  return [`## Comments (${count})`, ...shown].join('\n\n');
}

export function pageHistoryMarkdown(versions: readonly PageVersion[]): string {
  const lines = versions.map(({ number, author, at, message }) => {
    return `- Version ${number}: ${readableInstant(at)}, ${author}${message === undefined ? '' : `: ${message}`}`;
  });
  return `## Version History\n\n${lines.join('\n') || 'No versions.'}`;
}
