import { offsetPage, pageBean } from '../../http/offset-page.ts';
import { Refusal } from '../../http/refusal.ts';
import { ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import type { SiteRequest } from '../../http/site-request.ts';
import type { Site } from '../../site.ts';
import { wordSet } from '../../word-set.ts';
import { issueFields } from '../issue-fields.ts';
import type { Project } from '../records.ts';
import { Views } from '../views.ts';

const projectIn = (request: SiteRequest, site: Site) =>
  site.jira.project(request.param('projectIdOrKey'), request.user);

/** Fields that the create screen offers, beside those every issue needs. */
const requiredToCreate = new Set(['summary', 'issuetype', 'project']);
const offeredToCreate = wordSet(`
  summary issuetype project description priority assignee reporter labels components fixVersions
  duedate parent customfield_10016 customfield_10020
`);

/** Projects, and what an issue in them may be made of. */
export const projectEndpoints: readonly Route[] = [
  route('GET /rest/api/3/project/search', (request, site) => {
    const [query, keys] = [request.query.get('query')?.toLowerCase(), request.list('keys')];
    const all = site.jira
      .projectsFor(request.user)
      .filter(
        ({ key, name }) =>
          query === undefined || key.toLowerCase().startsWith(query) || name.toLowerCase().includes(query),
      )
      .filter(({ key }) => keys.length === 0 || keys.includes(key));
    const page = offsetPage(request, all, { fallback: 50, max: 100 });
    const views = new Views(site.url);
    return ok(
      pageBean(
        request,
        site.url,
        page,
        page.items.map((project) => views.project(project)),
      ),
    );
  }),
  route('GET /rest/api/3/project/:projectIdOrKey', (request, site) => ok(projectView(projectIn(request, site), site))),
  route('GET /rest/api/3/project/:projectIdOrKey/components', (request, site) => {
    const views = new Views(site.url);
    return ok(projectIn(request, site).components.map((component) => views.component(component)));
  }),
  route('GET /rest/api/3/project/:projectIdOrKey/versions', (request, site) => {
    const views = new Views(site.url);
    return ok(projectIn(request, site).versions.map((version) => views.version(version)));
  }),
  route('GET /rest/api/3/issue/createmeta/:projectIdOrKey/issuetypes', (request, site) => {
    const page = offsetPage(request, projectIn(request, site).issueTypes, { fallback: 50, max: 200 });
    const views = new Views(site.url);
    const { startAt, maxResults, total } = page;
    return ok({ startAt, maxResults, total, issueTypes: page.items.map((type) => views.issueType(type)) });
  }),
  route('GET /rest/api/3/issue/createmeta/:projectIdOrKey/issuetypes/:issueTypeId', (request, site) => {
    const project = projectIn(request, site);
    const type = project.issueTypes.find(({ id }) => id === request.param('issueTypeId'));
    if (type === undefined) throw new Refusal(404, 'The issue type does not exist in this project.');
    const offered = issueFields.filter(({ id }) => offeredToCreate.has(id));
    const page = offsetPage(request, offered, { fallback: 50, max: 200 });
    const fields = page.items.map(({ id, name, schema }) => ({
      required: requiredToCreate.has(id) || (type.subtask && id === 'parent'),
      schema,
      name,
      key: id,
      fieldId: id,
      hasDefaultValue: id === 'priority',
      operations: schema['type'] === 'array' ? ['add', 'set', 'remove'] : ['set'],
      ...allowedValues(id, project, site),
    }));
    return ok({ startAt: page.startAt, maxResults: page.maxResults, total: page.total, fields });
  }),
];

function allowedValues(fieldId: string, project: Project, site: Site) {
  const views = new Views(site.url);
  switch (fieldId) {
    case 'priority':
      return { allowedValues: site.jira.setup.priorities.map((priority) => views.priority(priority)) };
    case 'components':
      return { allowedValues: project.components.map((component) => views.component(component)) };
    case 'fixVersions':
      return { allowedValues: project.versions.map((version) => views.version(version)) };
    default:
      return {};
  }
}

function projectView(project: Project, site: Site) {
  const views = new Views(site.url);
  return {
    ...views.project(project),
    expand: 'description,lead,issueTypes,url,projectKeys,permissions,insight',
    description: project.description,
    lead: views.user(project.lead),
    components: project.components.map((component) => views.component(component)),
    issueTypes: project.issueTypes.map((type) => views.issueType(type)),
    assigneeType: 'UNASSIGNED',
    versions: project.versions.map((version) => ({ ...views.version(version), projectId: Number(project.id) })),
    roles: {},
    properties: {},
  };
}
