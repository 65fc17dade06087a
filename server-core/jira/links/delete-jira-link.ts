import * as z from 'zod';
import { defineTool, destructiveOnce } from '../../tool.ts';
import { issueKey } from '../issue-key.ts';
import { numberId } from '../number-id.ts';

export const deleteJiraLink = defineTool({
  name: 'delete-jira-link',
  title: 'Delete a link of a Jira issue',
  description:
    'Deletes a link between two Jira issues, or a web link. get-jira-issue shows the ids when it includes links.',
  annotations: destructiveOnce,
  input: () =>
    z.strictObject({
      link_id: numberId('Id of the link'),
      web_link_of: issueKey().describe('Only for a web link: the issue that has it').optional(),
    }),
  output: () => z.object({ link_id: z.string() }),
  handle: async ({ link_id, web_link_of }, context) => {
    const jira = await context.jira();
    const path =
      web_link_of === undefined
        ? jira.platform('issueLink', link_id)
        : jira.platform('issue', web_link_of, 'remotelink', link_id);
    await jira.request({ method: 'DELETE', path });
    const what = web_link_of === undefined ? `link ${link_id}` : `web link ${link_id} of Jira issue ${web_link_of}`;
    return { text: `Deleted ${what}`, data: { link_id } };
  },
});
