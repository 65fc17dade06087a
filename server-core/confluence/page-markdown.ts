import { readableInstant } from '../instant.ts';
import type { Page, PageComments, PageVersion } from './confluence-site.ts';

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

export function pageCommentsMarkdown({ comments, more }: PageComments): string {
  const entries = comments.map(
    ({ author, created, body }) => `### ${author}, ${readableInstant(created)}\n\n${body.trim()}`,
  );
  const count = more ? `the newest ${comments.length}; there are more` : String(comments.length);
  return [`## Comments (${count})`, ...(entries.length === 0 ? ['No comments.'] : entries)].join('\n\n');
}

export function pageHistoryMarkdown(versions: readonly PageVersion[]): string {
  const lines = versions.map(({ number, author, at, message }) => {
    return `- Version ${number}: ${readableInstant(at)}, ${author}${message === undefined ? '' : `: ${message}`}`;
  });
  return `## Version History\n\n${lines.join('\n') || 'No versions.'}`;
}
