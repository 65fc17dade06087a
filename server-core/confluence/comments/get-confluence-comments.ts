import * as z from 'zod';
import { readableInstant } from '../../instant.ts';
import { listResult, type Page, type PageRequest } from '../../results/list-result.ts';
import { nextPageToken, pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { fromStorage } from '../pages/content-text.ts';
import { pageId } from '../pages/page-arguments.ts';
import type { CommentKind, Comments, PageComment } from './comments.ts';

export const getConfluenceComments = defineTool({
  name: 'get-confluence-comments',
  title: 'List the comments on a Confluence page',
  description: 'Lists the comments below a Confluence page and those on its text, each with its replies.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      page_id: pageId(),
      kind: z.enum(['all', 'footer', 'inline']).default('all').describe('footer: below the page; inline: on its text'),
      include_replies: z.boolean().default(true).describe('Whether to list replies'),
      include_resolved: z.boolean().default(true).describe('Whether to list resolved inline comments'),
      max_results: z.int().min(1).max(100).describe('Most threads to list').optional(),
      page_token: pageToken(),
    }),
  output: () =>
    z.object({
      comments: z.array(
        z.object({
          id: z.string(),
          kind: z.string(),
          parent_id: z.string().optional(),
          author: z.string(),
          created: z.string().optional(),
          about: z.string().optional(),
          resolved: z.boolean().optional(),
          text: z.string(),
        }),
      ),
      next_page_token: nextPageToken(),
    }),
  handle: async ({ page_id, kind, include_replies, include_resolved, max_results, page_token }, context) => {
    const { comments } = await context.confluence();
    const read = async (page: PageRequest): Promise<Page<PageComment>> => {
      const list = await threads(comments, page_id, kind, { ...page, withReplies: include_replies });
      return include_resolved ? list : { ...list, items: unresolved(list.items) };
    };
    return listResult(
      {
        name: 'comments',
        noun: ['comment', 'comments'],
        maxResults: max_results ?? context.settings.items,
        countsAll: true,
        pageToken: page_token,
        separator: '\n\n',
        fetch: read,
        entry,
      },
      context.settings,
    );
  },
});

/** Without the resolved threads: a reply does not say that of itself. */
function unresolved(comments: readonly PageComment[]): PageComment[] {
  const left = new Set<string | undefined>();
  return comments.filter(({ id, parentId, isResolved }) => {
    const isLeft = isResolved || (parentId !== undefined && left.has(parentId));
    if (isLeft) left.add(id);
    return !isLeft;
  });
}

/** The two kinds are two lists on the site: for both, one comes after the other. `limit` counts threads. */
async function threads(
  comments: Comments,
  pageId: string,
  kind: CommentKind | 'all',
  { token, limit, withReplies }: PageRequest & { readonly withReplies: boolean },
): Promise<Page<PageComment>> {
  if (kind !== 'all') return comments.list(pageId, { kind, limit, withReplies, token });
  const inline = async (rest: Omit<PageRequest, 'limit'> & { limit: number }): Promise<Page<PageComment>> => {
    const page = await comments.list(pageId, { kind: 'inline', withReplies, ...rest });
    return { items: page.items, next: page.next === undefined ? undefined : `inline:${page.next}` };
  };
  if (token?.startsWith('inline:')) return inline({ limit, token: token.slice('inline:'.length) || undefined });
  const footer = await comments.list(pageId, {
    kind: 'footer',
    withReplies,
    limit,
    token: token?.replace(/^footer:/, ''),
  });
  if (footer.next !== undefined) return { items: footer.items, next: `footer:${footer.next}` };
  const room = limit - footer.items.filter(({ parentId }) => parentId === undefined).length;
  if (room <= 0) return { items: footer.items, next: 'inline:' };
  const after = await inline({ limit: room });
  return { items: [...footer.items, ...after.items], next: after.next };
}

async function entry({ id, kind, parentId, depth, author, created, storage, about, isResolved }: PageComment) {
  const text = (await fromStorage(storage)).trim();
  const notes = [
    parentId === undefined ? kind : `reply to ${parentId}`,
    about === undefined ? '' : `on "${about}"`,
    isResolved ? 'resolved' : '',
  ].filter((note) => note !== '');
  const heading = `${'#'.repeat(Math.min(6, 3 + depth))} ${author}, ${readableInstant(created)} (${id}; ${notes.join('; ')})`;
  const resolved = kind === 'inline' ? isResolved : undefined;
  return {
    text: `${heading}\n\n${text}`,
    data: { id, kind, parent_id: parentId, author, created, about, resolved, text },
  };
}
