import { textAt, wireList } from '../../atlassian/wire-value.ts';
import type { JiraApi } from '../jira-api.ts';

export interface RemoteLink {
  readonly id?: string | undefined;
  readonly url: string;
  readonly title: string;
}

/** The addresses outside Jira that an issue is linked to. */
export async function readRemoteLinks(jira: JiraApi, key: string): Promise<RemoteLink[]> {
  const links = wireList(await jira.request({ path: jira.platform('issue', key, 'remotelink') }), 'remote links');
  return links.flatMap((link) => {
    const url = textAt(link, 'object', 'url');
    return url === undefined ? [] : [{ id: textAt(link, 'id'), url, title: textAt(link, 'object', 'title') ?? url }];
  });
}
