import type { RestClient, RestRequest } from '../../atlassian/rest-client.ts';
import { at, textAt, type WireObject, wireList, wireObject, wireText } from '../../atlassian/wire-value.ts';
import type {
  Issue,
  IssueComment,
  IssuePage,
  JiraSite,
  NewIssue,
  RemoteLink,
  StatusHistory,
  Transition,
} from '../jira-site.ts';
import { chooseAssignee } from './choose-assignee.ts';
import { issueOf, summaryFields } from './issue-of.ts';
import { readStatusHistory } from './read-status-history.ts';
import { noText, textOfAdf } from './text-of-adf.ts';

/**
 * Jira Cloud through its REST API v3; texts travel as Atlassian Document Format.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/
 */
export class JiraCloud implements JiraSite {
  readonly #client: RestClient;
  readonly #siteUrl: string;
  readonly #signal: AbortSignal;

  constructor(client: RestClient, siteUrl: string, signal: AbortSignal) {
    this.#client = client;
    this.#siteUrl = siteUrl;
    this.#signal = signal;
  }

  async createIssue({ projectKey, issueType, summary, description, assigneeId }: NewIssue): Promise<string> {
    const fields = {
      project: { key: projectKey },
      issuetype: { name: issueType },
      summary,
      ...(description !== undefined && { description: await toAdf(description) }),
      ...(assigneeId !== undefined && { assignee: { accountId: assigneeId } }),
    };
    const created = await this.#object({ method: 'POST', path: '/rest/api/3/issue', body: { fields } });
    return wireText(created['key'], 'key of the new issue');
  }

  /** Asks for those who may be assigned, which needs no permission to browse users. */
  async findAssignee(person: string, projectKey: string): Promise<{ id: string; name: string }> {
    const find = async (query: { query: string } | { accountId: string }): Promise<WireObject[]> => {
      const path = '/rest/api/3/user/assignable/search';
      return wireList(await this.#request({ path, query: { project: projectKey, maxResults: 20, ...query } }), 'users');
    };
    const looksLikeAccountId = /^([0-9]+:)?[0-9a-f-]{20,}$/i.test(person);
    const byId = looksLikeAccountId ? await find({ accountId: person }) : [];
    return chooseAssignee(person, projectKey, byId.length > 0 ? byId : await find({ query: person }));
  }

  async issue(key: string): Promise<Issue> {
    const fields = [...summaryFields, 'description'];
    const wire = await this.#object({ path: issuePath(key), query: { fields } });
    return issueOf(wire, this.#siteUrl, await textOfAdf(at(wire, 'fields', 'description')));
  }

  async comments(key: string, limit: number): Promise<{ comments: IssueComment[]; total: number }> {
    const query = { orderBy: '-created', maxResults: limit };
    const answer = await this.#object({ path: `${issuePath(key)}/comment`, query });
    const comments = wireList(answer['comments'], 'comments').map(async (comment) => ({
      author: textAt(comment, 'author', 'displayName') ?? 'Unknown',
      created: textAt(comment, 'created'),
      body: await textOfAdf(comment['body']),
    }));
    const newestFirst = await Promise.all(comments);
    return { comments: newestFirst.reverse(), total: Number(textAt(answer, 'total') ?? newestFirst.length) };
  }

  async addComment(key: string, body: string): Promise<void> {
    await this.#request({ method: 'POST', path: `${issuePath(key)}/comment`, body: { body: await toAdf(body) } });
  }

  statusHistory(key: string): Promise<StatusHistory> {
    return readStatusHistory((startAt) =>
      this.#object({ path: `${issuePath(key)}/changelog`, query: { startAt, maxResults: 100 } }),
    );
  }

  async remoteLinks(key: string): Promise<RemoteLink[]> {
    const links = wireList(await this.#request({ path: `${issuePath(key)}/remotelink` }), 'remote links');
    return links.flatMap((link) => {
      const url = textAt(link, 'object', 'url');
      return url === undefined ? [] : [{ url, title: textAt(link, 'object', 'title') ?? url }];
    });
  }

  async transitions(key: string): Promise<Transition[]> {
    const answer = await this.#object({ path: `${issuePath(key)}/transitions` });
    return wireList(answer['transitions'], 'transitions').map((transition) => {
      const name = textAt(transition, 'name') ?? '';
      return { id: wireText(transition['id'], 'transition id'), name, to: textAt(transition, 'to', 'name') ?? name };
    });
  }

  async transition(key: string, transitionId: string): Promise<void> {
    const body = { transition: { id: transitionId } };
    await this.#request({ method: 'POST', path: `${issuePath(key)}/transitions`, body });
  }

  async search(jql: string, limit: number): Promise<IssuePage> {
    const query = { jql, fields: summaryFields, maxResults: limit };
    const answer = await this.#object({ path: '/rest/api/3/search/jql', query });
    const issues = wireList(answer['issues'], 'issues').map((issue) => issueOf(issue, this.#siteUrl, noText));
    return { issues, more: answer['isLast'] === false || textAt(answer, 'nextPageToken') !== undefined };
  }

  #request(request: Omit<RestRequest, 'signal'>): Promise<unknown> {
    return this.#client.request({ ...request, signal: this.#signal });
  }

  async #object(request: Omit<RestRequest, 'signal'>): Promise<WireObject> {
    return wireObject(await this.#request(request), `what ${request.path} promises`);
  }
}

function issuePath(key: string): string {
  return `/rest/api/3/issue/${encodeURIComponent(key)}`;
}

async function toAdf(markdown: string): Promise<unknown> {
  const { markdownToAdf } = await import('../../atlassian/rich-text/markdown-to-adf.ts');
  return markdownToAdf(markdown);
}
