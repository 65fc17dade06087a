import { readComments } from '../comments/comments.ts';
import type { JiraApi } from '../jira-api.ts';
import { readRemoteLinks } from '../links/remote-links.ts';
import { type Issue, readIssue } from './issue.ts';
import {
  commentsMarkdown,
  confluenceReferencesMarkdown,
  descriptionMarkdown,
  issueHead,
  statusHistoryMarkdown,
} from './issue-markdown.ts';
import { isConfluenceUrl } from './linked-urls.ts';
import { statusHistory } from './read-status-history.ts';

const SHOWN_COMMENTS = 5;

export interface IssueSummary {
  readonly issue: Issue;
  /** Key, title and facts. */
  readonly head: string;
  /** All the rest. */
  readonly body: string;
}

/** All about one issue as Markdown. */
export async function issueSummary(jira: JiraApi, key: string): Promise<IssueSummary> {
  const [issue, history, comments, remote] = await Promise.all([
    readIssue(jira, key),
    statusHistory(jira, key),
    readComments(jira, key, { limit: SHOWN_COMMENTS }),
    readRemoteLinks(jira, key),
  ]);
  const body = [
    descriptionMarkdown(issue),
    statusHistoryMarkdown(history),
    commentsMarkdown(comments),
    confluenceReferencesMarkdown(remote.filter(({ url }) => isConfluenceUrl(url))),
  ];
  return { issue, head: issueHead(issue), body: body.join('\n\n') };
}
