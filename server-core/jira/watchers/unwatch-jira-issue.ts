import * as z from 'zod';
import { defineTool, destructiveOnce } from '../../tool.ts';
import { issueKey } from '../issue-key.ts';
import type { JiraApi } from '../jira-api.ts';
import type { Person } from '../jira-dialect.ts';
import { nameArgument } from '../name-argument.ts';
import { choosePerson } from '../users/choose-person.ts';
import { currentPerson } from '../users/current-person.ts';
import { readWatchers } from './watchers.ts';

export const unwatchJiraIssue = defineTool({
  name: 'unwatch-jira-issue',
  title: 'Stop watching a Jira issue',
  description: 'Takes a watcher off a Jira issue.',
  annotations: destructiveOnce,
  input: () =>
    z.strictObject({
      issue_key: issueKey(),
      person: nameArgument('E-mail, display name or account id; the configured account by default').optional(),
    }),
  output: () => z.object({ issue_key: z.string(), account_id: z.string(), name: z.string() }),
  handle: async ({ issue_key, person }, context) => {
    const jira = await context.jira();
    const { id, name } = await (person === undefined ? currentPerson(jira) : watcherNamed(jira, issue_key, person));
    const query = jira.dialect.deployment === 'cloud' ? { accountId: id } : { username: id };
    await jira.request({ method: 'DELETE', path: jira.platform('issue', issue_key, 'watchers'), query });
    return { text: `${name} does not watch ${issue_key} any more`, data: { issue_key, account_id: id, name } };
  },
});

async function watcherNamed(jira: JiraApi, key: string, wanted: string): Promise<Person> {
  const { people } = await readWatchers(jira, key);
  const lower = wanted.toLowerCase();
  const fitting = people.filter(({ id, name, email }) =>
    [id, name, email].some((text) => text?.toLowerCase().includes(lower)),
  );
  return choosePerson(wanted, fitting, `who watches ${key}`);
}
