import { offsetPage } from '../../http/offset-page.ts';
import { ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import type { SiteRequest } from '../../http/site-request.ts';
import type { Site } from '../../site.ts';
import { agileFields } from '../agile-fields.ts';
import { inBacklog, inSprint, onBoard } from '../boards.ts';
import { epicOf, inEpic, withoutEpic } from '../epics.ts';
import { issueView, selectedFields } from '../issue-view.ts';
import type { Issue } from '../records.ts';
import { searchIssues } from '../search-issues.ts';
import { boardIn } from './boards.ts';
import { searchOfQuery, searchPage } from './search.ts';
import { sprintIn } from './sprints.ts';

type Listing = (request: SiteRequest, site: Site) => (issue: Issue) => boolean;

/** Every list of issues, below its API. Literal paths are before those with a variable. */
const listings = {
  'board/:boardId/issue': (request, site) => onBoard(boardIn(request, site)),
  'board/:boardId/backlog': (request, site) => inBacklog(boardIn(request, site)),
  'board/:boardId/sprint/:sprintId/issue': (request, site) => {
    const [board, sprint] = [boardIn(request, site), sprintIn(request, site)];
    return (issue) => onBoard(board)(issue) && inSprint(sprint)(issue);
  },
  'board/:boardId/epic/none/issue': (request, site) => {
    const board = boardIn(request, site);
    return (issue) => onBoard(board)(issue) && withoutEpic(issue);
  },
  'board/:boardId/epic/:epicIdOrKey/issue': (request, site) => {
    const [board, epic] = [boardIn(request, site), epicOf(request.param('epicIdOrKey'), site, request.user)];
    return (issue) => onBoard(board)(issue) && inEpic(epic)(issue);
  },
  'sprint/:sprintId/issue': (request, site) => inSprint(sprintIn(request, site)),
  'epic/none/issue': () => withoutEpic,
  'epic/:epicIdOrKey/issue': (request, site) => inEpic(epicOf(request.param('epicIdOrKey'), site, request.user)),
} satisfies Readonly<Record<string, Listing>>;

/** The lists whose issues can be counted without reading them. */
const counted = ['board/:boardId/issue', 'board/:boardId/backlog'] as const;

/**
 * Issues of boards, backlogs, sprints and epics, by rank: by offset at the deprecated `/rest/agile`, and by token at
 * `/rest/software`, which took its place in the cloud.
 */
export const agileIssueEndpoints: readonly Route[] = [
  ...counted.map((path) =>
    route(`GET /rest/software/1.0/${path}/approximate-count`, (request, site) =>
      ok({ count: foundIn(listings[path], request, site).length }),
    ),
  ),
  ...Object.entries(listings).flatMap(([path, listing]) => [
    route(`GET /rest/agile/1.0/${path}`, (request, site) => {
      const found = foundIn(listing, request, site);
      const { startAt, maxResults, total, items } = offsetPage(request, found, { fallback: 50, max: 100 });
      const shown = { fields: selectedFields(request.list('fields'), agileFields), expand: request.list('expand') };
      const issues = items.map((issue) => issueView(issue, site, request.user, shown));
      return ok({ expand: 'schema,names', startAt, maxResults, total, issues });
    }),
    route(`GET /rest/software/1.0/${path}`, (request, site) => {
      const search = searchOfQuery(request);
      const found = foundIn(listing, request, site);
      const fields = search.fields.length === 0 ? ['*navigable'] : search.fields;
      const options = { list: request.path, among: agileFields };
      return ok(searchPage({ ...search, fields }, found, site, request.user, options));
    }),
  ]),
];

function foundIn(listing: Listing, request: SiteRequest, site: Site): readonly Issue[] {
  return searchIssues(site, request.query.get('jql') ?? '', request.user, listing(request, site));
}
