import { fieldRefusal, Refusal } from '../http/refusal.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import type { User } from '../people.ts';
import type { Site } from '../site.ts';
import { addComment, commentBody } from './comments.ts';
import { type FieldEdit, fieldEdit } from './field-edits.ts';
import { FieldProblem } from './field-problem.ts';
import { change, isChange, namedSide, record } from './history.ts';
import type { Change, Issue, Resolution, Transition, Visibility } from './records.ts';
import type { RichText } from './rich-text.ts';
import { visibilityIn } from './visibility.ts';

const bodyKeys = new Set(['fields', 'update', 'transition', 'historyMetadata', 'properties']);

/** The body of an issue create, edit or transition; anything but its five keys is refused. */
export function issueBody(body: unknown): {
  readonly fields: JsonObject;
  readonly update: JsonObject;
  readonly transition: unknown;
} {
  const parts = isJsonObject(body) ? body : {};
  const { fields = {}, update = {}, transition } = parts;
  const known = isJsonObject(body) && Object.keys(body).every((key) => bodyKeys.has(key));
  if (!known || !isJsonObject(fields) || !isJsonObject(update)) {
    throw new Refusal(400, 'Invalid request payload. Refer to the REST API documentation and try again.');
  }
  return { fields, update, transition };
}

/** Checks every field first; only when all are right is any applied. Returns the lines for the changelog. */
export function applyFields(
  fields: JsonObject,
  update: JsonObject,
  issue: Issue,
  site: Site,
  user: User,
): readonly Change[] {
  const errors: Record<string, string> = {};
  const edits: FieldEdit[] = [];
  const attempt = (field: string, make: () => void) => {
    try {
      make();
    } catch (error) {
      if (!(error instanceof FieldProblem)) throw error;
      errors[field] = error.message;
    }
  };
  for (const [field, value] of Object.entries(fields)) {
    attempt(field, () => edits.push(fieldEdit(field, value, issue, site, user)));
  }
  const { comment, ...others } = update;
  for (const [field, operations] of Object.entries(others)) {
    attempt(field, () => edits.push(fieldEdit(field, updated(field, operations, issue), issue, site, user)));
  }
  if (Object.keys(errors).length > 0) throw fieldRefusal(errors);
  const comments = comment === undefined ? [] : commentsIn(comment);
  const changes = edits.flatMap((edit) => edit.changes).filter(isChange);
  for (const edit of edits) edit.apply();
  for (const { body, visibility } of comments) addComment(body, issue, site, user, visibility);
  return changes;
}

/** Moves an issue along a transition, which leaves it with the resolution that `resolutionAfter` gives. */
export function moveIssue(
  issue: Issue,
  { to }: Transition,
  resolution: Resolution | null,
  site: Site,
  user: User,
): readonly Change[] {
  const changes = [
    change('resolution', 'resolution', namedSide(issue.resolution), namedSide(resolution)),
    change('status', 'status', namedSide(issue.status), namedSide(to)),
  ].filter(isChange);
  const now = Date.now();
  issue.resolved = resolution === null ? null : (issue.resolved ?? now);
  issue.resolution = resolution;
  issue.status = to;
  issue.statusSince = now;
  record(issue, changes, site, user);
  return changes;
}

/** What a list of `set`, `add` and `remove` makes of a field. */
function updated(field: string, operations: unknown, issue: Issue): unknown {
  if (!Array.isArray(operations)) throw new FieldProblem('data was not an array of operations');
  const lists: Readonly<Record<string, readonly unknown[]>> = {
    labels: issue.labels,
    components: issue.components,
    fixVersions: issue.fixVersions,
  };
  let value: unknown = lists[field];
  for (const operation of operations) {
    if (!isJsonObject(operation)) throw new FieldProblem('Each operation must be an object.');
    const listed: readonly unknown[] = Array.isArray(value) ? value : [];
    if ('set' in operation) value = operation['set'];
    else if ('edit' in operation && field === 'timetracking') value = operation['edit'];
    else if ('add' in operation && field in lists) value = [...listed, operation['add']];
    else if ('remove' in operation && field in lists) value = listed.filter((one) => !same(one, operation['remove']));
    else throw new FieldProblem(`Field '${field}' does not support this operation.`);
  }
  return value;
}

function same(held: unknown, other: unknown): boolean {
  if (!isJsonObject(held) || !isJsonObject(other)) return held === other;
  return held['id'] === other['id'] || held['name'] === other['name'];
}

/** The comments that `update` adds: checked, and with who may read them. */
function commentsIn(
  operations: unknown,
): readonly { readonly body: RichText; readonly visibility: Visibility | null }[] {
  if (!Array.isArray(operations)) throw fieldRefusal({ comment: 'data was not an array of operations' });
  return operations.map((one) => {
    const added = isJsonObject(one) ? one['add'] : undefined;
    return { body: commentBody(added), visibility: visibilityIn(added) };
  });
}
