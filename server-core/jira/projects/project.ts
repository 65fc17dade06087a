import { at, textAt, type WireObject, wireList, wireText } from '../../atlassian/wire-value.ts';
import type { JiraApi } from '../jira-api.ts';
import { componentEntry } from './component.ts';
import { versionEntry } from './version.ts';

/** What can be read with a project. */
export const projectParts = ['issue_types', 'components', 'versions', 'statuses'] as const;

export type ProjectPart = (typeof projectParts)[number];

export interface Project {
  readonly key: string;
  readonly name: string;
  readonly url: string;
  readonly type?: string | undefined;
  readonly lead?: string | undefined;
  readonly description: string;
  readonly issueTypes?: readonly string[] | undefined;
  readonly components?: readonly ReturnType<typeof componentEntry>[] | undefined;
  /** Newest first. */
  readonly versions?: readonly ReturnType<typeof versionEntry>[] | undefined;
  /** The statuses that issues of each type go through: `Bug: To Do, Done`. */
  readonly statuses?: readonly string[] | undefined;
}

export async function readProject(jira: JiraApi, key: string, parts: readonly ProjectPart[]): Promise<Project> {
  const listOf = async (part: ProjectPart): Promise<WireObject[] | undefined> =>
    parts.includes(part)
      ? wireList(await jira.request({ path: jira.platform('project', key, part) }), part)
      : undefined;
  const [wire, components, versions, statuses] = await Promise.all([
    jira.object({ path: jira.platform('project', key) }),
    listOf('components'),
    listOf('versions'),
    listOf('statuses'),
  ]);
  const realKey = wireText(wire['key'], 'project key');
  const types = at(wire, 'issueTypes');
  return {
    key: realKey,
    name: textAt(wire, 'name') ?? realKey,
    url: `${jira.siteUrl}/browse/${realKey}`,
    type: textAt(wire, 'projectTypeKey'),
    lead: textAt(wire, 'lead', 'displayName'),
    description: textAt(wire, 'description') ?? '',
    issueTypes: parts.includes('issue_types') ? namesIn(types) : undefined,
    components: components?.map(componentEntry),
    versions: versions?.map(versionEntry).reverse(),
    statuses: statuses?.map((type) => `${textAt(type, 'name')}: ${namesIn(at(type, 'statuses')).join(', ')}`),
  };
}

function namesIn(values: unknown): string[] {
  return Array.isArray(values) ? values.flatMap((value) => textAt(value, 'name') ?? []) : [];
}
