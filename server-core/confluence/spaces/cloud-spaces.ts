import { wireList, wireText } from '../../atlassian/wire-value.ts';
import { NoMatchError } from '../../errors.ts';
import type { Page, PageRequest } from '../../results/list-result.ts';
import { type ConfluenceApi, nextCursor } from '../confluence-api.ts';
import { spaceOf } from './space-of.ts';
import type { Space, Spaces } from './spaces.ts';

/** Spaces through the REST API v2. https://developer.atlassian.com/cloud/confluence/rest/v2/api-group-space/ */
export class CloudSpaces implements Spaces {
  readonly #api: ConfluenceApi;

  constructor(api: ConfluenceApi) {
    this.#api = api;
  }

  async list({ limit, token, type }: PageRequest & { readonly type?: string | undefined }): Promise<Page<Space>> {
    const query = { limit, cursor: token, type, status: 'current' };
    const answer = await this.#api.object({ path: this.#api.path('/api/v2', 'spaces'), query });
    return {
      items: wireList(answer['results'], 'spaces').map((wire) => spaceOf(this.#api, wire)),
      next: nextCursor(answer),
    };
  }
}

/** The space with a key; the API speaks of spaces by id. Throws `NoMatchError`. */
export async function cloudSpaceByKey(
  api: ConfluenceApi,
  spaceKey: string,
): Promise<{ readonly id: string; readonly key: string }> {
  const answer = await api.object({ path: api.path('/api/v2', 'spaces'), query: { keys: [spaceKey] } });
  const spaces = wireList(answer['results'], 'spaces').map((space) => ({
    id: wireText(space['id'], 'space id'),
    key: wireText(space['key'], 'space key'),
  }));
  // the site takes a key with a comma in it for a list of keys
  const space = spaces.find(({ key }) => key.toLowerCase() === spaceKey.toLowerCase());
  if (space === undefined) {
    throw new NoMatchError(`There is no space with the key ${spaceKey}, or the configured account may not see it.`);
  }
  return space;
}
