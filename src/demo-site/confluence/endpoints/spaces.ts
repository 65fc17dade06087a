import { cursorPage } from '../../http/cursor-page.ts';
import { Refusal } from '../../http/refusal.ts';
import { ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import type { SiteRequest } from '../../http/site-request.ts';
import type { Space } from '../records.ts';
import { type SortKeys, sortedBy } from '../sorted-by.ts';
import { spaceView } from '../v2-views.ts';

/** Spaces. All of this site are global and current. */
export const spaceEndpoints: readonly Route[] = [
  route('GET /wiki/api/v2/spaces', (request, site) => {
    const [ids, keys] = [request.list('ids'), request.list('keys')];
    const format = descriptionFormat(request);
    const [type, status] = [request.query.get('type') ?? 'global', request.query.get('status') ?? 'current'];
    const spaces = site.confluence.spaces
      .filter(() => type === 'global' && status === 'current')
      .filter(({ id }) => ids.length === 0 || ids.includes(id))
      .filter(({ key }) => keys.length === 0 || keys.includes(key));
    return cursorPage(request, site.url, sortedBy(spaces, request.query.get('sort') ?? 'id', sortKeys), (space) =>
      spaceView(space, format),
    );
  }),
  route('GET /wiki/api/v2/spaces/:id', (request, site) => {
    const view = spaceView(site.confluence.space(request.param('id')), descriptionFormat(request));
    return ok({ ...view, _links: { ...view._links, base: `${site.url}/wiki` } });
  }),
];

const sortKeys: SortKeys<Space> = {
  id: ({ id }) => Number(id),
  key: ({ key }) => key,
  name: ({ name }) => name,
};

function descriptionFormat(request: SiteRequest): 'plain' | 'view' | null {
  const format = request.query.get('description-format');
  if (format === null || format === 'plain' || format === 'view') return format;
  throw new Refusal(400, `Provided value {${format}} for 'description-format' is not the correct type.`);
}
