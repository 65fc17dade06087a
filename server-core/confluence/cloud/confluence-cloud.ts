import { InvalidResponseError } from '../../atlassian/errors.ts';
import type { RestClient, RestRequest } from '../../atlassian/rest-client.ts';
import { at, textAt, type WireObject, wireList, wireObject, wireText } from '../../atlassian/wire-value.ts';
import { NoMatchError } from '../../errors.ts';
import type {
  ConfluenceSite,
  NewPage,
  Page,
  PageComments,
  PageHits,
  PageSummary,
  PageUpdate,
  PageVersion,
} from '../confluence-site.ts';
import { Authors } from './authors.ts';

/**
 * Confluence Cloud through its REST API v2, and v1 for what only that has: search by CQL. Texts travel in storage format.
 * https://developer.atlassian.com/cloud/confluence/rest/v2/
 */
export class ConfluenceCloud implements ConfluenceSite {
  readonly #client: RestClient;
  readonly #siteUrl: string;
  readonly #signal: AbortSignal;

  constructor(client: RestClient, siteUrl: string, signal: AbortSignal) {
    this.#client = client;
    this.#siteUrl = siteUrl;
    this.#signal = signal;
  }

  async createPage({ spaceKey, title, content, parentId }: NewPage): Promise<PageSummary> {
    const space = await this.#space(spaceKey);
    const body = { representation: 'storage', value: await toStorage(content) };
    const page = { spaceId: space.id, status: 'current', title, body, ...(parentId !== undefined && { parentId }) };
    return this.#summaryOf(await this.#object({ method: 'POST', path: '/api/v2/pages', body: page }), space.key);
  }

  async updatePage({ id, title, content, currentVersion }: PageUpdate): Promise<PageSummary & { version: number }> {
    const path = pagePath(id);
    const current = currentVersion ?? versionOf(await this.#object({ path }));
    const body = { representation: 'storage', value: await toStorage(content) };
    const update = { id, status: 'current', title, body, version: { number: current + 1 } };
    const updated = await this.#object({ method: 'PUT', path, body: update });
    return { ...(await this.#summaryWithSpace(updated)), version: versionOf(updated) };
  }

  async addComment(pageId: string, comment: string): Promise<PageSummary> {
    // read first: a failure after the comment was made would have the caller make it again
    const page = await this.#summaryWithSpace(await this.#object({ path: pagePath(pageId) }));
    const body = { representation: 'storage', value: await toStorage(comment) };
    await this.#request({ method: 'POST', path: '/api/v2/footer-comments', body: { pageId, body } });
    return page;
  }

  async page(id: string): Promise<Page> {
    return this.#pageOf(await this.#object({ path: pagePath(id), query: { 'body-format': 'storage' } }));
  }

  async pageByTitle(title: string, spaceKey: string): Promise<Page> {
    const space = await this.#space(spaceKey);
    const query = { 'space-id': space.id, title, 'body-format': 'storage', limit: 1 };
    const [page] = wireList((await this.#object({ path: '/api/v2/pages', query }))['results'], 'pages');
    if (page === undefined) {
      throw new NoMatchError(`Space ${spaceKey} has no page titled "${title}". Look for it with search-confluence.`);
    }
    return this.#pageOf(page, space.key);
  }

  async comments(pageId: string, limit: number): Promise<PageComments> {
    const query = { 'body-format': 'storage', sort: '-created-date', limit };
    const answer = await this.#object({ path: `${pagePath(pageId)}/footer-comments`, query });
    const authors = this.#authors();
    const comments = wireList(answer['results'], 'comments').map(async (comment) => ({
      author: await authors.nameOf(textAt(comment, 'version', 'authorId')),
      created: textAt(comment, 'version', 'createdAt'),
      body: await fromStorage(textAt(comment, 'body', 'storage', 'value')),
    }));
    return { comments: (await Promise.all(comments)).reverse(), more: hasNext(answer) };
  }

  async versions(pageId: string, limit: number): Promise<PageVersion[]> {
    const query = { sort: '-modified-date', limit };
    const answer = await this.#object({ path: `${pagePath(pageId)}/versions`, query });
    const authors = this.#authors();
    const versions = wireList(answer['results'], 'versions').map(async (version) => ({
      number: Number(wireText(version['number'], 'version number')),
      author: await authors.nameOf(textAt(version, 'authorId')),
      at: textAt(version, 'createdAt'),
      message: textAt(version, 'message') || undefined,
    }));
    return Promise.all(versions);
  }

  async search(cql: string, limit: number): Promise<PageHits> {
    const query = { cql, limit, expand: ['space', 'version'] };
    const answer = await this.#object({ path: '/rest/api/content/search', query });
    const pages = wireList(answer['results'], 'results').map((hit) =>
      this.#summaryOf(hit, textAt(hit, 'space', 'key')),
    );
    return { pages, more: hasNext(answer) };
  }

  async #space(spaceKey: string): Promise<{ readonly id: string; readonly key: string }> {
    const answer = await this.#object({ path: '/api/v2/spaces', query: { keys: [spaceKey] } });
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

  async #pageOf(wire: WireObject, spaceKey?: string): Promise<Page> {
    const summary = spaceKey === undefined ? await this.#summaryWithSpace(wire) : this.#summaryOf(wire, spaceKey);
    const content = await fromStorage(textAt(wire, 'body', 'storage', 'value'));
    return { ...summary, version: versionOf(wire), content };
  }

  /**
   * Version 2 of the API gives a page's space by id alone. A key that cannot be had does not fail the call: the page has
   * been read or written by then.
   */
  async #summaryWithSpace(wire: WireObject): Promise<PageSummary> {
    const spaceId = textAt(wire, 'spaceId');
    if (spaceId === undefined) return this.#summaryOf(wire);
    const space = await this.#request({ path: `/api/v2/spaces/${encodeURIComponent(spaceId)}` }).catch(() => undefined);
    return this.#summaryOf(wire, textAt(space, 'key'));
  }

  #summaryOf(wire: WireObject, spaceKey?: string): PageSummary {
    const id = wireText(wire['id'], 'page id');
    return {
      id,
      title: textAt(wire, 'title') ?? '',
      url: `${this.#siteUrl}${textAt(wire, '_links', 'webui') ?? `/pages/viewpage.action?pageId=${id}`}`,
      spaceKey,
      lastModified: textAt(wire, 'version', 'createdAt') ?? textAt(wire, 'version', 'when'),
    };
  }

  #authors(): Authors {
    return new Authors((query) => this.#request({ path: '/rest/api/user', query }));
  }

  #request(request: Omit<RestRequest, 'signal'>): Promise<unknown> {
    return this.#client.request({ ...request, signal: this.#signal });
  }

  async #object(request: Omit<RestRequest, 'signal'>): Promise<WireObject> {
    return wireObject(await this.#request(request), `what ${request.path} promises`);
  }
}

function hasNext(answer: WireObject): boolean {
  return textAt(answer, '_links', 'next') !== undefined;
}

function pagePath(id: string): string {
  return `/api/v2/pages/${encodeURIComponent(id)}`;
}

function versionOf(wire: WireObject): number {
  const number = at(wire, 'version', 'number');
  if (typeof number !== 'number') throw new InvalidResponseError('The answer has no version number of the page.');
  return number;
}

async function toStorage(content: string): Promise<string> {
  const format = await import('../../atlassian/rich-text/content-format.ts');
  return format.toStorage(content);
}

async function fromStorage(storage: string | undefined): Promise<string> {
  if (storage === undefined || storage === '') return '';
  const { storageToMarkdown } = await import('../../atlassian/rich-text/storage-to-markdown.ts');
  return storageToMarkdown(storage);
}
