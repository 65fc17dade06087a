import { textAt, wireList, wireText } from '../../atlassian/wire-value.ts';
import type { ConfluenceApi } from '../confluence-api.ts';
import { Authors } from '../users/authors.ts';
import type { PageVersion, Versions } from './versions.ts';

/** Versions through the REST API v2. https://developer.atlassian.com/cloud/confluence/rest/v2/api-group-version/ */
export class CloudVersions implements Versions {
  readonly #api: ConfluenceApi;

  constructor(api: ConfluenceApi) {
    this.#api = api;
  }

  async list(pageId: string, limit: number): Promise<PageVersion[]> {
    const query = { sort: '-modified-date', limit };
    const answer = await this.#api.object({ path: this.#api.path('/api/v2', 'pages', pageId, 'versions'), query });
    const authors = new Authors(this.#api);
    const versions = wireList(answer['results'], 'versions').map(async (version) => ({
      number: Number(wireText(version['number'], 'version number')),
      author: await authors.nameOf(textAt(version, 'authorId')),
      at: textAt(version, 'createdAt'),
      message: textAt(version, 'message') || undefined,
    }));
    return Promise.all(versions);
  }
}
