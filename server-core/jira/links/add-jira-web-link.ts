import * as z from 'zod';
import { wireText } from '../../atlassian/wire-value.ts';
import { additive, defineTool } from '../../tool.ts';
import { issueKey } from '../issue-key.ts';

export const addJiraWebLink = defineTool({
  name: 'add-jira-web-link',
  title: 'Add a web link to a Jira issue',
  description: 'Adds a link to an address outside Jira, such as a Confluence page or a pull request, to a Jira issue.',
  annotations: additive,
  input: () =>
    z.strictObject({
      issue_key: issueKey(),
      url: z
        .string()
        .trim()
        .max(2_000)
        .refine(isWebAddress, 'an address that begins with https:// or http://')
        .describe('Address, https:// or http://'),
      title: z.string().trim().min(1).max(255).describe('What the link shows'),
      summary: z.string().trim().min(1).max(1_000).describe('A line about it').optional(),
      relationship: z.string().trim().min(1).max(255).describe('What it is to the issue: mentioned in').optional(),
    }),
  output: () => z.object({ issue_key: z.string(), link_id: z.string(), url: z.string() }),
  handle: async ({ issue_key, url, title, summary, relationship }, context) => {
    const jira = await context.jira();
    const path = jira.platform('issue', issue_key, 'remotelink');
    const added = await jira.object({ method: 'POST', path, body: { object: { url, title, summary }, relationship } });
    const link_id = wireText(added['id'], 'id of the new link');
    return {
      text: `Added web link ${link_id} to Jira issue ${issue_key}: ${title}, ${url}`,
      data: { issue_key, link_id, url },
    };
  },
});

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
