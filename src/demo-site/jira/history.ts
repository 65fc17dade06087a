import type { User } from '../people.ts';
import type { Site } from '../site.ts';
import type { Change, Issue, Named } from './records.ts';

/** What a field held before or after a change: the id of a choice beside the text for people. */
export interface Side {
  readonly id: string | null;
  readonly text: string | null;
}

export const nothing: Side = { id: null, text: null };

export const textSide = (text: string | null): Side => ({ id: null, text });

export const namedSide = (value: Named | null): Side => (value === null ? nothing : { id: value.id, text: value.name });

/** A line of the changelog. `field` is the name that histories use, which is not always the id of the field. */
export function change(field: string, fieldId: string, from: Side, to: Side): Change {
  const custom = fieldId.startsWith('customfield_');
  return { field, fieldId, custom, from: from.id, fromText: from.text, to: to.id, toText: to.text };
}

/** Whether it says anything: a field that was set to what it held leaves no line. */
export function isChange({ from, to, fromText, toText }: Change): boolean {
  return from !== to || fromText !== toText;
}

/** Keeps the changelog and the dates of an issue that was written to. */
export function record(issue: Issue, changes: readonly Change[], site: Site, author: User): void {
  const now = Date.now();
  issue.updated = now;
  if (changes.length > 0) issue.history.push({ id: site.jira.ids.history.next(), author, created: now, changes });
}
