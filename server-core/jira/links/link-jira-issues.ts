import * as z from 'zod';
import { additiveOnce, defineTool } from '../../tool.ts';
import { issueKey } from '../issue-key.ts';
import { nameArgument } from '../name-argument.ts';
import { chooseLink, readLinkTypes } from './link-types.ts';

export const linkJiraIssues = defineTool({
  name: 'link-jira-issues',
  title: 'Link two Jira issues',
  description:
    'Links two Jira issues, as a sentence: issue_key "is blocked by" to_issue_key. If no type fits, the error lists them.',
  annotations: additiveOnce,
  input: () =>
    z.strictObject({
      issue_key: issueKey(),
      link_type: nameArgument('Link type or its phrase'),
      to_issue_key: issueKey().describe('Key of the other issue'),
    }),
  output: () =>
    z.object({ issue_key: z.string(), link_type: z.string(), phrase: z.string(), to_issue_key: z.string() }),
  handle: async ({ issue_key, link_type, to_issue_key }, context) => {
    const jira = await context.jira();
    const { type, phrase, reversed } = chooseLink(await readLinkTypes(jira), link_type);
    // the API calls the issue that "blocks" the inward one
    const [inward, outward] = reversed ? [to_issue_key, issue_key] : [issue_key, to_issue_key];
    const body = { type: { name: type.name }, inwardIssue: { key: inward }, outwardIssue: { key: outward } };
    await jira.request({ method: 'POST', path: jira.platform('issueLink'), body });
    return {
      text: `Linked Jira issues: ${issue_key} ${phrase} ${to_issue_key}`,
      data: { issue_key, link_type: type.name, phrase, to_issue_key },
    };
  },
});
