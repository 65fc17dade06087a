import { at, textAt, type WireObject, wireList, wireText } from '../../atlassian/wire-value.ts';
import { NotSupportedError } from '../../errors.ts';
import { type ConfluenceApi, nextStart } from '../confluence-api.ts';
import { contentOfType } from '../content-of-type.ts';
import { storageOf, summaryOf, versionOf } from '../pages/page-of.ts';
import {
  type CopiedPage,
  type MoveTarget,
  type PageCopy,
  type PageTree,
  positionOf,
  type TreeNode,
  type TreeProgress,
  type TreeStart,
} from './page-tree.ts';

const PAGE = 100;

/** The tree through the REST API of Data Center, which moves a page by an update and knows no copy. */
export class DataCenterPageTree implements PageTree {
  readonly #api: ConfluenceApi;

  constructor(api: ConfluenceApi) {
    this.#api = api;
  }

  /** Its API lists what is below a page for comments alone, so that pages are searched for. */
  async nodes(start: TreeStart, limit: number, onProgress: TreeProgress) {
    const request =
      'pageId' in start
        ? {
            path: this.#api.path('/rest/api', 'content', 'search'),
            query: { cql: `type = page AND ancestor = ${start.pageId}` },
          }
        : { path: this.#api.path('/rest/api', 'space', start.spaceKey, 'content', 'page'), query: { depth: 'all' } };
    const nodes: TreeNode[] = [];
    let next: string | undefined = '0';
    while (next !== undefined && nodes.length < limit) {
      const query = { ...request.query, expand: ['ancestors'], start: next, limit: PAGE };
      const answer = await this.#api.object({ path: request.path, query });
      nodes.push(...wireList(answer['results'], 'pages').map(nodeOf));
      next = nextStart(answer, Number(next));
      onProgress(nodes.length);
    }
    return { nodes: nodes.slice(0, limit), complete: next === undefined && nodes.length <= limit };
  }

  async ancestors(id: string): Promise<TreeNode[]> {
    const path = this.#api.path('/rest/api', 'content', id);
    const page = await this.#api.object({ path, query: { expand: ['ancestors'] } });
    const ancestors = wireList(page['ancestors'] ?? [], 'ancestors');
    return ancestors.map((ancestor, index) => {
      return { ...nodeOf(ancestor), parentId: textAt(ancestors[index - 1], 'id') };
    });
  }

  async children(id: string, limit: number): Promise<TreeNode[]> {
    const path = this.#api.path('/rest/api', 'content', id, 'child', 'page');
    const answer = await this.#api.object({ path, query: { limit } });
    return wireList(answer['results'], 'children').map((wire) => ({ ...nodeOf(wire), parentId: id }));
  }

  async move(id: string, target: MoveTarget): Promise<void> {
    if (!('spaceKey' in target) && target.position !== 'append') {
      throw new NotSupportedError(
        'Confluence Data Center cannot put a page before or after another. Use position append, which puts it below.',
      );
    }
    const page = await contentOfType(this.#api, id, 'page', ['version', 'space', 'body.storage']);
    const parentId = 'spaceKey' in target ? await this.#topOf(target.spaceKey, page) : target.targetId;
    const body = {
      id,
      type: 'page',
      title: textAt(page, 'title') ?? '',
      ancestors: [{ id: parentId }],
      version: { number: versionOf(page) + 1 },
      body: { storage: { value: storageOf(page), representation: 'storage' } },
    };
    await this.#api.request({ method: 'PUT', path: this.#api.path('/rest/api', 'content', id), body });
  }

  async copy(id: string, { title, to, withAttachments, withLabels }: PageCopy): Promise<CopiedPage> {
    const expand = ['body.storage', 'space', 'metadata.labels', 'children.attachment'];
    const page = await contentOfType(this.#api, id, 'page', expand);
    const spaceKey = 'spaceKey' in to ? to.spaceKey : await this.#spaceOf(to.parentId);
    const labels = withLabels ? wireList(at(page, 'metadata', 'labels', 'results') ?? [], 'labels') : [];
    const body = {
      type: 'page',
      title,
      space: { key: spaceKey },
      body: { storage: { value: withoutCommentMarkers(storageOf(page)), representation: 'storage' } },
      ...('parentId' in to && { ancestors: [{ id: to.parentId }] }),
    };
    const created = await this.#api.object({ method: 'POST', path: this.#api.path('/rest/api', 'content'), body });
    const copied = summaryOf(created, this.#api.siteUrl, spaceKey);
    const hasLabels = labels.length === 0 || (await this.#label(copied.id, labels));
    const files = wireList(at(page, 'children', 'attachment', 'results') ?? [], 'attachments');
    const left = [...(withAttachments && files.length > 0 ? ['attachments'] : []), ...(hasLabels ? [] : ['labels'])];
    return { page: copied, left };
  }

  /** Whether it could be done: the page is there by then, and a failure would have the caller copy it again. */
  async #label(id: string, labels: readonly WireObject[]): Promise<boolean> {
    const body = labels.map((label) => ({ prefix: textAt(label, 'prefix') ?? 'global', name: textAt(label, 'name') }));
    const path = this.#api.path('/rest/api', 'content', id, 'label');
    return this.#api.request({ method: 'POST', path, body }).then(
      () => true,
      () => false,
    );
  }

  async #spaceOf(pageId: string): Promise<string> {
    const path = this.#api.path('/rest/api', 'content', pageId);
    const page = await this.#api.object({ path, query: { expand: ['space'] } });
    return wireText(at(page, 'space', 'key'), 'space of the page');
  }

  async #topOf(spaceKey: string, page: WireObject): Promise<string> {
    if (textAt(page, 'space', 'key')?.toLowerCase() !== spaceKey.toLowerCase()) {
      throw new NotSupportedError(
        'The API of Confluence Data Center cannot move a page to another space. Copy it with copy-confluence-page.',
      );
    }
    const path = this.#api.path('/rest/api', 'space', spaceKey);
    const space = await this.#api.object({ path, query: { expand: ['homepage'] } });
    return wireText(at(space, 'homepage', 'id'), `home page of space ${spaceKey}`);
  }
}

/** Comments on the text stay with the page that they were made on, and so do the places that they are about. */
function withoutCommentMarkers(storage: string): string {
  return storage.replace(/<!\[CDATA\[[\s\S]*?\]\]>|<\/?ac:inline-comment-marker\b[^<>]*>/g, (found) =>
    found.startsWith('<!') ? found : '',
  );
}

function nodeOf(wire: WireObject): TreeNode {
  const ancestors = at(wire, 'ancestors');
  const parent: unknown = Array.isArray(ancestors) ? ancestors.at(-1) : undefined;
  return {
    id: wireText(wire['id'], 'page id'),
    title: textAt(wire, 'title') ?? '',
    parentId: textAt(parent, 'id'),
    position: positionOf(at(wire, 'extensions', 'position')),
  };
}
