import { wireList } from '../../atlassian/wire-value.ts';
import type { Page, PageRequest } from '../../results/list-result.ts';
import { type ConfluenceApi, nextStart, startOf } from '../confluence-api.ts';
import { spaceOf } from './space-of.ts';
import type { Space, Spaces } from './spaces.ts';

/** Spaces through the REST API of Data Center. */
export class DataCenterSpaces implements Spaces {
  readonly #api: ConfluenceApi;

  constructor(api: ConfluenceApi) {
    this.#api = api;
  }

  async list({ limit, token, type }: PageRequest & { readonly type?: string | undefined }): Promise<Page<Space>> {
    const start = startOf(token);
    const query = { limit, start, type, status: 'current' };
    const answer = await this.#api.object({ path: this.#api.path('/rest/api', 'space'), query });
    const spaces = wireList(answer['results'], 'spaces').map((wire) => spaceOf(this.#api, wire));
    return { items: spaces, next: nextStart(answer, start) };
  }
}
