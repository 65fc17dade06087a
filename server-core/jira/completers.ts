import { at, textAt, wireList } from '../atlassian/wire-value.ts';
import type { Completer } from '../completion.ts';
import { findIssues } from './issues/find-issues.ts';
import type { JiraApi } from './jira-api.ts';
import { jqlString } from './jql.ts';

const SHOWN = 100;

/** Keys of projects; what has been typed may also be a part of a project's name. */
export const completeProjectKey: Completer = async (typed, context) => {
  const projects = await readProjects(await context.jira(), typed);
  const lower = typed.toLowerCase();
  const [byKey, byName] = [
    projects.filter(({ key }) => key.toLowerCase().startsWith(lower)),
    projects.filter(({ key, name }) => !key.toLowerCase().startsWith(lower) && name.toLowerCase().includes(lower)),
  ];
  return [...byKey, ...byName].map(({ key }) => key);
};

/** Keys of issues, last changed first: of a project once its key and the dash have been typed, else of all. */
export const completeIssueKey: Completer = async (typed, context) => {
  const jira = await context.jira();
  const project = /^([A-Za-z]\w*)-\d*$/.exec(typed.trim())?.[1];
  const condition = project === undefined ? 'updated >= -30d' : `project = ${jqlString(project)}`;
  const { items } = await findIssues(jira, {
    jql: `${condition} ORDER BY updated DESC`,
    fields: ['summary'],
    limit: SHOWN,
  });
  const keys = items.flatMap((issue) => textAt(issue, 'key') ?? []);
  return keys.filter((key) => key.toLowerCase().startsWith(typed.trim().toLowerCase()));
};

/** Names of statuses: of the project that has been chosen, else of the site. */
export const completeStatus: Completer = async (typed, context, { PROJECT }) => {
  const jira = await context.jira();
  const path = PROJECT === undefined ? jira.platform('status') : jira.platform('project', PROJECT, 'statuses');
  const answer = wireList(await jira.request({ path }), 'statuses');
  const statuses =
    PROJECT === undefined ? answer : answer.flatMap((type) => wireList(at(type, 'statuses') ?? [], 'statuses'));
  const names = new Set(statuses.flatMap((status) => textAt(status, 'name') ?? []));
  return [...names].filter((name) => name.toLowerCase().startsWith(typed.toLowerCase()));
};

async function readProjects(jira: JiraApi, typed: string): Promise<{ key: string; name: string }[]> {
  const isCloud = jira.dialect.deployment === 'cloud';
  const answer = isCloud
    ? at(
        await jira.request({
          path: jira.platform('project', 'search'),
          query: { query: typed || undefined, maxResults: 50 },
        }),
        'values',
      )
    : await jira.request({ path: jira.platform('project') });
  return wireList(answer, 'projects').flatMap((project) => {
    const key = textAt(project, 'key');
    return key === undefined ? [] : [{ key, name: textAt(project, 'name') ?? key }];
  });
}
