import { at, textAt, type WireObject, wireList, wireText } from '../../atlassian/wire-value.ts';
import { NotSupportedError } from '../../errors.ts';
import type { Page } from '../../results/list-result.ts';
import { type ConfluenceApi, nextStart, startOf } from '../confluence-api.ts';
import { contentOfType } from '../content-of-type.ts';
import { versionOf } from '../pages/page-of.ts';
import type { CommentChange, CommentRequest, Comments, PageComment } from './comments.ts';

/** Comments through the REST API of Data Center, where they are content below a page. */
export class DataCenterComments implements Comments {
  readonly #api: ConfluenceApi;

  constructor(api: ConfluenceApi) {
    this.#api = api;
  }

  async list(pageId: string, { kind, withReplies, limit, token }: CommentRequest): Promise<Page<PageComment>> {
    const start = startOf(token);
    const query = {
      expand: [
        'body.storage',
        'version',
        'history',
        'ancestors',
        'extensions.inlineProperties',
        'extensions.resolution',
      ],
      start,
      limit,
      ...(withReplies && { depth: 'all' }),
    };
    // several locations have to be several parameters; a resolved comment on the text is at one of its own
    const where = kind === 'inline' ? 'location=inline&location=resolved' : 'location=footer';
    const path = `${this.#api.path('/rest/api', 'content', pageId, 'child', 'comment')}?${where}`;
    const answer = await this.#api.object({ path, query });
    const items = wireList(answer['results'], 'comments').map((wire) => commentOf(wire, kind));
    return { items, next: nextStart(answer, start) };
  }

  add(pageId: string, storage: string): Promise<string> {
    return this.#create({ container: { id: pageId, type: 'page' }, body: bodyOf(storage) });
  }

  async reply(commentId: string, storage: string): Promise<string> {
    const parent = await contentOfType(this.#api, commentId, 'comment', ['container']);
    const id = wireText(at(parent, 'container', 'id'), 'page of the comment');
    return this.#create({ container: { id, type: 'page' }, ancestors: [{ id: commentId }], body: bodyOf(storage) });
  }

  async annotate(): Promise<string> {
    throw new NotSupportedError(
      'The API of Confluence Data Center cannot comment on a text of a page. Comment below the page with comment-confluence-page.',
    );
  }

  async update(commentId: string, { storage, isResolved }: CommentChange): Promise<void> {
    if (isResolved !== undefined || storage === undefined) {
      throw new NotSupportedError(
        'The API of Confluence Data Center cannot resolve comments; a person can do it on the page. Nothing was changed.',
      );
    }
    const comment = await contentOfType(this.#api, commentId, 'comment', ['version', 'container']);
    const body = {
      id: commentId,
      type: 'comment',
      container: { id: wireText(at(comment, 'container', 'id'), 'page of the comment'), type: 'page' },
      version: { number: versionOf(comment) + 1 },
      body: bodyOf(storage),
    };
    await this.#api.request({ method: 'PUT', path: this.#api.path('/rest/api', 'content', commentId), body });
  }

  async delete(commentId: string): Promise<void> {
    await contentOfType(this.#api, commentId, 'comment', ['version']);
    await this.#api.request({ method: 'DELETE', path: this.#api.path('/rest/api', 'content', commentId) });
  }

  async #create(comment: object): Promise<string> {
    const path = this.#api.path('/rest/api', 'content');
    const created = await this.#api.object({ method: 'POST', path, body: { type: 'comment', ...comment } });
    return wireText(created['id'], 'comment id');
  }
}

function commentOf(wire: WireObject, kind: 'footer' | 'inline'): PageComment {
  // only comments are among the ancestors of a comment
  const ancestors = at(wire, 'ancestors');
  const above: unknown[] = Array.isArray(ancestors) ? ancestors : [];
  return {
    id: wireText(wire['id'], 'comment id'),
    kind,
    parentId: textAt(above.at(-1), 'id'),
    depth: above.length,
    author:
      textAt(wire, 'history', 'createdBy', 'displayName') ?? textAt(wire, 'version', 'by', 'displayName') ?? 'Unknown',
    created: textAt(wire, 'history', 'createdDate') ?? textAt(wire, 'version', 'when'),
    storage: textAt(wire, 'body', 'storage', 'value') ?? '',
    about: textAt(wire, 'extensions', 'inlineProperties', 'originalSelection'),
    isResolved:
      textAt(wire, 'extensions', 'resolution', 'status') === 'resolved' ||
      textAt(wire, 'extensions', 'location') === 'resolved',
  };
}

function bodyOf(storage: string) {
  return { storage: { value: storage, representation: 'storage' } };
}
