import { readableInstant } from '../instant.ts';
import type { Page, PageComment, PageVersion } from './confluence-site.ts';

/** A page as a Markdown document: title, facts, content. */
export function pageMarkdown(page: Page): string {
  const facts = [
    ['ID', page.id],
    ['Space', page.spaceKey],
    ['Version', String(page.version)],
    ['Last Modified', page.lastModified && readableInstant(page.lastModified)],
    ['Link', page.url],
  ].filter(([, value]) => value !== undefined);
  const lines = facts.map(([name, value]) => `- **${name}:** ${value}`).join('\n');
  return `# ${page.title}\n\n${lines}\n\n${page.content.trim() || 'This page is empty.'}`;
}

export function pageCommentsMarkdown(comments: readonly PageComment[]): string {
  const entries = comments.map(
    ({ author, created, body }) => `### ${author}, ${readableInstant(created)}\n\n${body.trim()}`,
  );
  return [`## Comments (${comments.length})`, ...(entries.length === 0 ? ['No comments.'] : entries)].join('\n\n');
}

export function pageHistoryMarkdown(versions: readonly PageVersion[]): string {
  const lines = versions.map(({ number, author, at, message }) => {
    return `- Version ${number}: ${readableInstant(at)}, ${author}${message === undefined ? '' : `: ${message}`}`;
  });
  return `## Version History\n\n${lines.join('\n') || 'No versions.'}`;
}
