import { offsetPage, pageBean } from '../../http/offset-page.ts';
import { Refusal } from '../../http/refusal.ts';
import { created, ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import type { SiteRequest } from '../../http/site-request.ts';
import { isJsonObject } from '../../json.ts';
import type { Version } from '../records.ts';
import { createVersion, projectOfVersion, updateVersion, versionOf } from '../versions.ts';
import { Views } from '../views.ts';
import { projectIn } from './projects.ts';

/** Versions of projects, that issues are fixed in. */
export const versionEndpoints: readonly Route[] = [
  route('GET /rest/api/3/project/:projectIdOrKey/versions', (request, site) => {
    const project = projectIn(request, site);
    return ok(project.versions.map((version) => new Views(site.url).version(version, project)));
  }),
  route('GET /rest/api/3/project/:projectIdOrKey/version', (request, site) => {
    const project = projectIn(request, site);
    const page = offsetPage(request, wantedVersions(request, project.versions), { fallback: 50, max: 50 });
    const values = page.items.map((version) => new Views(site.url).version(version, project));
    return ok(pageBean(request, site.url, page, values));
  }),
  route('POST /rest/api/3/version', (request, site) => {
    const project = projectOfVersion(request.body, site, request.user);
    // The document gives 404 here, and 400 for a change, to who may not administer the project.
    if (request.user.mayWrite === false) throw new Refusal(404, `No project could be found with id '${project.id}'.`);
    const version = createVersion(isJsonObject(request.body) ? request.body : {}, project, site);
    return created(new Views(site.url).version(version, project));
  }),
  route('GET /rest/api/3/version/:versionId', (request, site) => {
    const { version, project } = versionOf(request.param('versionId'), site, request.user);
    return ok(new Views(site.url).version(version, project));
  }),
  route('PUT /rest/api/3/version/:versionId', (request, site) => {
    const { version, project } = versionOf(request.param('versionId'), site, request.user);
    if (request.user.mayWrite === false) throw new Refusal(400, 'You do not have permission to change this version.');
    updateVersion(isJsonObject(request.body) ? request.body : {}, version, project, site, request.user);
    return ok(new Views(site.url).version(version, project));
  }),
];

const states: Readonly<Record<string, (version: Version) => boolean>> = {
  released: ({ released, archived }) => released && !archived,
  unreleased: ({ released, archived }) => !released && !archived,
  archived: ({ archived }) => archived,
};

/** Those that `query` and `status` ask for, in the order of `orderBy`. */
function wantedVersions(request: SiteRequest, versions: readonly Version[]): readonly Version[] {
  const query = request.query.get('query')?.toLowerCase() ?? '';
  const wanted = request.list('status').map((state) => (Object.hasOwn(states, state) ? states[state] : undefined));
  const found = versions
    .filter(({ name, description }) => `${name}\n${description}`.toLowerCase().includes(query))
    .filter((version) => wanted.length === 0 || wanted.some((is) => is?.(version)));
  const [, sign, by = 'sequence'] = /^([+-]?)(\w+)$/.exec(request.query.get('orderBy')?.trim() ?? '') ?? [];
  const keys: Readonly<Record<string, (version: Version) => string>> = {
    name: ({ name }) => name.toLowerCase(),
    description: ({ description }) => description.toLowerCase(),
    releaseDate: ({ releaseDate }) => releaseDate ?? '',
    startDate: ({ startDate }) => startDate ?? '',
    sequence: (version) => String(versions.indexOf(version)).padStart(6, '0'),
  };
  const key = Object.hasOwn(keys, by) ? keys[by] : undefined;
  if (key === undefined) throw new Refusal(400, `Versions can not be ordered by '${by}'.`);
  const sorted = [...found].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  return sign === '-' ? sorted.reverse() : sorted;
}
