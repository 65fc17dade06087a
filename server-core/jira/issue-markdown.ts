import { readableInstant } from '../instant.ts';
import type { Issue, IssueComment, RemoteLink, StatusHistory } from './jira-site.ts';

/** An issue as a Markdown document: key, title, facts, description. */
export function issueMarkdown(issue: Issue): string {
  const facts = [
    ['Status', issue.status],
    ['Priority', issue.priority ?? 'None'],
    ['Type', issue.type ?? 'Unknown'],
    ['Assignee', issue.assignee ?? 'Unassigned'],
    ['Reporter', issue.reporter ?? 'Unknown'],
    ['Created', readableInstant(issue.created)],
    ['Updated', readableInstant(issue.updated)],
    ['Due Date', issue.dueDate],
    ['Labels', issue.labels.join(', ')],
    ['Link', issue.url],
  ].filter(([, value]) => value !== undefined && value !== '');
  return [
    `# Jira Issue: ${issue.key}`,
    `**${issue.summary}**`,
    facts.map(([name, value]) => `- **${name}:** ${value}`).join('\n'),
    `## Description\n\n${issue.description.markdown.trim() || 'No description.'}`,
  ].join('\n\n');
}

/** The newest comments under a heading with their number in all. */
export function commentsMarkdown(comments: readonly IssueComment[], total: number): string {
  const heading =
    total > comments.length ? `## Comments (last ${comments.length} of ${total})` : `## Comments (${total})`;
  if (comments.length === 0) return `${heading}\n\nNo comments.`;
  const entries = comments.map(
    ({ author, created, body }) => `### ${author}, ${readableInstant(created)}\n\n${body.markdown.trim()}`,
  );
  return [heading, ...entries].join('\n\n');
}

/** Where changes are missing it says so, lest the list be taken for all that has happened. */
export function statusHistoryMarkdown({ changes, complete }: StatusHistory): string {
  const lines = changes.map(({ at, author, from, to }) => `- ${readableInstant(at)}: ${from} → ${to} (${author})`);
  const none = complete ? 'The status has never changed.' : 'No change of the status is in the part that was read.';
  return [
    '## Status History',
    ...(complete ? [] : ['Incomplete: this issue has changed too often for its whole history to be read.']),
    lines.join('\n') || none,
  ].join('\n\n');
}

export function confluenceReferencesMarkdown(links: readonly RemoteLink[]): string {
  const lines = links.map(({ title, url }) => (title === url ? `- ${url}` : `- ${title}: ${url}`));
  return `## Confluence References\n\n${lines.length === 0 ? 'None.' : lines.join('\n')}`;
}
