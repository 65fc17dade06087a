import type { User } from '../people.ts';
import type { Site } from '../site.ts';
import { jiraDate } from './jira-date.ts';
import type { Issue, IssueLink } from './records.ts';
import { duration, Views } from './views.ts';

/** The fields of an issue: id, name, and how its value is shown. `heavy` ones are not `*navigable`. */
export interface IssueField {
  readonly id: string;
  readonly name: string;
  readonly schema: Readonly<Record<string, string | number>>;
  readonly heavy?: boolean;
  show(issue: Issue, site: Site, user: User): unknown;
}

const views = (site: Site) => new Views(site.url);
const system = (type: string, name: string, items?: string) => ({
  type,
  ...(items === undefined ? {} : { items }),
  system: name,
});
const custom = (type: string, kind: string, customId: number, items?: string) => ({
  type,
  ...(items === undefined ? {} : { items }),
  custom: kind,
  customId,
});

/** The table that `GET field`, `fields=` and `expand=names,schema` all come from. */
export const issueFields: readonly IssueField[] = [
  { id: 'summary', name: 'Summary', schema: system('string', 'summary'), show: (issue) => issue.summary },
  {
    id: 'description',
    name: 'Description',
    schema: system('string', 'description'),
    show: (issue) => issue.description,
  },
  {
    id: 'issuetype',
    name: 'Issue Type',
    schema: system('issuetype', 'issuetype'),
    show: (issue, site) => views(site).issueType(issue.type),
  },
  {
    id: 'project',
    name: 'Project',
    schema: system('project', 'project'),
    show: (issue, site) => views(site).project(issue.project),
  },
  {
    id: 'status',
    name: 'Status',
    schema: system('status', 'status'),
    show: (issue, site) => views(site).status(issue.status),
  },
  {
    id: 'statuscategorychangedate',
    name: 'Status Category Changed',
    schema: custom('datetime', 'com.atlassian.jira.plugin.system.customfieldtypes:datetime', 10014),
    show: (issue) => jiraDate(issue.statusSince),
  },
  {
    id: 'priority',
    name: 'Priority',
    schema: system('priority', 'priority'),
    show: (issue, site) => views(site).priority(issue.priority),
  },
  {
    id: 'resolution',
    name: 'Resolution',
    schema: system('resolution', 'resolution'),
    show: (issue, site) =>
      issue.resolution && { self: views(site).self(`resolution/${issue.resolution.id}`), ...issue.resolution },
  },
  {
    id: 'resolutiondate',
    name: 'Resolved',
    schema: system('datetime', 'resolutiondate'),
    show: (issue) => issue.resolved && jiraDate(issue.resolved),
  },
  {
    id: 'assignee',
    name: 'Assignee',
    schema: system('user', 'assignee'),
    show: (issue, site) => issue.assignee && views(site).user(issue.assignee),
  },
  {
    id: 'reporter',
    name: 'Reporter',
    schema: system('user', 'reporter'),
    show: (issue, site) => views(site).user(issue.reporter),
  },
  {
    id: 'creator',
    name: 'Creator',
    schema: system('user', 'creator'),
    show: (issue, site) => views(site).user(issue.reporter),
  },
  { id: 'labels', name: 'Labels', schema: system('array', 'labels', 'string'), show: (issue) => issue.labels },
  {
    id: 'components',
    name: 'Components',
    schema: system('array', 'components', 'component'),
    show: (issue, site) => issue.components.map((component) => views(site).component(component)),
  },
  {
    id: 'fixVersions',
    name: 'Fix versions',
    schema: system('array', 'fixVersions', 'version'),
    show: (issue, site) => issue.fixVersions.map((version) => views(site).version(version)),
  },
  { id: 'versions', name: 'Affects versions', schema: system('array', 'versions', 'version'), show: () => [] },
  { id: 'created', name: 'Created', schema: system('datetime', 'created'), show: (issue) => jiraDate(issue.created) },
  { id: 'updated', name: 'Updated', schema: system('datetime', 'updated'), show: (issue) => jiraDate(issue.updated) },
  { id: 'duedate', name: 'Due date', schema: system('date', 'duedate'), show: (issue) => issue.dueDate },
  {
    id: 'parent',
    name: 'Parent',
    schema: system('issuelink', 'parent'),
    show: (issue, site) => issue.parent && brief(issue.parent, site),
  },
  {
    id: 'subtasks',
    name: 'Sub-tasks',
    schema: system('array', 'subtasks', 'issuelinks'),
    show: (issue, site) =>
      site.jira
        .childrenOf(issue)
        .filter((child) => child.type.subtask)
        .map((child) => brief(child, site)),
  },
  {
    id: 'issuelinks',
    name: 'Linked Issues',
    schema: system('array', 'issuelinks', 'issuelinks'),
    show: (issue, site, user) => site.jira.linksOf(issue, user).map((link) => linkView(link, issue, site)),
  },
  {
    id: 'watches',
    name: 'Watchers',
    schema: system('watches', 'watches'),
    show: (issue, site, user) => ({
      self: views(site).self(`issue/${issue.key}/watchers`),
      watchCount: issue.watchers.size,
      isWatching: issue.watchers.has(user),
    }),
  },
  {
    id: 'timespent',
    name: 'Time Spent',
    schema: system('number', 'timespent'),
    show: (issue) => secondsSpent(issue) || null,
  },
  {
    id: 'timetracking',
    name: 'Time tracking',
    schema: system('timetracking', 'timetracking'),
    heavy: true,
    show: (issue) => {
      const seconds = secondsSpent(issue);
      return seconds === 0 ? {} : { timeSpent: duration(seconds), timeSpentSeconds: seconds };
    },
  },
  {
    id: 'attachment',
    name: 'Attachment',
    schema: system('array', 'attachment', 'attachment'),
    heavy: true,
    show: () => [],
  },
  {
    id: 'comment',
    name: 'Comment',
    schema: system('comments-page', 'comment'),
    heavy: true,
    show: (issue, site) => ({
      comments: issue.comments.map((comment) => views(site).comment(issue.id, comment)),
      self: views(site).self(`issue/${issue.id}/comment`),
      maxResults: issue.comments.length,
      total: issue.comments.length,
      startAt: 0,
    }),
  },
  {
    id: 'worklog',
    name: 'Log Work',
    schema: system('array', 'worklog', 'worklog'),
    heavy: true,
    show: (issue, site) => ({
      startAt: 0,
      maxResults: 20,
      total: issue.worklogs.length,
      worklogs: issue.worklogs.slice(0, 20).map((worklog) => views(site).worklog(issue.id, worklog)),
    }),
  },
  {
    id: 'customfield_10016',
    name: 'Story Points',
    schema: custom('number', 'com.atlassian.jira.plugin.system.customfieldtypes:float', 10016),
    show: (issue) => issue.storyPoints,
  },
  {
    id: 'customfield_10020',
    name: 'Sprint',
    schema: custom('array', 'com.pyxis.greenhopper.jira:gh-sprint', 10020, 'json'),
    show: (issue, site) =>
      issue.sprints.length === 0
        ? null
        : issue.sprints.map((sprint) => {
            const { self: _, originBoardId: boardId, ...rest } = views(site).sprint(sprint);
            return { ...rest, boardId };
          }),
  },
];

function brief(issue: Issue, site: Site) {
  const { status, priority, issueType } = {
    status: views(site).status(issue.status),
    priority: views(site).priority(issue.priority),
    issueType: views(site).issueType(issue.type),
  };
  return {
    id: issue.id,
    key: issue.key,
    self: views(site).self(`issue/${issue.id}`),
    fields: { summary: issue.summary, status, priority, issuetype: issueType },
  };
}

function linkView(link: IssueLink, issue: Issue, site: Site) {
  const self = views(site).self(`issueLink/${link.id}`);
  const type = { ...link.type, self: views(site).self(`issueLinkType/${link.type.id}`) };
  return link.outward === issue
    ? { id: link.id, self, type, inwardIssue: brief(link.inward, site) }
    : { id: link.id, self, type, outwardIssue: brief(link.outward, site) };
}

function secondsSpent(issue: Issue): number {
  return issue.worklogs.reduce((sum, { seconds }) => sum + seconds, 0);
}
