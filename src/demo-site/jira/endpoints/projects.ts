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

/** The project that the path names. */
export const projectIn = (request: SiteRequest, site: Site): Project =>
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
    const expand = request.list('expand');
    const values = page.items.map((project) => foundProject(project, expand, site));
    return ok(pageBean(request, site.url, page, values));
  }),
  route('GET /rest/api/3/project/:projectIdOrKey', (request, site) => ok(projectView(projectIn(request, site), site))),
  route('GET /rest/api/3/project/:projectIdOrKey/statuses', (request, site) => {
    const views = new Views(site.url);
    const statuses = site.jira.setup.statuses.map((status) => views.status(status));
    return ok(
      projectIn(request, site).issueTypes.map(({ id, name, subtask }) => ({
        self: views.self(`issuetype/${id}`),
        id,
        name,
        subtask,
        statuses,
      })),
    );
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
      return { allowedValues: project.components.map((component) => views.componentRef(component)) };
    case 'fixVersions':
      return { allowedValues: project.versions.map((version) => views.versionRef(version)) };
    default:
      return {};
  }
}

/** A project in a search: with more about it where `expand` asks. */
function foundProject(project: Project, expand: readonly string[], site: Site) {
  const views = new Views(site.url);
  return {
    ...views.project(project),
    ...(expand.includes('description') ? { description: project.description } : {}),
    ...(expand.includes('lead') ? { lead: views.user(project.lead) } : {}),
    ...(expand.includes('issueTypes') ? { issueTypes: project.issueTypes.map((type) => views.issueType(type)) } : {}),
  };
}

function projectView(project: Project, site: Site) {
  const views = new Views(site.url);
  return {
    ...views.project(project),
    expand: 'description,lead,issueTypes,url,projectKeys,permissions,insight',
    description: project.description,
    lead: views.user(project.lead),
    components: project.components.map((component) => views.componentRef(component)),
    issueTypes: project.issueTypes.map((type) => views.issueType(type)),
    assigneeType: 'UNASSIGNED',
    versions: project.versions.map((version) => ({ ...views.versionRef(version), projectId: Number(project.id) })),
    roles: {},
    properties: {},
  };
}
