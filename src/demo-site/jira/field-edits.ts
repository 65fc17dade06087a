import { fieldRefusal } from '../http/refusal.ts';
import { isJsonObject, textAt } from '../json.ts';
import type { User } from '../people.ts';
import type { Site } from '../site.ts';
import { isAdfDocument } from './adf.ts';
import { adfText } from './adf-text.ts';
import { isDay } from './jira-date.ts';
import type { Change, Issue, Named } from './records.ts';

/** A checked new value: what it does to the issue, and the line it leaves in the changelog. */
export interface FieldEdit {
  readonly change: Change;
  apply(): void;
}

/** Thrown by a field that can't take a value; becomes `errors[field]`. */
export class FieldProblem extends Error {}

/** What `make` gives; its problem becomes a refusal that names the field. */
export function inField<T>(field: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof FieldProblem) throw fieldRefusal({ [field]: error.message });
    throw error;
  }
}

type Editor = (value: unknown, issue: Issue, site: Site, user: User) => FieldEdit;

const problem = (message: string) => new FieldProblem(message);

interface Side {
  readonly id: string | null;
  readonly text: string | null;
}

function edit(field: string, fieldId: string, from: Side, to: Side, apply: () => void): FieldEdit {
  const custom = fieldId.startsWith('customfield_');
  return { change: { field, fieldId, custom, from: from.id, fromText: from.text, to: to.id, toText: to.text }, apply };
}

const side = (text: string | null, id: string | null = null): Side => ({ id, text });
const personSide = (user: User | null): Side => side(user?.displayName ?? null, user?.accountId ?? null);
const namesSide = (all: readonly Named[]): Side =>
  side(all.map(({ name }) => name).join(', '), all.map(({ id }) => id).join(', '));

/** The fields that can be set, with the checks that Jira makes. */
const editors: Readonly<Record<string, Editor>> = {
  summary: (value, issue) => {
    if (typeof value !== 'string' || value.trim() === '') throw problem('You must specify a summary of the issue.');
    if (value.length > 255) throw problem("Summary can't exceed 255 characters.");
    if (/[\r\n]/.test(value)) throw problem('The summary is invalid because it contains newline characters.');
    return edit('summary', 'summary', side(issue.summary), side(value), () => {
      issue.summary = value;
    });
  },
  description: (value, issue) => {
    if (value !== null && !isAdfDocument(value)) {
      throw problem('Operation value must be an Atlassian Document (see the Atlassian Document Format)');
    }
    const [from, to] = [issue.description, value].map((document) => side(adfText(document) || null));
    return edit('description', 'description', from ?? side(null), to ?? side(null), () => {
      issue.description = value;
    });
  },
  priority: (value, issue, site) => {
    const to = chosen(value, site.jira.setup.priorities, 'Specify a valid priority');
    return edit('priority', 'priority', side(issue.priority.name, issue.priority.id), side(to.name, to.id), () => {
      issue.priority = to;
    });
  },
  assignee: (value, issue, site) => {
    const to = assignable(value, issue, site);
    return edit('assignee', 'assignee', personSide(issue.assignee), personSide(to), () => {
      issue.assignee = to;
    });
  },
  reporter: (value, issue, site) => {
    const to = person(value, site);
    if (to === null) throw problem('Reporter is required.');
    return edit('reporter', 'reporter', personSide(issue.reporter), personSide(to), () => {
      issue.reporter = to;
    });
  },
  labels: (value, issue) => {
    if (!Array.isArray(value) || !value.every((label): label is string => typeof label === 'string' && label !== '')) {
      throw problem('data was not an array of labels');
    }
    const spaced = value.find((label) => /\s/.test(label));
    if (spaced !== undefined) throw problem(`The label '${spaced}' contains spaces which is invalid.`);
    const to = [...new Set(value)];
    return edit('labels', 'labels', side(issue.labels.join(' ')), side(to.join(' ')), () => {
      issue.labels = to;
    });
  },
  components: (value, issue) => {
    const to = chosenMany(value, issue.project.components, 'Component');
    return edit('Component', 'components', namesSide(issue.components), namesSide(to), () => {
      issue.components = to;
    });
  },
  fixVersions: (value, issue) => {
    const to = chosenMany(value, issue.project.versions, 'Version');
    return edit('Fix Version', 'fixVersions', namesSide(issue.fixVersions), namesSide(to), () => {
      issue.fixVersions = to;
    });
  },
  parent: (value, issue, site, user) => {
    const to = parentOf(value, issue, site, user);
    return edit(
      'IssueParentAssociation',
      'parent',
      side(issue.parent?.key ?? null, issue.parent?.id ?? null),
      side(to?.key ?? null, to?.id ?? null),
      () => {
        issue.parent = to;
      },
    );
  },
  duedate: (value, issue) => {
    if (value !== null && !isDay(value)) throw problem('Error parsing date string: expected yyyy-MM-dd');
    return edit('duedate', 'duedate', side(issue.dueDate), side(value), () => {
      issue.dueDate = value;
    });
  },
  customfield_10016: (value, issue) => {
    if (value !== null && typeof value !== 'number') throw problem('Operation value must be a number');
    const shown = (points: number | null) => side(points === null ? null : String(points));
    return edit('Story Points', 'customfield_10016', shown(issue.storyPoints), shown(value), () => {
      issue.storyPoints = value;
    });
  },
  customfield_10020: (value, issue, site) => {
    const past = issue.sprints.filter(({ state }) => state === 'closed');
    const sprint = site.jira.setup.sprints.find(({ id }) => id === value);
    if (value !== null && sprint === undefined) throw problem('Number value expected as the Sprint id.');
    const to = sprint === undefined ? past : [...past, sprint];
    const shown = (all: Issue['sprints']) =>
      side(all.map(({ name }) => name).join(', '), all.map(({ id }) => id).join(', '));
    return edit('Sprint', 'customfield_10020', shown(issue.sprints), shown(to), () => {
      issue.sprints = to;
    });
  },
};

/** Checks one new value of one field. */
export function fieldEdit(fieldId: string, value: unknown, issue: Issue, site: Site, user: User): FieldEdit {
  const editor = Object.hasOwn(editors, fieldId) ? editors[fieldId] : undefined;
  if (editor === undefined) {
    throw problem(`Field '${fieldId}' cannot be set. It is not on the appropriate screen, or unknown.`);
  }
  return editor(value, issue, site, user);
}

/** Picks by `{id}` or `{name}`, as most fields are written. */
export function chosen<T extends Named>(value: unknown, among: readonly T[], complaint: string): T {
  const id = textAt(value, 'id');
  const name = textAt(value, 'name')?.toLowerCase();
  const found = among.find((one) => (id === undefined ? one.name.toLowerCase() === name : one.id === id));
  if (found === undefined) throw problem(complaint);
  return found;
}

function chosenMany<T extends Named>(value: unknown, among: readonly T[], what: string): readonly T[] {
  if (!Array.isArray(value)) throw problem('data was not an array');
  return value.map((one) => chosen(one, among, `${what} name '${textAt(one, 'name') ?? ''}' is not valid`));
}

function person(value: unknown, site: Site): User | null {
  if (value === null) return null;
  if (!isJsonObject(value) || !('accountId' in value || 'id' in value)) {
    throw problem('Users are identified by accountId: names and keys are not accepted.');
  }
  const accountId = value['accountId'] === undefined ? value['id'] : value['accountId'];
  if (accountId === null) return null;
  if (typeof accountId !== 'string') throw problem('accountId must be a string.');
  const user = site.people.byAccountId(accountId);
  if (user === undefined) throw problem(`User '${accountId}' does not exist.`);
  return user;
}

/** An assignee must see the project; `-1` is whoever the project assigns to. */
function assignable(value: unknown, issue: Issue, site: Site): User | null {
  if (isJsonObject(value) && (value['accountId'] === '-1' || value['id'] === '-1')) return issue.project.lead;
  const user = person(value, site);
  if (user !== null && (issue.project.hiddenFrom.includes(user) || user.mayWrite === false)) {
    throw problem(`User '${user.accountId}' cannot be assigned issues.`);
  }
  return user;
}

function parentOf(value: unknown, issue: Issue, site: Site, user: User): Issue | null {
  if (value === null) return null;
  const parent = site.jira.findIssue(textAt(value, 'key') ?? textAt(value, 'id') ?? '', user);
  if (parent === undefined) throw problem('Could not find issue by id or key.');
  if (parent.type.hierarchyLevel !== issue.type.hierarchyLevel + 1) {
    throw problem('Given parent work item does not belong to appropriate hierarchy.');
  }
  if (issue.type.subtask && parent.project !== issue.project) {
    throw problem('Sub-task must belong to the project of its parent.');
  }
  return parent;
}
