import * as z from 'zod';
import { additiveOnce, defineTool } from '../../tool.ts';
import { issueKey } from '../issue-key.ts';
import { nameArgument } from '../name-argument.ts';
import { currentPerson } from '../users/current-person.ts';
import { findPerson } from '../users/find-person.ts';

export const watchJiraIssue = defineTool({
  name: 'watch-jira-issue',
  title: 'Watch a Jira issue',
  description: 'Adds a watcher to a Jira issue, who is then told of its changes.',
  annotations: additiveOnce,
  input: () =>
    z.strictObject({
      issue_key: issueKey(),
      person: nameArgument('E-mail, display name or account id; the configured account by default').optional(),
    }),
  output: () => z.object({ issue_key: z.string(), account_id: z.string(), name: z.string() }),
  handle: async ({ issue_key, person }, context) => {
    const jira = await context.jira();
    const { id, name } = await (person === undefined
      ? currentPerson(jira)
      : findPerson(jira, person, { issueKey: issue_key }));
    // the body is a bare JSON string on both deployments
    await jira.request({ method: 'POST', path: jira.platform('issue', issue_key, 'watchers'), body: id });
    return { text: `${name} watches ${issue_key}`, data: { issue_key, account_id: id, name } };
  },
});
