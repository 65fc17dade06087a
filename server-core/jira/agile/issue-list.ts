import * as z from 'zod';
import type { CallContext } from '../../call-context.ts';
import { listResult } from '../../results/list-result.ts';
import { nextPageToken, pageToken } from '../../results/page-token.ts';
import { issueOf, summaryFields } from '../issues/issue.ts';
import { issueEntry, issueEntryOutput } from '../issues/issue-entry.ts';
import { findAgileIssues, type IssueHolder } from './agile-issues.ts';

/** In characters. Unlike a search, these lists take it in the address alone, which servers want short. */
const MAX_JQL = 2_000;

/** The arguments that the lists of issues of boards, sprints and epics share. */
export function issueListInput() {
  return {
    jql: z.string().trim().min(1).max(MAX_JQL).describe('JQL that narrows or orders the list').optional(),
    max_results: z.int().min(1).max(100).describe('Most issues to list').optional(),
    page_token: pageToken(),
  };
}

export function issueListOutput() {
  return z.object({
    issues: z.array(issueEntryOutput()),
    total: z.int().optional(),
    next_page_token: nextPageToken(),
  });
}

interface IssueListArguments {
  readonly jql?: string | undefined;
  readonly max_results?: number | undefined;
  readonly page_token?: string | undefined;
}

/** The issues that a board, a sprint or an epic holds, as a list with pages. */
export async function issueList(
  holder: IssueHolder,
  { jql, max_results, page_token }: IssueListArguments,
  context: CallContext,
) {
  const jira = await context.jira();
  return listResult(
    {
      name: 'issues',
      noun: ['issue', 'issues'],
      maxResults: max_results,
      pageToken: page_token,
      fetch: (page) => findAgileIssues(jira, holder, { jql, fields: summaryFields, ...page }),
      entry: (wire) => issueEntry(issueOf(jira, wire)),
    },
    context.settings,
  );
}
