import * as z from 'zod';
import { additive, defineTool } from '../../tool.ts';
import { instantArgument, isoInstant } from '../instant-argument.ts';
import { issueKey } from '../issue-key.ts';
import { durationArgument } from './duration-argument.ts';
import { worklogEntry, worklogOf } from './worklog.ts';

export const addJiraWorklog = defineTool({
  name: 'add-jira-worklog',
  title: 'Log work on a Jira issue',
  description:
    'Logs time spent on a Jira issue. Its remaining estimate shrinks by as much unless remaining says otherwise.',
  annotations: additive,
  input: () =>
    z.strictObject({
      issue_key: issueKey(),
      time_spent: durationArgument('Time spent, such as 3h 30m'),
      comment: z.string().trim().min(1).describe('What was done, in Markdown').optional(),
      started: instantArgument('When the work began, ISO 8601; now by default').optional(),
      remaining: durationArgument('New remaining estimate, such as 2d').optional(),
    }),
  output: () => z.object({ issue_key: z.string(), worklog_id: z.string() }),
  handle: async ({ issue_key, time_spent, comment, started, remaining }, context) => {
    const jira = await context.jira();
    const body = {
      timeSpent: time_spent,
      started: jiraInstant(started),
      comment: comment && (await jira.dialect.writeText(comment)),
    };
    const query = remaining === undefined ? {} : { adjustEstimate: 'new', newEstimate: remaining };
    const path = jira.platform('issue', issue_key, 'worklog');
    const { text, data } = worklogEntry(
      await worklogOf(jira, await jira.object({ method: 'POST', path, query, body })),
    );
    return { text: `Logged work on ${issue_key}:\n${text}`, data: { issue_key, worklog_id: data.id } };
  },
});

/** Jira takes no `Z` here and no colon in the zone: `2026-03-01T09:00:00.000+0000`. */
function jiraInstant(started = new Date().toISOString()): string {
  return isoInstant(started).replace('Z', '+0000');
}
