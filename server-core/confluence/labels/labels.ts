import { textAt, wireList } from '../../atlassian/wire-value.ts';
import type { ConfluenceSite } from '../confluence-site.ts';

/** Names of the labels of a page. Version 1 of the API, which both deployments have, changes them; Cloud reads them by version 2. */
export async function readLabels({ api, deployment }: ConfluenceSite, pageId: string): Promise<string[]> {
  const path =
    deployment === 'cloud'
      ? api.path('/api/v2', 'pages', pageId, 'labels')
      : api.path('/rest/api', 'content', pageId, 'label');
  const answer = await api.object({ path, query: { limit: deployment === 'cloud' ? 250 : 200 } });
  return wireList(answer['results'], 'labels').flatMap((label) => textAt(label, 'name') ?? []);
}

export async function addLabels({ api }: ConfluenceSite, pageId: string, names: readonly string[]): Promise<void> {
  const body = names.map((name) => ({ prefix: 'global', name }));
  await api.request({ method: 'POST', path: api.path('/rest/api', 'content', pageId, 'label'), body });
}

/** The name goes into the query, since in a path it may hold no slash. */
export async function removeLabel({ api }: ConfluenceSite, pageId: string, name: string): Promise<void> {
  await api.request({ method: 'DELETE', path: api.path('/rest/api', 'content', pageId, 'label'), query: { name } });
}
