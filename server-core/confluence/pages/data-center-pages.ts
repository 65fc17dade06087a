import { wireList } from '../../atlassian/wire-value.ts';
import { NoMatchError } from '../../errors.ts';
import type { ConfluenceApi } from '../confluence-api.ts';
import { contentOfType } from '../content-of-type.ts';
import { pageOf, summaryOf, versionOf } from './page-of.ts';
import type { NewPage, Page, PageSummary, Pages, PageUpdate } from './pages.ts';

const withText = ['body.storage', 'version', 'space'];

/** Pages through the REST API of Data Center. https://developer.atlassian.com/server/confluence/rest/ */
export class DataCenterPages implements Pages {
  readonly #api: ConfluenceApi;

  constructor(api: ConfluenceApi) {
    this.#api = api;
  }

  async create({ spaceKey, title, storage, parentId }: NewPage): Promise<PageSummary> {
    const body = {
      type: 'page',
      title,
      space: { key: spaceKey },
      body: bodyOf(storage),
      ...(parentId !== undefined && { ancestors: [{ id: parentId }] }),
    };
    const path = this.#api.path('/rest/api', 'content');
    return summaryOf(await this.#api.object({ method: 'POST', path, body }), this.#api.siteUrl, spaceKey);
  }

  async update({ id, title, storage, currentVersion, message, isMinor }: PageUpdate) {
    const path = this.#api.path('/rest/api', 'content', id);
    const current = currentVersion ?? versionOf(await this.#api.object({ path, query: { expand: ['version'] } }));
    const version = {
      number: current + 1,
      ...(message !== undefined && { message }),
      ...(isMinor !== undefined && { minorEdit: isMinor }),
    };
    const body = { id, type: 'page', title, body: bodyOf(storage), version };
    const updated = await this.#api.object({ method: 'PUT', path, body });
    return { ...summaryOf(updated, this.#api.siteUrl), version: versionOf(updated) };
  }

  read(id: string): Promise<Page> {
    return this.#read(id, {});
  }

  readVersion(id: string, version: number): Promise<Page> {
    return this.#read(id, { version, status: 'any' });
  }

  async readByTitle(title: string, spaceKey: string): Promise<Page> {
    const query = { type: 'page', title, spaceKey, expand: withText, limit: 1 };
    const answer = await this.#api.object({ path: this.#api.path('/rest/api', 'content'), query });
    const [page] = wireList(answer['results'], 'pages');
    if (page === undefined) {
      throw new NoMatchError(`Space ${spaceKey} has no page titled "${title}". Look for it with search-confluence.`);
    }
    return pageOf(page, summaryOf(page, this.#api.siteUrl, spaceKey));
  }

  async delete(id: string): Promise<void> {
    await contentOfType(this.#api, id, 'page', ['version']);
    await this.#api.request({ method: 'DELETE', path: this.#api.path('/rest/api', 'content', id) });
  }

  async #read(id: string, query: { readonly version?: number; readonly status?: string }): Promise<Page> {
    const path = this.#api.path('/rest/api', 'content', id);
    const wire = await this.#api.object({ path, query: { expand: withText, ...query } });
    return pageOf(wire, summaryOf(wire, this.#api.siteUrl));
  }
}

function bodyOf(storage: string) {
  return { storage: { value: storage, representation: 'storage' } };
}
