import { textAt, type WireObject, wireList, wireText } from '../../atlassian/wire-value.ts';
import { type ConfluenceApi, nextCursor } from '../confluence-api.ts';
import { summaryOf } from '../pages/page-of.ts';
import { cloudSpaceByKey } from '../spaces/cloud-spaces.ts';
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

/** The largest page of a list that the API gives. */
const PAGE = 250;
/** How far below a page its API looks at once. */
const DEEPEST = 5;

/** The tree through the REST API v2, moves and copies through v1. */
export class CloudPageTree implements PageTree {
  readonly #api: ConfluenceApi;

  constructor(api: ConfluenceApi) {
    this.#api = api;
  }

  async nodes(start: TreeStart, limit: number, onProgress: TreeProgress) {
    const request =
      'pageId' in start
        ? { path: this.#api.path('/api/v2', 'pages', start.pageId, 'descendants'), query: { depth: DEEPEST } }
        : { path: await this.#pagesOf(start.spaceKey), query: { depth: 'all', status: 'current' } };
    const nodes: TreeNode[] = [];
    let cursor: string | undefined;
    let last: string | undefined;
    do {
      last = cursor;
      const answer = await this.#api.object({ ...request, query: { ...request.query, limit: PAGE, cursor } });
      nodes.push(...wireList(answer['results'], 'pages').map(nodeOf));
      cursor = nextCursor(answer);
      onProgress(nodes.length);
    } while (cursor !== undefined && cursor !== last && nodes.length < limit);
    return { nodes: nodes.slice(0, limit), complete: cursor === undefined && nodes.length <= limit };
  }

  /** The API names ancestors by id and kind alone. */
  async ancestors(id: string): Promise<TreeNode[]> {
    const answer = await this.#api.object({ path: this.#api.path('/api/v2', 'pages', id, 'ancestors') });
    const pages = wireList(answer['results'], 'ancestors').filter((wire) => textAt(wire, 'type') === 'page');
    return Promise.all(
      pages.map(async (wire) => {
        const path = this.#api.path('/api/v2', 'pages', wireText(wire['id'], 'page id'));
        return nodeOf(await this.#api.object({ path }));
      }),
    );
  }

  async children(id: string, limit: number): Promise<TreeNode[]> {
    const path = this.#api.path('/api/v2', 'pages', id, 'direct-children');
    const answer = await this.#api.object({ path, query: { limit } });
    return wireList(answer['results'], 'children').map((wire) => ({ ...nodeOf(wire), parentId: id }));
  }

  async move(id: string, target: MoveTarget): Promise<void> {
    const [position, targetId] =
      'spaceKey' in target ? ['append', await this.#homeOf(target.spaceKey)] : [target.position, target.targetId];
    const path = this.#api.path('/rest/api', 'content', id, 'move', position, targetId);
    await this.#api.request({ method: 'PUT', path });
  }

  async copy(id: string, { title, to, withAttachments, withLabels }: PageCopy): Promise<CopiedPage> {
    const destination =
      'parentId' in to ? { type: 'parent_page', value: to.parentId } : { type: 'space', value: to.spaceKey };
    const body = { copyAttachments: withAttachments, copyLabels: withLabels, destination, pageTitle: title };
    const path = this.#api.path('/rest/api', 'content', id, 'copy');
    const copied = await this.#api.object({ method: 'POST', path, query: { expand: ['space', 'version'] }, body });
    return { page: summaryOf(copied, this.#api.siteUrl), left: [] };
  }

  async #pagesOf(spaceKey: string): Promise<string> {
    return this.#api.path('/api/v2', 'spaces', (await cloudSpaceByKey(this.#api, spaceKey)).id, 'pages');
  }

  /** The page that all others of a space are below. */
  async #homeOf(spaceKey: string): Promise<string> {
    const { id } = await cloudSpaceByKey(this.#api, spaceKey);
    const space = await this.#api.object({ path: this.#api.path('/api/v2', 'spaces', id) });
    return wireText(space['homepageId'], `home page of space ${spaceKey}`);
  }
}

function nodeOf(wire: WireObject): TreeNode {
  return {
    id: wireText(wire['id'], 'page id'),
    title: textAt(wire, 'title') ?? '',
    parentId: textAt(wire, 'parentId'),
    position: positionOf(wire['position'] ?? wire['childPosition']),
  };
}
