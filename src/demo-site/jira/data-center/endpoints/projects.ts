import { offsetPage } from '../../../http/offset-page.ts';
import { Refusal } from '../../../http/refusal.ts';
import { ok, type Reply } from '../../../http/reply.ts';
import { type Route, route } from '../../../http/route.ts';
import type { SiteRequest } from '../../../http/site-request.ts';
import type { Site } from '../../../site.ts';
import { wordSet } from '../../../word-set.ts';
import type { IssueType, Project } from '../../records.ts';
import { Views } from '../../views.ts';
import { answerOf } from '../answer-of.ts';
import { dataCenterFields, epicLinkField, epicNameField } from '../data-center-fields.ts';

/** Fields that the create screen offers for every type; sub-tasks have a parent, epics a name, all others an epic. */
const offered = wordSet(`
  summary issuetype project description priority assignee reporter labels components fixVersions
  duedate customfield_10016 customfield_10020
`);
const required = wordSet(`summary issuetype project parent ${epicNameField}`);

/** Projects, and what an issue in them may be made of. There is no search among projects: the list is whole. */
export const projectEndpoints: readonly Route[] = [
  route('GET /rest/api/2/project', (request, site) => {
    const expand = request.list('expand');
    const views = new Views(site.jiraUrl);
    const projects = site.jira.projectsFor(request.user).map((project) => ({
      expand: 'description,lead,url,projectKeys',
      ...views.project(project),
      archived: false,
      ...(expand.includes('description') ? { description: project.description } : {}),
      ...(expand.includes('lead') ? { lead: views.user(project.lead) } : {}),
    }));
    return ok(answerOf(projects, site));
  }),
  route('GET /rest/api/2/issue/createmeta/:projectIdOrKey/issuetypes', (request, site) => {
    const views = new Views(site.jiraUrl);
    const types = projectIn(request, site).issueTypes.map((type) => views.issueType(type));
    return valuesPage(request, site, types);
  }),
  route('GET /rest/api/2/issue/createmeta/:projectIdOrKey/issuetypes/:issueTypeId', (request, site) => {
    const project = projectIn(request, site);
    const type = project.issueTypes.find(({ id }) => id === request.param('issueTypeId'));
    if (type === undefined) throw new Refusal(400, 'The issue type does not exist in this project.');
    return valuesPage(request, site, fieldsToCreate(project, type, site));
  }),
];

function projectIn(request: SiteRequest, site: Site): Project {
  return site.jira.project(request.param('projectIdOrKey'), request.user);
}

function valuesPage(request: SiteRequest, site: Site, all: readonly unknown[]): Reply {
  const { startAt, maxResults, total, isLast, items } = offsetPage(request, all, { fallback: 50, max: 200 });
  return ok({ maxResults, startAt, total, isLast, values: answerOf(items, site) });
}

function fieldsToCreate(project: Project, type: IssueType, site: Site) {
  const own = type.subtask ? 'parent' : type.hierarchyLevel === 1 ? epicNameField : epicLinkField;
  return dataCenterFields
    .filter(({ id }) => offered.has(id) || id === own)
    .map(({ id, name, schema }) => ({
      required: required.has(id),
      schema,
      name,
      fieldId: id,
      hasDefaultValue: id === 'priority',
      operations: schema['type'] === 'array' ? ['add', 'set', 'remove'] : ['set'],
      ...choices(id, project, site),
    }));
}

function choices(fieldId: string, project: Project, site: Site) {
  const views = new Views(site.jiraUrl);
  switch (fieldId) {
    case 'priority':
      return { allowedValues: site.jira.setup.priorities.map((priority) => views.priority(priority)) };
    case 'components':
      return { allowedValues: project.components.map((component) => views.component(component, project)) };
    case 'fixVersions':
      return { allowedValues: project.versions.map((version) => views.version(version, project)) };
    default:
      return {};
  }
}
