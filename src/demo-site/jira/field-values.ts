import { isJsonObject, textAt } from '../json.ts';
import type { User } from '../people.ts';
import type { Site } from '../site.ts';
import { FieldProblem } from './field-problem.ts';
import type { Issue, Named } from './records.ts';

/** Picks by `{id}` or `{name}`, as most fields are written. */
export function chosen<T extends Named>(value: unknown, among: readonly T[], complaint: string): T {
  const id = textAt(value, 'id');
  const name = textAt(value, 'name')?.toLowerCase();
  const found = among.find((one) => (id === undefined ? one.name.toLowerCase() === name : one.id === id));
  if (found === undefined) throw new FieldProblem(complaint);
  return found;
}

export function chosenMany<T extends Named>(value: unknown, among: readonly T[], what: string): readonly T[] {
  if (!Array.isArray(value)) throw new FieldProblem('data was not an array');
  return value.map((one) => chosen(one, among, `${what} name '${textAt(one, 'name') ?? ''}' is not valid`));
}

export function person(value: unknown, site: Site): User | null {
  if (value === null) return null;
  if (!isJsonObject(value) || !('accountId' in value || 'id' in value)) {
    throw new FieldProblem('Users are identified by accountId: names and keys are not accepted.');
  }
  const accountId = value['accountId'] === undefined ? value['id'] : value['accountId'];
  if (accountId === null) return null;
  if (typeof accountId !== 'string') throw new FieldProblem('accountId must be a string.');
  const user = site.people.byAccountId(accountId);
  if (user === undefined) throw new FieldProblem(`User '${accountId}' does not exist.`);
  return user;
}

/** An assignee must see the project; `-1` is whoever the project assigns to. */
export function assignable(value: unknown, issue: Issue, site: Site): User | null {
  if (isJsonObject(value) && (value['accountId'] === '-1' || value['id'] === '-1')) return issue.project.lead;
  const user = person(value, site);
  if (user !== null && (issue.project.hiddenFrom.includes(user) || user.mayWrite === false)) {
    throw new FieldProblem(`User '${user.accountId}' cannot be assigned issues.`);
  }
  return user;
}

export function parentOf(value: unknown, issue: Issue, site: Site, user: User): Issue | null {
  if (value === null) return null;
  const parent = site.jira.findIssue(textAt(value, 'key') ?? textAt(value, 'id') ?? '', user);
  if (parent === undefined) throw new FieldProblem('Could not find issue by id or key.');
  if (parent.type.hierarchyLevel !== issue.type.hierarchyLevel + 1) {
    throw new FieldProblem('Given parent work item does not belong to appropriate hierarchy.');
  }
  if (issue.type.subtask && parent.project !== issue.project) {
    throw new FieldProblem('Sub-task must belong to the project of its parent.');
  }
  return parent;
}
