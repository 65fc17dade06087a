import type { User } from '../people.ts';
import type { Site } from '../site.ts';
import { sprintView } from './agile-views.ts';
import { commentsFor } from './comments.ts';
import { duration } from './duration.ts';
import { jiraDate } from './jira-date.ts';
import { brief, linkOnIssue } from './linked-issue.ts';
import type { Issue } from './records.ts';
import { Views } from './views.ts';
import { secondsSpent, worklogsFor } from './worklogs.ts';

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
    show: (issue, site) => views(site).user(issue.creator),
  },
  { id: 'labels', name: 'Labels', schema: system('array', 'labels', 'string'), show: (issue) => issue.labels },
  {
    id: 'components',
    name: 'Components',
    schema: system('array', 'components', 'component'),
    show: (issue, site) => issue.components.map((component) => views(site).componentRef(component)),
  },
  {
    id: 'fixVersions',
    name: 'Fix versions',
    schema: system('array', 'fixVersions', 'version'),
    show: (issue, site) => issue.fixVersions.map((version) => views(site).versionRef(version)),
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
    show: (issue, site, user) => site.jira.linksOf(issue, user).map((link) => linkOnIssue(link, issue, site)),
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
    id: 'timeoriginalestimate',
    name: 'Original estimate',
    schema: system('number', 'timeoriginalestimate'),
    show: (issue) => issue.originalEstimate,
  },
  {
    id: 'timeestimate',
    name: 'Remaining Estimate',
    schema: system('number', 'timeestimate'),
    show: (issue) => issue.remainingEstimate,
  },
  {
    id: 'timetracking',
    name: 'Time tracking',
    schema: system('timetracking', 'timetracking'),
    heavy: true,
    show: (issue) => ({
      ...time('originalEstimate', issue.originalEstimate),
      ...time('remainingEstimate', issue.remainingEstimate),
      ...time('timeSpent', secondsSpent(issue) || null),
    }),
  },
  {
    id: 'attachment',
    name: 'Attachment',
    schema: system('array', 'attachment', 'attachment'),
    heavy: true,
    show: (issue, site) => issue.attachments.map((attachment) => views(site).attachment(attachment)),
  },
  {
    id: 'comment',
    name: 'Comment',
    schema: system('comments-page', 'comment'),
    heavy: true,
    show: (issue, site, user) => {
      const comments = commentsFor(issue, user);
      return {
        comments: comments.map((comment) => views(site).comment(issue.id, comment)),
        self: views(site).self(`issue/${issue.id}/comment`),
        maxResults: comments.length,
        total: comments.length,
        startAt: 0,
      };
    },
  },
  {
    id: 'worklog',
    name: 'Log Work',
    schema: system('array', 'worklog', 'worklog'),
    heavy: true,
    show: (issue, site, user) => {
      const worklogs = worklogsFor(issue, user);
      return {
        startAt: 0,
        maxResults: 20,
        total: worklogs.length,
        worklogs: worklogs.slice(0, 20).map((worklog) => views(site).worklog(issue.id, worklog)),
      };
    },
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
            const { self: _, originBoardId: boardId, ...rest } = sprintView(sprint, site);
            return { ...rest, boardId };
          }),
  },
];

/** A time for people and in seconds: `{timeSpent: '3h', timeSpentSeconds: 10800}`. */
function time(member: string, seconds: number | null) {
  return seconds === null ? {} : { [member]: duration(seconds), [`${member}Seconds`]: seconds };
}
