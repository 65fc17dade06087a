import { fieldRefusal } from '../../http/refusal.ts';
import { created, ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import { isJsonObject, textAt } from '../../json.ts';
import type { User } from '../../people.ts';
import type { Site } from '../../site.ts';
import { type ComponentValues, componentOf, createComponent, updateComponent } from '../components.ts';
import { requireWriter } from '../jira-content.ts';
import { Views } from '../views.ts';
import { projectIn } from './projects.ts';

/** Components of projects. */
export const componentEndpoints: readonly Route[] = [
  route('GET /rest/api/3/project/:projectIdOrKey/components', (request, site) => {
    const project = projectIn(request, site);
    return ok(project.components.map((component) => new Views(site.url).component(component, project)));
  }),
  route('POST /rest/api/3/component', (request, site) => {
    const key = textAt(request.body, 'project');
    if (key === undefined) throw fieldRefusal({ project: 'The project must be specified.' });
    const project = site.jira.project(key, request.user);
    requireWriter(request.user);
    const component = createComponent(valuesIn(request.body, site), project, site);
    return created(new Views(site.url).component(component, project));
  }),
  route('GET /rest/api/3/component/:componentId', (request, site) => {
    const { component, project } = componentOf(request.param('componentId'), site, request.user);
    return ok(new Views(site.url).component(component, project));
  }),
  route('PUT /rest/api/3/component/:componentId', (request, site) => {
    const { component, project } = componentOf(request.param('componentId'), site, request.user);
    requireWriter(request.user);
    updateComponent(valuesIn(request.body, site), component, project);
    return ok(new Views(site.url).component(component, project));
  }),
];

function valuesIn(body: unknown, site: Site): ComponentValues {
  const { name, description, assigneeType, leadAccountId } = isJsonObject(body) ? body : {};
  const values = { name, description, assigneeType };
  return leadAccountId === undefined ? values : { ...values, lead: leadOf(leadAccountId, site) };
}

/** An empty account id takes the lead away. */
function leadOf(accountId: unknown, site: Site): User | null {
  if (accountId === '' || accountId === null) return null;
  const user = typeof accountId === 'string' ? site.people.byAccountId(accountId) : undefined;
  if (user === undefined) throw fieldRefusal({ leadAccountId: 'The user does not exist.' });
  return user;
}
