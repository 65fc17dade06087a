import { textAt, type WireObject, wireList } from '../../atlassian/wire-value.ts';
import { NoMatchError } from '../../errors.ts';
import type { ConfluenceApi } from '../confluence-api.ts';
import { cloudSpaceByKey } from '../spaces/cloud-spaces.ts';
import { pageOf, summaryOf, versionOf } from './page-of.ts';
import type { NewPage, Page, PageSummary, Pages, PageUpdate } from './pages.ts';

/** Pages through the REST API v2. https://developer.atlassian.com/cloud/confluence/rest/v2/api-group-page/ */
export class CloudPages implements Pages {
  readonly #api: ConfluenceApi;

  constructor(api: ConfluenceApi) {
    this.#api = api;
  }

  async create({ spaceKey, title, storage, parentId }: NewPage): Promise<PageSummary> {
    const space = await cloudSpaceByKey(this.#api, spaceKey);
    const body = {
      spaceId: space.id,
      status: 'current',
      title,
      body: { representation: 'storage', value: storage },
      ...(parentId !== undefined && { parentId }),
    };
    const created = await this.#api.object({ method: 'POST', path: this.#api.path('/api/v2', 'pages'), body });
    return this.#summaryOf(created, space.key);
  }

  async update({
    id,
    title,
    storage,
    currentVersion,
    message,
  }: PageUpdate): Promise<PageSummary & { version: number }> {
    const path = this.#api.path('/api/v2', 'pages', id);
    const current = currentVersion ?? versionOf(await this.#api.object({ path }));
    const version = { number: current + 1, ...(message !== undefined && { message }) };
    const body = { id, status: 'current', title, body: { representation: 'storage', value: storage }, version };
    const updated = await this.#api.object({ method: 'PUT', path, body });
    return { ...(await this.#summaryWithSpace(updated)), version: versionOf(updated) };
  }

  read(id: string): Promise<Page> {
    return this.#read(id, {});
  }

  readVersion(id: string, version: number): Promise<Page> {
    return this.#read(id, { version });
  }

  async delete(id: string): Promise<void> {
    await this.#api.request({ method: 'DELETE', path: this.#api.path('/api/v2', 'pages', id) });
  }

  async readByTitle(title: string, spaceKey: string): Promise<Page> {
    const space = await cloudSpaceByKey(this.#api, spaceKey);
    const query = { 'space-id': space.id, title, 'body-format': 'storage', limit: 1 };
    const answer = await this.#api.object({ path: this.#api.path('/api/v2', 'pages'), query });
    const [page] = wireList(answer['results'], 'pages');
    if (page === undefined) {
      throw new NoMatchError(`Space ${spaceKey} has no page titled "${title}". Look for it with search-confluence.`);
    }
    return pageOf(page, this.#summaryOf(page, space.key));
  }

  async #read(id: string, query: { readonly version?: number }): Promise<Page> {
    const path = this.#api.path('/api/v2', 'pages', id);
    const wire = await this.#api.object({ path, query: { 'body-format': 'storage', ...query } });
    return pageOf(wire, await this.#summaryWithSpace(wire));
  }

  /**
   * Version 2 of the API gives a page's space by id alone. A key that cannot be had does not fail the call: the page has
   * been read or written by then.
   */
  async #summaryWithSpace(wire: WireObject): Promise<PageSummary> {
    const spaceId = textAt(wire, 'spaceId');
    if (spaceId === undefined) return this.#summaryOf(wire);
    const path = this.#api.path('/api/v2', 'spaces', spaceId);
    const space = await this.#api.request({ path }).catch(() => undefined);
    return this.#summaryOf(wire, textAt(space, 'key'));
  }

  #summaryOf(wire: WireObject, spaceKey?: string): PageSummary {
    return summaryOf(wire, this.#api.siteUrl, spaceKey);
  }
}
