import { ok } from '../../../http/reply.ts';
import { openRoute, type Route, route } from '../../../http/route.ts';
import type { Site } from '../../../site.ts';
import { jiraDate } from '../../jira-date.ts';
import { Views } from '../../views.ts';
import { answerOf } from '../answer-of.ts';
import { dataCenterFields, epicNameField } from '../data-center-fields.ts';

/** The long-term support release whose document the answers follow. */
const version = '10.3.24';

/** What the site is, and the lists that fields choose from: whole, in bare arrays. */
export const metadataEndpoints: readonly Route[] = [
  // Nobody has to sign in to learn which Jira this is.
  openRoute('GET /rest/api/2/serverInfo', (_, site) =>
    ok({
      baseUrl: site.jiraUrl,
      version,
      versionNumbers: version.split('.').map(Number),
      deploymentType: 'Server',
      buildNumber: 10_030_024,
      buildDate: '2026-08-03T00:00:00.000+0000',
      databaseBuildNumber: 10_030_024,
      serverTime: jiraDate(Date.now()),
      scmInfo: 'demo',
      serverTitle: 'Jira (demo site)',
    }),
  ),
  route('GET /rest/api/2/field', () =>
    ok(
      dataCenterFields.map(({ id, name, schema }) => {
        const custom = id.startsWith('customfield_');
        const clauseNames = [custom ? name : id];
        return {
          id,
          name,
          custom,
          orderable: true,
          navigable: true,
          searchable: id !== epicNameField,
          clauseNames,
          schema,
        };
      }),
    ),
  ),
  route('GET /rest/api/2/priority', (_, site) =>
    ok(
      site.jira.setup.priorities.map((priority) => ({
        ...views(site).priority(priority),
        self: `${site.jiraUrl}/rest/api/2/priority/${priority.id}`,
        description: `${priority.name} priority`,
        statusColor: priority.statusColor,
      })),
    ),
  ),
  route('GET /rest/api/2/resolution', (_, site) =>
    ok(
      site.jira.setup.resolutions.map((resolution) => ({
        self: `${site.jiraUrl}/rest/api/2/resolution/${resolution.id}`,
        ...resolution,
      })),
    ),
  ),
  route('GET /rest/api/2/issuetype', (request, site) => {
    const types = new Set(site.jira.projectsFor(request.user).flatMap(({ issueTypes }) => issueTypes));
    return ok(
      answerOf(
        [...types].map((type) => views(site).issueType(type)),
        site,
      ),
    );
  }),
];

function views(site: Site): Views {
  return new Views(site.jiraUrl);
}
