import { cursorPage } from '../../http/cursor-page.ts';
import { ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import { spaceView } from '../v2-views.ts';

/** Spaces. */
export const spaceEndpoints: readonly Route[] = [
  route('GET /wiki/api/v2/spaces', (request, site) => {
    const [ids, keys] = [request.list('ids'), request.list('keys')];
    const spaces = site.confluence.spaces
      .filter(({ id }) => ids.length === 0 || ids.includes(id))
      .filter(({ key }) => keys.length === 0 || keys.includes(key));
    return cursorPage(request, site.url, spaces, spaceView);
  }),
  route('GET /wiki/api/v2/spaces/:id', (request, site) => {
    const view = spaceView(site.confluence.space(request.param('id')));
    return ok({ ...view, _links: { ...view._links, base: `${site.url}/wiki` } });
  }),
];
