import { RefusedError } from '../../atlassian/errors.ts';
import { textAt, wireList } from '../../atlassian/wire-value.ts';
import type { JiraApi } from '../jira-api.ts';

export interface RemoteLink {
  readonly id?: string | undefined;
  readonly url: string;
  readonly title: string;
}

/** The addresses outside Jira that an issue is linked to; none where the site has linking switched off, which it says with 403. */
export async function readRemoteLinks(jira: JiraApi, key: string): Promise<RemoteLink[]> {
  const answer = await jira.request({ path: jira.platform('issue', key, 'remotelink') }).catch((error: unknown) => {
    if (error instanceof RefusedError && error.details.status === 403) return [];
    throw error;
  });
  return wireList(answer, 'remote links').flatMap((link) => {
    const url = textAt(link, 'object', 'url');
    return url === undefined ? [] : [{ id: textAt(link, 'id'), url, title: textAt(link, 'object', 'title') ?? url }];
  });
}
