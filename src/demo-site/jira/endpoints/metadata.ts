import { offsetPage, pageBean } from '../../http/offset-page.ts';
import { Refusal } from '../../http/refusal.ts';
import { ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import { issueFields } from '../issue-fields.ts';
import { jiraDate } from '../jira-date.ts';
import { Views } from '../views.ts';

const isCustom = (fieldId: string) => fieldId.startsWith('customfield_');

/** What the site is, and the lists that fields choose from. */
export const metadataEndpoints: readonly Route[] = [
  route('GET /rest/api/3/serverInfo', (_, site) =>
    ok({
      baseUrl: site.url,
      displayUrl: site.url,
      displayUrlConfluence: `${site.url}/wiki`,
      version: '1001.0.0-SNAPSHOT',
      versionNumbers: [1001, 0, 0],
      deploymentType: 'Cloud',
      buildNumber: 100_300,
      serverTime: jiraDate(Date.now()),
      serverTitle: 'Jira (demo site)',
      serverTimeZone: 'Etc/UTC',
      defaultLocale: { locale: 'en_US' },
    }),
  ),
  route('GET /rest/api/3/status', (_, site) => {
    const views = new Views(site.url);
    return ok(site.jira.setup.statuses.map((status) => views.status(status)));
  }),
  route('GET /rest/api/3/priority/search', (request, site) => {
    const views = new Views(site.url);
    const page = offsetPage(request, site.jira.setup.priorities, { fallback: 50, max: 50 });
    const values = page.items.map((priority) => ({
      ...views.priority(priority),
      description: `${priority.name} priority`,
      statusColor: priority.statusColor,
      isDefault: priority.name === 'Medium',
    }));
    return ok(pageBean(request, site.url, page, values));
  }),
  route('GET /rest/api/3/field', () =>
    ok(
      issueFields.map(({ id, name, schema }) => ({
        id,
        key: id,
        name,
        custom: isCustom(id),
        orderable: true,
        navigable: true,
        searchable: true,
        clauseNames: isCustom(id) ? [`cf[${id.slice('customfield_'.length)}]`, name] : [id],
        schema,
      })),
    ),
  ),
  route('GET /rest/api/3/field/search', (request, site) => {
    const [types, ids, query] = [request.list('type'), request.list('id'), request.query.get('query') ?? ''];
    const wrong = types.find((type) => type !== 'custom' && type !== 'system');
    if (wrong !== undefined) throw new Refusal(400, `'${wrong}' is no type of fields: expected custom or system.`);
    const found = issueFields
      .filter(({ id }) => types.length === 0 || types.includes(isCustom(id) ? 'custom' : 'system'))
      .filter(({ id }) => ids.length === 0 || ids.includes(id))
      .filter(({ name }) => name.toLowerCase().includes(query.toLowerCase()));
    const page = offsetPage(request, found, { fallback: 50, max: 50 });
    const values = page.items.map(({ id, name, schema }) => ({
      id,
      key: id,
      name,
      schema,
      isLocked: false,
      isUnscreenable: false,
    }));
    return ok(pageBean(request, site.url, page, values));
  }),
  route('GET /rest/api/3/label', (request, site) => {
    const labels = new Set(site.jira.issuesFor(request.user).flatMap((issue) => issue.labels));
    const page = offsetPage(
      request,
      [...labels].sort((a, b) => a.localeCompare(b)),
      { fallback: 1_000, max: 1_000 },
    );
    return ok(pageBean(request, site.url, page, page.items));
  }),
];
