import { isJsonObject } from '../json.ts';
import type { User } from '../people.ts';
import type { Site } from '../site.ts';
import { adfText } from './adf-text.ts';
import { secondsOf } from './duration.ts';
import { parentChange } from './epics.ts';
import { FieldProblem } from './field-problem.ts';
import { assignable, chosen, chosenMany, parentOf, person } from './field-values.ts';
import { change, namedSide, nothing, type Side, textSide } from './history.ts';
import { isDay } from './jira-date.ts';
import type { Change, Issue, Named } from './records.ts';
import { isRichText } from './rich-text.ts';
import { sprintChange, sprintsWith } from './sprint-of-issue.ts';
import { secondsChange } from './worklogs.ts';

/** A checked new value: what it does to the issue, and the lines it leaves in the changelog. */
export interface FieldEdit {
  readonly changes: readonly Change[];
  apply(): void;
}

type Editor = (value: unknown, issue: Issue, site: Site, user: User) => FieldEdit;

const problem = (message: string) => new FieldProblem(message);

function edit(field: string, fieldId: string, from: Side, to: Side, apply: () => void): FieldEdit {
  return { changes: [change(field, fieldId, from, to)], apply };
}

const personSide = (user: User | null): Side =>
  user === null ? nothing : { id: user.accountId, text: user.displayName };

/** Of a field with several choices, each one that comes or goes has a line of its own. */
function choicesEdit(
  field: string,
  fieldId: string,
  held: readonly Named[],
  next: readonly Named[],
  apply: () => void,
): FieldEdit {
  const gone = held.filter((one) => !next.includes(one)).map((one) => change(field, fieldId, namedSide(one), nothing));
  const come = next.filter((one) => !held.includes(one)).map((one) => change(field, fieldId, nothing, namedSide(one)));
  return { changes: [...gone, ...come], apply };
}

/** The fields that can be set, with the checks that Jira makes. */
const editors: Readonly<Record<string, Editor>> = {
  summary: (value, issue) => {
    if (typeof value !== 'string' || value.trim() === '') throw problem('You must specify a summary of the issue.');
    if (value.length > 255) throw problem("Summary can't exceed 255 characters.");
    if (/[\r\n]/.test(value)) throw problem('The summary is invalid because it contains newline characters.');
    return edit('summary', 'summary', textSide(issue.summary), textSide(value), () => {
      issue.summary = value;
    });
  },
  description: (value, issue) => {
    if (value !== null && !isRichText(value)) {
      throw problem('Operation value must be an Atlassian Document (see the Atlassian Document Format)');
    }
    const [from, to] = [issue.description, value].map((document) => textSide(adfText(document) || null));
    return edit('description', 'description', from ?? nothing, to ?? nothing, () => {
      issue.description = value;
    });
  },
  issuetype: (value, issue) => {
    const to = chosen(value, issue.project.issueTypes, 'The issue type selected is invalid.');
    if (to.hierarchyLevel !== issue.type.hierarchyLevel) throw problem('The issue type selected is invalid.');
    return edit('issuetype', 'issuetype', namedSide(issue.type), namedSide(to), () => {
      issue.type = to;
    });
  },
  priority: (value, issue, site) => {
    const to = chosen(value, site.jira.setup.priorities, 'Specify a valid priority');
    return edit('priority', 'priority', namedSide(issue.priority), namedSide(to), () => {
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
    return edit('labels', 'labels', textSide(issue.labels.join(' ')), textSide(to.join(' ')), () => {
      issue.labels = to;
    });
  },
  components: (value, issue) => {
    const to = chosenMany(value, issue.project.components, 'Component');
    return choicesEdit('Component', 'components', issue.components, to, () => {
      issue.components = to;
    });
  },
  fixVersions: (value, issue) => {
    const to = chosenMany(value, issue.project.versions, 'Version');
    return choicesEdit('Fix Version', 'fixVersions', issue.fixVersions, to, () => {
      issue.fixVersions = to;
    });
  },
  parent: (value, issue, site, user) => {
    const to = parentOf(value, issue, site, user);
    return {
      changes: [parentChange(issue, to)],
      apply: () => {
        issue.parent = to;
      },
    };
  },
  duedate: (value, issue) => {
    if (value !== null && !isDay(value)) throw problem('Error parsing date string: expected yyyy-MM-dd');
    return edit('duedate', 'duedate', textSide(issue.dueDate), textSide(value), () => {
      issue.dueDate = value;
    });
  },
  customfield_10016: (value, issue) => {
    if (value !== null && typeof value !== 'number') throw problem('Operation value must be a number');
    const shown = (points: number | null) => textSide(points === null ? null : String(points));
    return edit('Story Points', 'customfield_10016', shown(issue.storyPoints), shown(value), () => {
      issue.storyPoints = value;
    });
  },
  customfield_10020: (value, issue, site) => {
    if (value !== null && typeof value !== 'number') throw problem('Number value expected as the Sprint id.');
    const sprint = value === null ? null : site.jira.setup.sprints.find(({ id }) => id === value);
    if (sprint === undefined) throw problem(`Sprint with id ${String(value)} does not exist.`);
    if (sprint?.state === 'closed') throw problem('Issue can be assigned only active or future sprints.');
    const to = sprintsWith(issue, sprint);
    return {
      changes: [sprintChange(issue, to)],
      apply: () => {
        issue.sprints = to;
      },
    };
  },
  timetracking: (value, issue) => {
    const estimate = (key: string, held: number | null): number | null => {
      const text = isJsonObject(value) ? value[key] : undefined;
      if (text === undefined) return held;
      const seconds = typeof text === 'string' ? secondsOf(text) : undefined;
      if (seconds === undefined) throw problem(`The value of '${key}' is no time such as 3d 4h.`);
      return seconds;
    };
    if (!isJsonObject(value)) throw problem('data was not an object');
    const original = estimate('originalEstimate', issue.originalEstimate);
    const remaining = estimate('remainingEstimate', issue.remainingEstimate ?? original);
    return {
      changes: [
        secondsChange('timeoriginalestimate', issue.originalEstimate, original),
        secondsChange('timeestimate', issue.remainingEstimate, remaining),
      ],
      apply: () => {
        issue.originalEstimate = original;
        issue.remainingEstimate = remaining;
      },
    };
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
