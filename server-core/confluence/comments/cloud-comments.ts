import { textAt, type WireObject, wireList, wireText } from '../../atlassian/wire-value.ts';
import { InvalidArgumentsError, ToolError } from '../../errors.ts';
import type { Page } from '../../results/list-result.ts';
import { type ConfluenceApi, nextCursor } from '../confluence-api.ts';
import { CloudPages } from '../pages/cloud-pages.ts';
import { storageOf, versionOf } from '../pages/page-of.ts';
import { Authors } from '../users/authors.ts';
import type { CommentChange, CommentKind, CommentRequest, Comments, PageComment } from './comments.ts';
import { countOccurrences } from './count-occurrences.ts';

/** How far down a thread is followed. */
const DEEPEST_REPLY = 5;
/** The largest page of a list that the API gives. */
const PAGE = 250;

/** Comments through the REST API v2. https://developer.atlassian.com/cloud/confluence/rest/v2/api-group-comment/ */
export class CloudComments implements Comments {
  readonly #api: ConfluenceApi;
  readonly #authors: Authors;

  constructor(api: ConfluenceApi) {
    this.#api = api;
    this.#authors = new Authors(api);
  }

  async list(pageId: string, { kind, withReplies, limit, token }: CommentRequest): Promise<Page<PageComment>> {
    const query = { 'body-format': 'storage', sort: '-created-date', limit, cursor: token };
    const answer = await this.#api.object({
      path: this.#api.path('/api/v2', 'pages', pageId, `${kind}-comments`),
      query,
    });
    const threads = wireList(answer['results'], 'comments').map(async (wire) => {
      const comment = await this.#commentOf(wire, kind, 0);
      return withReplies ? [comment, ...(await this.#repliesTo(comment))] : [comment];
    });
    return { items: (await Promise.all(threads)).flat(), next: nextCursor(answer) };
  }

  add(pageId: string, storage: string): Promise<string> {
    return this.#create('footer', { pageId, body: bodyOf(storage) });
  }

  async reply(commentId: string, storage: string): Promise<string> {
    const { kind } = await this.#find(commentId);
    return this.#create(kind, { parentCommentId: commentId, body: bodyOf(storage) });
  }

  /** The API wants to know how often the text is on the page. */
  async annotate(pageId: string, text: string, occurrence: number, storage: string): Promise<string> {
    const page = await new CloudPages(this.#api).read(pageId);
    const count = countOccurrences(page.storage, text, occurrence);
    const inlineCommentProperties = {
      textSelection: text,
      textSelectionMatchCount: count,
      textSelectionMatchIndex: occurrence - 1,
    };
    return this.#create('inline', { pageId, body: bodyOf(storage), inlineCommentProperties });
  }

  async update(commentId: string, { storage, isResolved }: CommentChange): Promise<void> {
    const { kind, wire } = await this.#find(commentId);
    if (isResolved !== undefined && kind !== 'inline') {
      throw new InvalidArgumentsError('update-confluence-comment', [
        `resolved: comment ${commentId} is below the page, and only those on its text can be resolved; nothing was changed`,
      ]);
    }
    const body = {
      version: { number: versionOf(wire) + 1 },
      body: bodyOf(storage ?? storageOf(wire)),
      ...(isResolved !== undefined && { resolved: isResolved }),
    };
    await this.#api.request({ method: 'PUT', path: this.#path(kind, commentId), body });
  }

  async delete(commentId: string): Promise<void> {
    const { kind } = await this.#find(commentId);
    await this.#api.request({ method: 'DELETE', path: this.#path(kind, commentId) });
  }

  async #repliesTo(comment: PageComment): Promise<PageComment[]> {
    if (comment.depth >= DEEPEST_REPLY) return [];
    const found: WireObject[] = [];
    let cursor: string | undefined;
    let last: string | undefined;
    do {
      last = cursor;
      const query = { 'body-format': 'storage', limit: PAGE, cursor };
      const answer = await this.#api.object({ path: `${this.#path(comment.kind, comment.id)}/children`, query });
      found.push(...wireList(answer['results'], 'replies'));
      cursor = nextCursor(answer);
    } while (cursor !== undefined && cursor !== last);
    const replies = found.map(async (wire) => {
      const reply = await this.#commentOf(wire, comment.kind, comment.depth + 1, comment.id);
      return [reply, ...(await this.#repliesTo(reply))];
    });
    return (await Promise.all(replies)).flat();
  }

  async #commentOf(wire: WireObject, kind: CommentKind, depth: number, parentId?: string): Promise<PageComment> {
    return {
      id: textAt(wire, 'id') ?? '',
      kind,
      parentId,
      depth,
      author: await this.#authors.nameOf(textAt(wire, 'version', 'authorId')),
      created: textAt(wire, 'version', 'createdAt'),
      storage: textAt(wire, 'body', 'storage', 'value') ?? '',
      about: textAt(wire, 'properties', 'inlineOriginalSelection'),
      isResolved: textAt(wire, 'resolutionStatus') === 'resolved',
    };
  }

  /** An id does not tell which of the two kinds a comment is of. */
  async #find(commentId: string): Promise<{ readonly kind: CommentKind; readonly wire: WireObject }> {
    const query = { 'body-format': 'storage' };
    try {
      return { kind: 'footer', wire: await this.#api.object({ path: this.#path('footer', commentId), query }) };
    } catch (error) {
      if (!(error instanceof ToolError) || error.code !== 'NOT_FOUND') throw error;
      return { kind: 'inline', wire: await this.#api.object({ path: this.#path('inline', commentId), query }) };
    }
  }

  async #create(kind: CommentKind, body: object): Promise<string> {
    const path = this.#api.path('/api/v2', `${kind}-comments`);
    return wireText((await this.#api.object({ method: 'POST', path, body }))['id'], 'comment id');
  }

  #path(kind: CommentKind, commentId: string): string {
    return this.#api.path('/api/v2', `${kind}-comments`, commentId);
  }
}

function bodyOf(storage: string) {
  return { representation: 'storage', value: storage };
}
