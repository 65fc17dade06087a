import { type SiteClient, storage } from './site-client.ts';

export const pages = '/wiki/api/v2/pages';

/** Creates a page in the space DEMO and gives its id. */
export async function newPage(
  ben: SiteClient,
  title: string,
  body = '<p>Hello</p>',
  parentId?: string,
): Promise<string> {
  const answer = await ben.post(pages, { spaceId: '65537', status: 'current', title, parentId, body: storage(body) });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body.id;
}
