import { ok } from '../../../http/reply.ts';
import { type Route, route } from '../../../http/route.ts';
import type { SiteRequest } from '../../../http/site-request.ts';
import type { Site } from '../../../site.ts';
import type { Content } from '../../content.ts';
import { searchContent } from '../../search-content.ts';
import { storageText } from '../../storage-xhtml.ts';
import { iso } from '../content-frame.ts';
import { ContentViews } from '../content-views.ts';
import type { Found } from '../find-content.ts';
import { listReply, offsetList } from '../offset-list.ts';
import { expansionIn } from './expansion-in.ts';

/** Searching with CQL. */
export const searchEndpoints: readonly Route[] = [
  route('GET /rest/api/content/search', (request, site) => {
    const [views, expand] = [new ContentViews(site, request.user), expansionIn(request)];
    return listReply(request, site, search(request, site), (content) => views.content(foundIn(content), expand));
  }),
  route('GET /rest/api/search', (request, site) => {
    const all = search(request, site);
    const { items, frame, links } = offsetList(request, site, all);
    const [views, expand] = [new ContentViews(site, request.user), expansionIn(request).inside('content')];
    const results = items.map((content) => {
      const view = views.content(foundIn(content), expand);
      const { space } = content.page;
      return {
        content: view,
        title: content.title,
        excerpt: request.query.get('excerpt') === 'none' ? '' : storageText(content.body).slice(0, 200),
        url: view._links['webui'],
        resultGlobalContainer: { title: space.name, displayUrl: `/spaces/${space.key}` },
        entityType: 'content',
        iconCssClass: `aui-icon content-type-${content.type}`,
        lastModified: iso(content.version.created),
        friendlyLastModified: iso(content.version.created).slice(0, 10),
        timestamp: content.version.created,
      };
    });
    const cqlQuery = request.query.get('cql') ?? '';
    return ok({ results, ...frame, totalSize: all.length, cqlQuery, searchDuration: 1, _links: links });
  }),
];

const search = (request: SiteRequest, site: Site): readonly Content[] =>
  searchContent(site, request.query.get('cql') ?? '', request.user);

function foundIn({ page, comment, attachment }: Content): Found {
  if (comment !== undefined) return { type: 'comment', comment };
  return attachment === undefined ? { type: 'page', page } : { type: 'attachment', attachment };
}
