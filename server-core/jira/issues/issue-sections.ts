import { at, textAt, type WireObject, wireList } from '../../atlassian/wire-value.ts';
import { attachmentEntry, attachmentOf } from '../attachments/attachment.ts';
import { readComments } from '../comments/comments.ts';
import type { JiraApi } from '../jira-api.ts';
import { readRemoteLinks } from '../links/remote-links.ts';
import type { TextFormat } from '../text-format.ts';
import { worklogEntry, worklogOf } from '../worklogs/worklog.ts';
import { commentsMarkdown, statusHistoryMarkdown } from './issue-markdown.ts';
import { linkedIssueLines } from './linked-issues.ts';
import { statusHistory } from './read-status-history.ts';
import { readTransitions } from './transitions.ts';

/** What can be shown of an issue beside its fields, in the order in which it is shown. */
export const sectionNames = [
  'subtasks',
  'links',
  'attachments',
  'comments',
  'history',
  'worklogs',
  'transitions',
] as const;

export type SectionName = (typeof sectionNames)[number];

/** The fields that sections are made from. */
export const sectionFields: Readonly<Partial<Record<SectionName, string>>> = {
  subtasks: 'subtasks',
  links: 'issuelinks',
  attachments: 'attachment',
  worklogs: 'worklog',
};

export interface Sectioned {
  readonly jira: JiraApi;
  readonly key: string;
  /** As the REST API has them. */
  readonly fields: unknown;
  readonly comments: number;
  readonly format: TextFormat;
}

/** A section as Markdown; what it needs beside the fields is asked for here. */
export async function issueSection(name: SectionName, issue: Sectioned): Promise<string> {
  const { jira, key, fields } = issue;
  switch (name) {
    case 'subtasks':
      return listSection('Sub-tasks', linkedIssueLines(at(fields, 'subtasks')).map(item));
    case 'links': {
      const web = await readRemoteLinks(jira, key);
      const webLines = web.map(({ id, title, url }) => `web link ${title}: ${url}, link id ${id ?? 'unknown'}`);
      return listSection('Links', [...linkedIssueLines(at(fields, 'issuelinks')), ...webLines].map(item));
    }
    case 'attachments': {
      const attachments = listOf(at(fields, 'attachment')).map((wire) => attachmentEntry(attachmentOf(wire)));
      return listSection(
        'Attachments',
        attachments.map(({ text }) => text),
      );
    }
    case 'comments':
      return commentsMarkdown(await readComments(jira, key, { limit: issue.comments }), issue.format);
    case 'history':
      return statusHistoryMarkdown(await statusHistory(jira, key));
    case 'worklogs': {
      const wires = listOf(at(fields, 'worklog', 'worklogs'));
      const entries = await Promise.all(wires.map(async (wire) => worklogEntry(await worklogOf(jira, wire))));
      const total = Number(textAt(fields, 'worklog', 'total') ?? entries.length);
      return listSection(
        'Worklogs',
        entries.map(({ text }) => text),
        total,
      );
    }
    case 'transitions': {
      const transitions = await readTransitions(jira, key);
      return listSection(
        'Transitions',
        transitions.map(({ id, name: transition, to }) => item(`${transition} → ${to} (id ${id})`)),
      );
    }
  }
}

function listSection(heading: string, items: readonly string[], total = items.length): string {
  const count = total > items.length ? `first ${items.length} of ${total}` : String(items.length);
  return `## ${heading} (${count})\n\n${items.join('\n') || 'None.'}`;
}

function item(line: string): string {
  return `- ${line}`;
}

function listOf(value: unknown): WireObject[] {
  return Array.isArray(value) ? wireList(value, 'entries') : [];
}
