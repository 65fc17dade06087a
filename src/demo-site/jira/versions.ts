import { fieldRefusal, Refusal } from '../http/refusal.ts';
import { isJsonObject, type JsonObject, textAt } from '../json.ts';
import type { User } from '../people.ts';
import type { Site } from '../site.ts';
import { change, namedSide, record } from './history.ts';
import { isDay } from './jira-date.ts';
import type { Issue, Project, Version } from './records.ts';

/** A version with its project, or the 404 for one that is missing or in a project out of sight. */
export function versionOf(
  id: string,
  site: Site,
  user: User,
): { readonly project: Project; readonly version: Version } {
  for (const project of site.jira.projectsFor(user)) {
    const version = project.versions.find((one) => one.id === id);
    if (version !== undefined) return { project, version };
  }
  throw new Refusal(404, `Could not find version for id '${id}'`);
}

/** Makes a version of the JSON of `POST version`; only its name is needed. */
export function createVersion(body: JsonObject, project: Project, site: Site): Version {
  const blank = { name: '', description: '', released: false, archived: false, startDate: null, releaseDate: null };
  const values = checked({ name: '', ...body }, blank, project);
  const version = { ...values, id: site.jira.ids.version.next() };
  project.versions.push(version);
  return version;
}

/**
 * Changes what the JSON of `PUT version` names and leaves the rest. Where it releases the version, `moveUnfixedIssuesTo`
 * (the address of another version of the project) takes over what is not resolved.
 */
export function updateVersion(body: JsonObject, version: Version, project: Project, site: Site, user: User): void {
  const values = checked(body, version, project);
  const target = textAt(body, 'moveUnfixedIssuesTo');
  const next = target === undefined ? undefined : versionOf(target.split('/').at(-1) ?? '', site, user).version;
  const isReleasedNow = values.released && !version.released;
  Object.assign(version, values);
  if (!isReleasedNow || next === undefined) return;
  for (const issue of unfixedIssues(version, site)) {
    const others = issue.fixVersions.filter((one) => one !== version && one !== next);
    issue.fixVersions = [...others, next];
    const lines = [
      change('Fix Version', 'fixVersions', namedSide(version), namedSide(null)),
      change('Fix Version', 'fixVersions', namedSide(null), namedSide(next)),
    ];
    record(issue, lines, site, user);
  }
}

/** Issues that the version should fix and that are not resolved. */
function unfixedIssues(version: Version, site: Site): readonly Issue[] {
  return site.jira.allIssues.filter((issue) => issue.fixVersions.includes(version) && issue.resolution === null);
}

type Values = Omit<Version, 'id'>;

function checked(body: JsonObject, held: Values, project: Project): Values {
  const errors: Record<string, string> = {};
  const text = (key: 'name' | 'description') => {
    const value = body[key] ?? held[key];
    if (typeof value === 'string') return value;
    errors[key] = `The ${key} must be a text.`;
    return '';
  };
  const flag = (key: 'released' | 'archived') => {
    const value = body[key] ?? held[key];
    if (typeof value === 'boolean') return value;
    errors[key] = `'${key}' must be true or false.`;
    return false;
  };
  const date = (key: 'startDate' | 'releaseDate') => {
    const value = body[key] === undefined ? held[key] : body[key] || null;
    if (value === null || isDay(value)) return value;
    errors[key] = 'The date must be of the format yyyy-MM-dd.';
    return null;
  };
  const values = {
    name: text('name').trim(),
    description: text('description'),
    released: flag('released'),
    archived: flag('archived'),
    startDate: date('startDate'),
    releaseDate: date('releaseDate'),
  };
  const { name, startDate, releaseDate } = values;
  if (name === '') errors['name'] ??= 'You must specify a valid version name';
  else if (name.length > 255) errors['name'] = 'The version name must not exceed 255 characters in length.';
  else if (project.versions.some((one) => one !== held && one.name.toLowerCase() === name.toLowerCase())) {
    errors['name'] = 'A version with this name already exists in this project.';
  }
  if (startDate !== null && releaseDate !== null && startDate > releaseDate) {
    errors['startDate'] = 'The start date must not be after the release date.';
  }
  if (Object.keys(errors).length > 0) throw fieldRefusal(errors);
  return values;
}

/** The project that a body of `POST version` names: by `projectId`, a number, or by the older `project`, its key. */
export function projectOfVersion(body: unknown, site: Site, user: User): Project {
  const { projectId, project } = isJsonObject(body) ? body : {};
  const named = projectId ?? project;
  if (typeof named !== 'number' && typeof named !== 'string') {
    throw fieldRefusal({ project: 'Project must be specified to create a version.' });
  }
  return site.jira.project(String(named), user);
}
