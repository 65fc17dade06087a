import { JiraContent } from '../jira/jira-content.ts';
import { day } from '../jira/jira-date.ts';
import type { Change, Issue, Project, Status } from '../jira/records.ts';
import { doc, p } from './adf-builder.ts';
import { checkoutIssues } from './demo-issues.ts';
import { issueFiles } from './issue-files.ts';
import type { IssueSeed, SeedContext } from './issue-seed.ts';
import { jiraSetup } from './jira-setup.ts';
import { otherIssues } from './more-demo-issues.ts';
import { opsIssues } from './ops-issues.ts';
import { type Person, team } from './people.ts';

const dayMs = 86_400_000;

/** The way each status is reached, for the history. */
const ways: Readonly<Record<string, readonly string[]>> = {
  'To Do': [],
  'In Progress': ['In Progress'],
  'In Review': ['In Progress', 'In Review'],
  Blocked: ['In Progress', 'Blocked'],
  Done: ['In Progress', 'In Review', 'Done'],
};

/** Links between issues of DEMO: the first one is the one that blocks, duplicates or relates. */
const links: readonly (readonly [type: string, from: string, to: string])[] = [
  ['Blocks', 'DEMO-9', 'DEMO-5'],
  ['Blocks', 'OPS-3', 'DEMO-26'],
  ['Blocks', 'DEMO-16', 'DEMO-21'],
  ['Relates', 'DEMO-31', 'DEMO-29'],
  ['Relates', 'DEMO-5', 'DEMO-14'],
  ['Relates', 'DEMO-22', 'DEMO-23'],
];

/** Jira as it is at the start: every issue with the history that led to where it stands. */
export function fillJira(url: string, now: number, wiki: (page: string) => string): JiraContent {
  const content = new JiraContent(jiraSetup(now));
  const context: SeedContext = { url, wiki, person: (name) => team[name] };
  const seeds = [[...checkoutIssues(context), ...otherIssues(context)], opsIssues(context)];
  for (const [index, project] of content.setup.projects.entries()) {
    for (const seed of seeds[index] ?? []) content.addIssue(issueOf(seed, project, content, now));
  }
  for (const [name, from, to] of links) {
    const type = named(content.setup.linkTypes, name);
    content.addLink({
      id: content.ids.link.next(),
      type,
      inward: content.issue(from, team.ana),
      outward: content.issue(to, team.ana),
    });
  }
  return content;
}

function issueOf(seed: IssueSeed, project: Project, content: JiraContent, now: number): Issue {
  const { setup, ids } = content;
  // Issues of one day are a few minutes apart, so that their order is the same in every run.
  const number = content.nextNumber(project);
  const key = `${project.key}-${number}`;
  const ago = (days: number) => Math.round(now - days * dayMs - (60 - number) * 60_000);
  const [created, touched] = [ago(seed.made), ago(seed.touched)];
  const status = named(setup.statuses, seed.status ?? 'To Do');
  const isDone = status.category.key === 'done';
  const issue: Issue = {
    id: ids.issue.next(),
    key,
    number,
    project,
    created,
    updated: touched,
    summary: seed.summary,
    description: seed.about === undefined ? null : doc(...seed.about),
    status,
    statusSince: touched,
    type: named(project.issueTypes, seed.type),
    priority: named(setup.priorities, seed.priority ?? 'Medium'),
    resolution: isDone ? named(setup.resolutions, 'Done') : null,
    resolved: isDone ? touched : null,
    assignee: seed.to === undefined ? null : team[seed.to],
    reporter: team[seed.by ?? 'ana'],
    creator: team[seed.by ?? 'ana'],
    labels: seed.labels ?? [],
    components: (seed.components ?? []).map((name) => named(project.components, name)),
    fixVersions: seed.fix === undefined ? [] : [named(project.versions, seed.fix)],
    parent: seed.under === undefined ? null : content.issue(`${project.key}-${seed.under}`, team.ana),
    sprints: setup.sprints.filter(({ id }) => seed.sprints?.includes(id)),
    storyPoints: seed.points ?? null,
    ...estimates(seed),
    rank: content.lastRank(),
    attachments: (issueFiles[key] ?? []).map(({ name: fileName, mediaType, bytes }) => ({
      id: ids.attachment.next(),
      author: team[seed.by ?? 'ana'],
      created,
      fileName,
      mediaType,
      bytes,
    })),
    dueDate: seed.due === undefined ? null : day(now + seed.due * dayMs),
    comments: (seed.comments ?? []).map(([who, days, ...blocks]) => {
      const at = Math.max(ago(days) - 6e4, created);
      return {
        id: ids.comment.next(),
        author: team[who],
        updateAuthor: team[who],
        created: at,
        updated: at,
        body: doc(...blocks),
        visibility: null,
      };
    }),
    worklogs: (seed.logged ?? []).map(([who, days, hours]) => ({
      id: ids.worklog.next(),
      author: team[who],
      comment: doc(p('Work on it')),
      visibility: null,
      created: ago(days),
      started: ago(days),
      seconds: hours * 3600,
    })),
    remoteLinks: (seed.remote ?? []).map(([title, url]) => remoteLink(title, url, Number(ids.remoteLink.next()))),
    history: [],
    watchers: new Set((seed.watchers ?? [seed.by ?? 'ana']).map((name) => team[name])),
  };
  addHistory(issue, seed, setup.statuses, content, touched);
  return issue;
}

/** What was logged is taken from what remains. */
function estimates({ hours, logged = [] }: IssueSeed): Pick<Issue, 'originalEstimate' | 'remainingEstimate'> {
  if (hours === undefined) return { originalEstimate: null, remainingEstimate: null };
  const spent = logged.reduce((sum, [, , length]) => sum + length, 0);
  return { originalEstimate: hours * 3600, remainingEstimate: Math.max(0, hours - spent) * 3600 };
}

function remoteLink(title: string, url: string, id: number) {
  const page = /\/spaces\/[^/]+\/pages\/(\d+)/.exec(url)?.[1];
  const confluence = { type: 'com.atlassian.confluence', name: 'System Confluence' };
  return page === undefined
    ? { id, title, url, globalId: undefined, relationship: undefined, summary: undefined, application: {} }
    : {
        id,
        title,
        url,
        globalId: `appId=demo&pageId=${page}`,
        relationship: 'Wiki Page',
        summary: undefined,
        application: confluence,
      };
}

/** Assigned soon after it was made, then moved in even steps up to the last touch. */
function addHistory(
  issue: Issue,
  seed: IssueSeed,
  statuses: readonly Status[],
  content: JiraContent,
  touched: number,
): void {
  const author = issue.assignee ?? issue.reporter;
  const change = (
    field: string,
    from: { id: string; name: string } | null,
    to: { id: string; name: string },
  ): Change => ({
    field,
    fieldId: field,
    custom: false,
    from: from?.id ?? null,
    fromText: from?.name ?? null,
    to: to.id,
    toText: to.name,
  });
  const add = (created: number, by: Person | undefined, changes: readonly Change[]) =>
    issue.history.push({
      id: content.ids.history.next(),
      author: by === undefined ? author : team[by],
      created,
      changes,
    });
  if (issue.assignee !== null) {
    const { accountId, displayName } = issue.assignee;
    add(issue.created + 60_000, seed.by ?? 'ana', [change('assignee', null, { id: accountId, name: displayName })]);
  }
  const steps = (ways[issue.status.name] ?? []).map((name) => named(statuses, name));
  let from = named(statuses, 'To Do');
  for (const [index, to] of steps.entries()) {
    const at = Math.round(issue.created + ((touched - issue.created) * (index + 1)) / steps.length);
    const resolved =
      to.category.key === 'done' && issue.resolution !== null ? [change('resolution', null, issue.resolution)] : [];
    add(at, undefined, [...resolved, change('status', from, to)]);
    from = to;
  }
}

function named<T extends { readonly name: string }>(all: readonly T[], name: string): T {
  const found = all.find((one) => one.name === name);
  if (found === undefined) throw new Error(`The seeds name ${name}, which the site does not have.`);
  return found;
}
