import { fieldRefusal } from '../http/refusal.ts';
import { isJsonObject, type JsonObject, textAt } from '../json.ts';
import type { User } from '../people.ts';
import type { Site } from '../site.ts';
import { inField } from './field-problem.ts';
import { chosen } from './field-values.ts';
import type { Issue, IssueType, Project } from './records.ts';
import { applyFields } from './write-issue.ts';

/** Makes an issue of the fields of `POST issue`: what is missing or wrong is named field by field. */
export function createIssue(fields: JsonObject, update: JsonObject, site: Site, user: User): Issue {
  const { project: projectRef, issuetype, ...others } = fields;
  const project = site.jira.findProject(textAt(projectRef, 'key') ?? textAt(projectRef, 'id') ?? '', user);
  if (project === undefined) throw fieldRefusal({ project: 'Specify a valid project ID or key' });
  const type = inField('issuetype', () => chosen(issuetype, project.issueTypes, 'Specify a valid issue type'));
  const needed: JsonObject = { summary: undefined, ...others };
  if (type.subtask && !isJsonObject(needed['parent'])) {
    throw fieldRefusal({ parent: 'Issue type is a sub-task but parent issue key or id not specified.' });
  }
  const issue = blankIssue(site, project, type, user);
  applyFields(needed, update, issue, site, user);
  const number = site.jira.nextNumber(project);
  const complete = { ...issue, id: site.jira.ids.issue.next(), number, key: `${project.key}-${number}` };
  site.jira.addIssue(complete);
  return complete;
}

function blankIssue(site: Site, project: Project, type: IssueType, reporter: User): Issue {
  const { statuses, priorities } = site.jira.setup;
  const [status] = statuses;
  const priority = priorities.find(({ name }) => name === 'Medium');
  if (status === undefined || priority === undefined)
    throw new Error('Jira has no first status or no Medium priority.');
  const now = Date.now();
  return {
    id: '',
    key: '',
    number: 0,
    project,
    type,
    summary: '',
    description: null,
    status,
    priority,
    reporter,
    creator: reporter,
    created: now,
    updated: now,
    statusSince: now,
    resolution: null,
    resolved: null,
    dueDate: null,
    assignee: null,
    labels: [],
    components: [],
    fixVersions: [],
    parent: null,
    sprints: [],
    storyPoints: null,
    originalEstimate: null,
    remainingEstimate: null,
    rank: site.jira.lastRank(),
    comments: [],
    worklogs: [],
    attachments: [],
    remoteLinks: [],
    history: [],
    watchers: new Set([reporter]),
  };
}
