import * as z from 'zod';
import { documentOutput, documentResult } from '../../results/document-result.ts';
import { pageToken } from '../../results/page-token.ts';
import { sizeOf } from '../../results/result-size.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { readComments } from '../comments/comments.ts';
import { issueKey } from '../issue-key.ts';
import { readRemoteLinks } from '../links/remote-links.ts';
import { readIssue } from './issue.ts';
import { type LinkedUrl, linkedUrls } from './linked-urls.ts';

/** Comments that are searched, the newest. */
const SEARCHED_COMMENTS = 100;

export const extractConfluenceLinks = defineTool({
  name: 'extract-confluence-links',
  title: 'Find the links in a Jira issue',
  description:
    'Lists Confluence pages and Git repositories in the remote links, description and comments of a Jira issue.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      issue_key: issueKey(),
      include_git_urls: z.boolean().default(true).describe('List Git repositories too'),
      page_token: pageToken(),
    }),
  output: () =>
    z.object({
      links: z.array(z.object({ kind: z.string(), url: z.string(), title: z.string(), source: z.string() })),
      ...documentOutput(),
    }),
  handle: async ({ issue_key, include_git_urls, page_token }, context) => {
    const jira = await context.jira();
    const [issue, comments, remote] = await Promise.all([
      readIssue(jira, issue_key),
      readComments(jira, issue_key, { limit: SEARCHED_COMMENTS }),
      readRemoteLinks(jira, issue_key),
    ]);
    const found = linkedUrls(issue, comments.items.toReversed(), remote);
    const { confluence, git } = { confluence: found.confluence, git: include_git_urls ? found.git : [] };
    const more = comments.total - comments.items.length;
    const sections = [
      section('Confluence Pages', confluence),
      ...(include_git_urls ? [section('Git Repositories', git)] : []),
      `## Summary\n\nConfluence: ${confluence.length}${include_git_urls ? `, Git: ${git.length}` : ''}`,
      ...(more > 0 ? [`[The ${more} oldest comments were not searched.]`] : []),
    ];
    const links = [
      ...confluence.map((link) => ({ kind: 'confluence', ...link })),
      ...git.map((link) => ({ kind: 'git', ...link })),
    ];
    return documentResult(
      {
        head: `# Links Found in ${issue_key}`,
        body: sections.join('\n\n'),
        facts: { links: firstOf(links, context.settings.resultBytes / 3) },
        pageToken: page_token,
      },
      context.settings,
    );
  },
});

function section(heading: string, links: readonly LinkedUrl[]): string {
  const entries = links.map(({ url, title, source }) => `- ${title === url ? '' : `${title}: `}${url} (${source})`);
  return `## ${heading} (${links.length})\n\n${entries.join('\n') || 'None.'}`;
}

/** As many as have room, in bytes; the text has them all. */
function firstOf<Link>(links: readonly Link[], room: number): Link[] {
  const kept: Link[] = [];
  let used = 0;
  for (const link of links) {
    used += sizeOf(link);
    if (used > room) break;
    kept.push(link);
  }
  return kept;
}
