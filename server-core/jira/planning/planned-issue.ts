import { at, textAt, type WireObject, wireText } from '../../atlassian/wire-value.ts';

/** How far an issue is: Jira's own category of its status, whatever a team calls the status. */
type Stage = 'to-do' | 'in-progress' | 'done';

/** What the counting of these tools needs to know of an issue. */
export interface PlannedIssue {
  readonly key: string;
  readonly summary: string;
  readonly status: string;
  readonly stage: Stage;
  readonly type: string;
  readonly project: string;
  readonly priority?: string | undefined;
  readonly assignee?: Assignee | undefined;
  readonly components: readonly string[];
  readonly labels: readonly string[];
  /** `undefined` where nobody has estimated it. */
  readonly points?: number | undefined;
}

export interface Assignee {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
}

/** The fields that make a {@link PlannedIssue}, beside those of story points. */
export const plannedFields = [
  'summary',
  'status',
  'issuetype',
  'project',
  'priority',
  'assignee',
  'components',
  'labels',
] as const;

export function plannedIssueOf(wire: WireObject, pointFields: readonly string[]): PlannedIssue {
  const fields = at(wire, 'fields');
  return {
    key: wireText(wire['key'], 'issue key'),
    summary: textAt(fields, 'summary') ?? '',
    status: textAt(fields, 'status', 'name') ?? 'Unknown',
    stage: stageOf(textAt(fields, 'status', 'statusCategory', 'key'), textAt(fields, 'status', 'name')),
    type: textAt(fields, 'issuetype', 'name') ?? 'Unknown',
    project: textAt(fields, 'project', 'key') ?? '',
    priority: textAt(fields, 'priority', 'name'),
    assignee: assigneeOf(at(fields, 'assignee')),
    components: list(at(fields, 'components')).flatMap((component) => textAt(component, 'name') ?? []),
    labels: list(at(fields, 'labels')).filter((label) => typeof label === 'string'),
    points: pointFields.map((id) => at(fields, id)).find((value) => typeof value === 'number'),
  };
}

/** By the status's category; by its name where the site does not say the category. */
function stageOf(category: string | undefined, name = ''): Stage {
  if (category === 'done' || (category === undefined && /^(done|closed|resolved)$/i.test(name))) return 'done';
  if (category === 'indeterminate') return 'in-progress';
  return category === undefined && /^(in progress|in review|testing)$/i.test(name) ? 'in-progress' : 'to-do';
}

function assigneeOf(wire: unknown): Assignee | undefined {
  const id = textAt(wire, 'accountId') ?? textAt(wire, 'name');
  if (id === undefined) return undefined;
  return { id, name: textAt(wire, 'displayName') ?? id, active: at(wire, 'active') !== false };
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
