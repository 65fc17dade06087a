import * as z from 'zod';
import { readableInstant } from '../../instant.ts';
import type { IssueComment } from '../comments/comments.ts';
import type { RemoteLink } from '../links/remote-links.ts';
import { fenced, type TextFormat } from '../text-format.ts';
import type { Issue } from './issue.ts';
import type { StatusHistory } from './read-status-history.ts';

/** The facts of one issue, as `structuredContent` has them. */
export function issueFactsOutput() {
  const text = () => z.string().optional();
  return {
    key: z.string(),
    summary: text(),
    status: text(),
    type: text(),
    priority: text(),
    assignee: text(),
    reporter: text(),
    labels: z.array(z.string()).optional(),
    created: text(),
    updated: text(),
    due_date: text(),
    url: z.string(),
  };
}

/** The facts by {@link issueFactsOutput}. */
export function issueFacts(issue: Issue) {
  const { key, summary, status, type, priority, assignee, reporter, labels, created, updated, dueDate, url } = issue;
  const people = { assignee, reporter };
  return {
    key,
    summary,
    status,
    type,
    priority,
    ...people,
    labels: [...labels],
    created,
    updated,
    due_date: dueDate,
    url,
  };
}

/** An issue as Markdown, without its description: key, title, facts. */
export function issueHead(issue: Issue): string {
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
  ].join('\n\n');
}

export function descriptionMarkdown({ description }: Pick<Issue, 'description'>): string {
  return `## Description\n\n${description.markdown.trim() || 'No description.'}`;
}

interface NewestComments {
  /** Newest first. */
  readonly items: readonly IssueComment[];
  readonly total: number;
}

/** The newest comments under a heading with their number in all, oldest of them first. */
export function commentsMarkdown({ items, total }: NewestComments, format: TextFormat = 'markdown'): string {
  const heading = total > items.length ? `## Comments (last ${items.length} of ${total})` : `## Comments (${total})`;
  if (items.length === 0) return `${heading}\n\nNo comments.`;
  const entries = items.map(({ id, author, created, body, raw }) => {
    const which = format === 'raw' && id !== undefined ? ` (id ${id})` : '';
    const text = format === 'raw' ? fenced(raw) : body.markdown.trim();
    return `### ${author}, ${readableInstant(created)}${which}\n\n${text}`;
  });
  return [heading, ...entries.toReversed()].join('\n\n');
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
