import type { Reply } from '../../http/reply.ts';
import type { Route } from '../../http/route.ts';
import { SiteRequest } from '../../http/site-request.ts';
import type { Site } from '../../site.ts';
import { jiraCloudRoutes } from '../routes.ts';
import { answerOf } from './answer-of.ts';
import {
  assigneeOf,
  type BodyOf,
  commentOf,
  componentOf,
  issueOf,
  issuesOf,
  linkOf,
  watcherOf,
  worklogOf,
} from './body-of.ts';
import { asCloudSite } from './cloud-site.ts';
import { refusalOf } from './refusal-of.ts';

/** Endpoints with a body that has texts or people in it. */
const rewritten: Readonly<Record<string, BodyOf>> = {
  'POST /rest/api/3/issue': issueOf,
  'POST /rest/api/3/issue/bulk': issuesOf,
  'PUT /rest/api/3/issue/*': issueOf,
  'PUT /rest/api/3/issue/*/assignee': assigneeOf,
  'POST /rest/api/3/issue/*/transitions': issueOf,
  'POST /rest/api/3/issue/*/comment': commentOf,
  'PUT /rest/api/3/issue/*/comment/*': commentOf,
  'POST /rest/api/3/issue/*/worklog': worklogOf,
  'POST /rest/api/3/issue/*/watchers': watcherOf,
  'POST /rest/api/3/issueLink': linkOf,
  'POST /rest/api/3/component': componentOf,
  'PUT /rest/api/3/component/*': componentOf,
};

/** Endpoints whose request is the same in both. */
const same = [
  'DELETE /rest/api/3/issue/*',
  'GET /rest/api/3/issue/*/transitions',
  'GET /rest/api/3/issue/*/comment',
  'GET /rest/api/3/issue/*/comment/*',
  'DELETE /rest/api/3/issue/*/comment/*',
  'GET /rest/api/3/issue/*/worklog',
  'GET /rest/api/3/issue/*/worklog/*',
  'DELETE /rest/api/3/issue/*/worklog/*',
  'GET /rest/api/3/issue/*/watchers',
  'DELETE /rest/api/3/issue/*/watchers',
  'GET /rest/api/3/issue/*/remotelink',
  'POST /rest/api/3/issue/*/remotelink',
  'GET /rest/api/3/issue/*/remotelink/*',
  'DELETE /rest/api/3/issue/*/remotelink/*',
  'GET /rest/api/3/issueLink/*',
  'DELETE /rest/api/3/issueLink/*',
  'GET /rest/api/3/issueLinkType',
  'DELETE /rest/api/3/attachment/*',
  'GET /rest/api/3/project/*',
  'GET /rest/api/3/project/*/components',
  'GET /rest/api/3/project/*/statuses',
  'GET /rest/api/3/project/*/version',
  'GET /rest/api/3/project/*/versions',
  'GET /rest/api/3/component/*',
  'GET /rest/api/3/version/*',
  'POST /rest/api/3/version',
  'PUT /rest/api/3/version/*',
  'GET /rest/api/3/status',
  'GET /rest/agile/1.0/board',
  'GET /rest/agile/1.0/board/*',
  'GET /rest/agile/1.0/board/*/configuration',
  'GET /rest/agile/1.0/board/*/sprint',
  'GET /rest/agile/1.0/board/*/epic',
  'POST /rest/agile/1.0/backlog/issue',
  'POST /rest/agile/1.0/sprint',
  'GET /rest/agile/1.0/sprint/*',
  'POST /rest/agile/1.0/sprint/*',
  'PUT /rest/agile/1.0/sprint/*',
  'DELETE /rest/agile/1.0/sprint/*',
  'POST /rest/agile/1.0/sprint/*/issue',
  'GET /rest/agile/1.0/epic/*',
  'POST /rest/agile/1.0/epic/none/issue',
  'POST /rest/agile/1.0/epic/*/issue',
];

/** What Jira Data Center and Jira Cloud both have: the endpoints of the cloud, with requests and answers rewritten. */
export const sharedEndpoints: readonly Route[] = [
  ...Object.entries(rewritten).map(([endpoint, bodyOf]) => shared(endpoint, bodyOf)),
  ...same.map((endpoint) => shared(endpoint, (body) => body)),
];

function shared(endpoint: string, bodyOf: BodyOf): Route {
  const cloud = jiraCloudRoutes.find((one) => `${one.method} ${patternOf(one.segments)}` === endpoint);
  if (cloud === undefined || cloud.open) throw new Error(`The cloud has no ${endpoint} to share.`);
  const { method, handler } = cloud;
  const segments = cloud.segments.map((part, index) => (index === 2 && part === '3' ? '2' : part));
  return {
    method,
    segments,
    open: false,
    handler: (request, site): Reply => {
      try {
        const reply = handler(asCloudRequest(request, segments, bodyOf, site), asCloudSite(site));
        return { ...reply, body: answerOf(reply.body, site) };
      } catch (error) {
        throw refusalOf(error, request.body, site);
      }
    },
  };
}

/** The path with a star for each part that varies. */
function patternOf(segments: readonly string[]): string {
  return segments.map((part) => (part.startsWith(':') ? '/*' : `/${part}`)).join('');
}

function asCloudRequest(request: SiteRequest, segments: readonly string[], bodyOf: BodyOf, site: Site): SiteRequest {
  const { user, path, form } = request;
  const query = new URLSearchParams(request.query);
  const username = query.get('username');
  if (username !== null) query.set('accountId', site.people.byUsername(username)?.accountId ?? username);
  const names = segments.filter((part) => part.startsWith(':')).map((part) => part.slice(1));
  const params = new Map(names.map((name) => [name, request.param(name)]));
  return new SiteRequest({ user, path, query, params, body: { json: bodyOf(request.body, site), form } });
}
