import { at, textAt, type WireObject, wireList } from '../../atlassian/wire-value.ts';
import type { Page } from '../../results/list-result.ts';
import type { JiraApi } from '../jira-api.ts';
import type { SiteText } from '../site-text.ts';
import { rawText } from '../text-format.ts';

export interface IssueComment {
  readonly id?: string | undefined;
  readonly author: string;
  readonly created?: string | undefined;
  readonly updated?: string | undefined;
  readonly body: SiteText;
  /** The body as the site has it. */
  readonly raw: string;
  /** The role or the group that alone may see it. */
  readonly visibleTo?: string | undefined;
}

/** Comments of an issue, newest first; the token is the number of those before. */
export async function readComments(
  jira: JiraApi,
  key: string,
  { limit, token }: { readonly limit: number; readonly token?: string | undefined },
): Promise<Page<IssueComment> & { readonly total: number }> {
  const startAt = Number(token ?? 0);
  const query = { orderBy: '-created', maxResults: limit, startAt };
  const answer = await jira.object({ path: jira.platform('issue', key, 'comment'), query });
  const items = await Promise.all(wireList(answer['comments'], 'comments').map((wire) => commentOf(jira, wire)));
  const seen = startAt + items.length;
  const total = Number(textAt(answer, 'total') ?? seen);
  return { items, total, next: items.length > 0 && seen < total ? String(seen) : undefined };
}

/** Where a person reads a comment in a browser. */
export function commentUrl(jira: JiraApi, key: string, id: string): string {
  return `${jira.siteUrl}/browse/${key}?focusedCommentId=${id}`;
}

async function commentOf(jira: JiraApi, wire: WireObject): Promise<IssueComment> {
  const body = at(wire, 'body');
  return {
    id: textAt(wire, 'id'),
    author: textAt(wire, 'author', 'displayName') ?? 'Unknown',
    created: textAt(wire, 'created'),
    updated: textAt(wire, 'updated'),
    body: await jira.dialect.readText(body),
    raw: rawText(body),
    visibleTo: textAt(wire, 'visibility', 'value'),
  };
}
