import * as z from 'zod';
import { defineTool, readOnly } from '../../tool.ts';
import { textResult } from '../../tool-result.ts';
import { issueKey } from '../issue-key.ts';
import { type LinkedUrl, linkedUrls } from '../linked-urls.ts';

/** Comments that are searched, the newest. */
const SEARCHED_COMMENTS = 100;

export const extractConfluenceLinks = defineTool({
  name: 'extract-confluence-links',
  title: 'Find the links in a Jira issue',
  description:
    'Lists the Confluence pages, and the Git repositories unless told otherwise, that a Jira issue refers to in its ' +
    'remote links, description and comments.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      issue_key: issueKey(),
      include_git_urls: z.boolean().default(true).describe('Whether to list Git repositories too'),
    }),
  handle: async ({ issue_key, include_git_urls }, context) => {
    const jira = await context.jira();
    const [issue, { comments }, remote] = await Promise.all([
      jira.issue(issue_key),
      jira.comments(issue_key, SEARCHED_COMMENTS),
      jira.remoteLinks(issue_key),
    ]);
    const { confluence, git } = linkedUrls(issue, comments, remote);
    const sections = [
      `# Links Found in ${issue_key}`,
      section('Confluence Pages', confluence),
      ...(include_git_urls ? [section('Git Repositories', git)] : []),
    ];
    const total = `Confluence: ${confluence.length}${include_git_urls ? `, Git: ${git.length}` : ''}`;
    return textResult([...sections, `## Summary\n\n${total}`].join('\n\n'));
  },
});

function section(heading: string, links: readonly LinkedUrl[]): string {
  const entries = links.map(({ url, title, source }) => `- ${title === url ? '' : `${title}: `}${url} (${source})`);
  return `## ${heading} (${links.length})\n\n${entries.join('\n') || 'None.'}`;
}
