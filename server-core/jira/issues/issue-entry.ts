import * as z from 'zod';
import type { Issue } from './issue.ts';

/** An issue in a list, as `structuredContent` has it. */
export function issueEntryOutput() {
  return z.object({
    key: z.string(),
    summary: z.string(),
    status: z.string(),
    type: z.string().optional(),
    priority: z.string().optional(),
    assignee: z.string().optional(),
    due_date: z.string().optional(),
    updated: z.string().optional(),
    url: z.string(),
  });
}

/** An issue in a list: a line, and data by {@link issueEntryOutput}. */
export function issueEntry({ key, summary, status, type, priority, assignee, dueDate, updated, url }: Issue) {
  const facts = [status, priority, type, assignee, dueDate && `due ${dueDate}`].filter(Boolean).join(', ');
  return {
    text: `- **${key}** ${summary} (${facts}) ${url}`,
    data: { key, summary, status, type, priority, assignee, due_date: dueDate, updated, url },
  };
}
