import * as z from 'zod';
import { at, textAt, type WireObject, wireText } from '../../atlassian/wire-value.ts';
import { readableInstant } from '../../instant.ts';
import type { JiraApi } from '../jira-api.ts';

/** An entry of the work log as `structuredContent` has it. */
export function worklogOutput() {
  return z.object({
    id: z.string(),
    author: z.string(),
    started: z.string().optional(),
    time_spent: z.string(),
    seconds: z.int().optional(),
    comment: z.string().optional(),
  });
}

export interface Worklog {
  readonly id: string;
  readonly author: string;
  /** ISO 8601 as the site gave it. */
  readonly started?: string | undefined;
  /** As Jira writes durations: `3h 30m`. */
  readonly timeSpent: string;
  readonly seconds?: number | undefined;
  /** Markdown. */
  readonly comment: string;
}

export async function worklogOf(jira: JiraApi, wire: WireObject): Promise<Worklog> {
  const seconds = at(wire, 'timeSpentSeconds');
  return {
    id: wireText(wire['id'], 'worklog id'),
    author: textAt(wire, 'author', 'displayName') ?? 'Unknown',
    started: textAt(wire, 'started'),
    timeSpent: textAt(wire, 'timeSpent') ?? 'unknown',
    seconds: typeof seconds === 'number' ? seconds : undefined,
    comment: (await jira.dialect.readText(wire['comment'])).markdown,
  };
}

/** A line with the comment below it, and data by {@link worklogOutput}. */
export function worklogEntry({ id, author, started, timeSpent, seconds, comment }: Worklog) {
  const line = `- **${author}** ${timeSpent}, started ${readableInstant(started)} (id ${id})`;
  return {
    text: comment === '' ? line : `${line}\n  ${comment.replaceAll('\n', '\n  ')}`,
    data: { id, author, started, time_spent: timeSpent, seconds, comment: comment === '' ? undefined : comment },
  };
}
