import type { JiraSetup } from '../jira/jira-content.ts';
import type { Board, Component, IssueType, Project, Sprint, Status, StatusCategory, Version } from '../jira/records.ts';
import { team } from './people.ts';

const dayMs = 86_400_000;

const categories = {
  new: { id: 2, key: 'new', name: 'To Do', colorName: 'blue-gray' },
  indeterminate: { id: 4, key: 'indeterminate', name: 'In Progress', colorName: 'yellow' },
  done: { id: 3, key: 'done', name: 'Done', colorName: 'green' },
} satisfies Record<string, StatusCategory>;

const toDo: Status = { id: '10000', name: 'To Do', description: 'Nobody has begun.', category: categories.new };
const inProgress: Status = {
  id: '3',
  name: 'In Progress',
  description: 'Somebody is at work on it.',
  category: categories.indeterminate,
};
const inReview: Status = {
  id: '10001',
  name: 'In Review',
  description: 'Waits for a second pair of eyes.',
  category: categories.indeterminate,
};
const blocked: Status = {
  id: '10003',
  name: 'Blocked',
  description: 'Can not go on for now.',
  category: categories.indeterminate,
};
const done: Status = { id: '10002', name: 'Done', description: 'Released or ready to be.', category: categories.done };

const type = (id: string, name: string, hierarchyLevel: number, description: string): IssueType => ({
  id,
  name,
  hierarchyLevel,
  description,
  subtask: hierarchyLevel === -1,
});

const epic = type('10000', 'Epic', 1, 'A goal that takes several sprints.');
const story = type('10001', 'Story', 0, 'Something a passenger can do afterwards.');
const task = type('10002', 'Task', 0, 'Work that has to be done.');
const subtask = type('10003', 'Sub-task', -1, 'A part of another issue.');
const bug = type('10004', 'Bug', 0, 'Something that does not work as it should.');

const component = (id: string, name: string, description: string, lead: Component['lead']): Component => ({
  id,
  name,
  description,
  lead,
  assigneeType: 'PROJECT_DEFAULT',
});

const version = (id: string, name: string, description: string, released: boolean, releaseDate: string): Version => ({
  id,
  name,
  description,
  released,
  archived: false,
  startDate: null,
  releaseDate,
});

const demoProject = (): Project => ({
  id: '10000',
  key: 'DEMO',
  name: 'Ferry Booking',
  description: 'The site and the apps where passengers book ferries.',
  lead: team.ana,
  issueTypes: [epic, story, task, bug, subtask],
  components: [
    component('10000', 'Web', 'booking-web, the site', team.chen),
    component('10001', 'Booking API', 'booking-api, behind the site and the apps', team.ben),
    component('10002', 'Payments', 'Everything that touches money', team.ben),
    component('10003', 'Notifications', 'Mail, text messages and push', team.dana),
  ],
  versions: [
    version('10000', '2.4', 'Seat maps', true, '2026-01-20'),
    version('10001', '2.5', 'Checkout on a phone', false, '2027-01-20'),
    version('10002', '2.6', 'Delay notifications', false, '2027-03-24'),
  ],
  hiddenFrom: [],
});

const opsProject = (): Project => ({
  id: '10001',
  key: 'OPS',
  name: 'Operations',
  description: 'Incidents, upkeep and requests to those who run the site.',
  lead: team.emil,
  issueTypes: [task, bug, subtask],
  components: [component('10010', 'Clusters', 'Where everything runs', team.emil)],
  versions: [],
  hiddenFrom: [team.chen],
});

/** Projects, workflow, boards and sprints. The active sprint is always in its first week. */
export function jiraSetup(now: number): JiraSetup {
  const [demo, ops] = [demoProject(), opsProject()];
  const scrum: Board = { id: 1, name: 'DEMO board', type: 'scrum', project: demo };
  const kanban: Board = { id: 2, name: 'OPS board', type: 'kanban', project: ops };
  const sprint = (id: number, state: Sprint['state'], startDay: number, goal: string): Sprint => ({
    id,
    name: `DEMO Sprint ${id}`,
    state,
    goal,
    board: scrum,
    created: now + (startDay - 1) * dayMs,
    start: now + startDay * dayMs,
    end: now + (startDay + 14) * dayMs,
    completed: state === 'closed' ? now + (startDay + 14) * dayMs : null,
  });
  return {
    projects: [demo, ops],
    statuses: [toDo, inProgress, inReview, blocked, done],
    transitions: [
      { id: '11', name: 'Back to To Do', to: toDo, from: [] },
      { id: '21', name: 'Start progress', to: inProgress, from: [] },
      { id: '31', name: 'Ask for review', to: inReview, from: [inProgress] },
      { id: '41', name: 'Block', to: blocked, from: [toDo, inProgress, inReview] },
      { id: '51', name: 'Done', to: done, from: [] },
    ],
    priorities: [
      { id: '1', name: 'Highest', rank: 5, statusColor: '#d04437' },
      { id: '2', name: 'High', rank: 4, statusColor: '#f15C75' },
      { id: '3', name: 'Medium', rank: 3, statusColor: '#f79232' },
      { id: '4', name: 'Low', rank: 2, statusColor: '#707070' },
      { id: '5', name: 'Lowest', rank: 1, statusColor: '#999999' },
    ],
    resolutions: [
      { id: '10000', name: 'Done', description: 'Work has been completed on this issue.' },
      { id: '10001', name: "Won't Do", description: 'This will not be worked on.' },
    ],
    linkTypes: [
      { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
      { id: '10001', name: 'Cloners', inward: 'is cloned by', outward: 'clones' },
      { id: '10002', name: 'Duplicate', inward: 'is duplicated by', outward: 'duplicates' },
      { id: '10003', name: 'Relates', inward: 'relates to', outward: 'relates to' },
    ],
    boards: [scrum, kanban],
    sprints: [
      sprint(11, 'closed', -20, 'Seats can be chosen on the map'),
      sprint(12, 'active', -5, 'A ticket can be paid on a phone in under a minute'),
      sprint(13, 'future', 10, 'Passengers hear of a delay before they leave home'),
    ],
  };
}
