import { epicView, sprintView } from './agile-views.ts';
import { type IssueField, issueFields } from './issue-fields.ts';
import type { Issue } from './records.ts';

const json = (system: string) => ({ type: 'json', system });

/** The epic that an issue is in, or that its parent is in. */
function epicAbove({ parent }: Issue): Issue | null {
  if (parent === null) return null;
  return parent.type.hierarchyLevel === 1 ? parent : parent.parent;
}

/** The fields of an issue in the lists of boards, sprints and epics, which know of sprints and epics besides. */
export const agileFields: readonly IssueField[] = [
  ...issueFields,
  {
    id: 'sprint',
    name: 'Sprint',
    schema: json('sprint'),
    show: ({ sprints }, site) => {
      const current = sprints.find(({ state }) => state !== 'closed');
      return current === undefined ? null : sprintView(current, site);
    },
  },
  {
    id: 'closedSprints',
    name: 'Closed sprints',
    schema: { ...json('closedSprints'), type: 'array', items: 'json' },
    show: ({ sprints }, site) =>
      sprints.filter(({ state }) => state === 'closed').map((sprint) => sprintView(sprint, site)),
  },
  {
    id: 'epic',
    name: 'Epic',
    schema: json('epic'),
    show: (issue, site) => {
      const epic = epicAbove(issue);
      return epic === null ? null : epicView(epic, site);
    },
  },
  { id: 'flagged', name: 'Flagged', schema: { type: 'boolean', system: 'flagged' }, show: () => false },
];
