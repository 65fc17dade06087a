import {
  commentsMarkdown,
  confluenceReferencesMarkdown,
  issueMarkdown,
  statusHistoryMarkdown,
} from './issue-markdown.ts';
import type { JiraSite } from './jira-site.ts';
import { isConfluenceUrl } from './linked-urls.ts';

const SHOWN_COMMENTS = 5;

/** All about one issue as a Markdown document. */
export async function issueSummary(jira: JiraSite, key: string): Promise<string> {
  const [issue, history, { comments, total }, remote] = await Promise.all([
    jira.issue(key),
    jira.statusHistory(key),
    jira.comments(key, SHOWN_COMMENTS),
    jira.remoteLinks(key),
  ]);
  return [
    issueMarkdown(issue),
    statusHistoryMarkdown(history),
    commentsMarkdown(comments, total),
    confluenceReferencesMarkdown(remote.filter(({ url }) => isConfluenceUrl(url))),
  ].join('\n\n');
}
