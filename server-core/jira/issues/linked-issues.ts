import { at, textAt, type WireObject, wireList } from '../../atlassian/wire-value.ts';

/** The issues in a field that lists some: links, sub-tasks. A field that is not there has none. */
export function linkedIssueLines(field: unknown): string[] {
  if (!Array.isArray(field)) return [];
  return wireList(field, 'issues').flatMap((wire) => linkedIssueLine(wire) ?? []);
}

/**
 * An issue as another one names it: `DEMO-2 Kettle (To Do)`; of a link with what it says and its id:
 * `blocks DEMO-2 Kettle (To Do), link id 10001`. `undefined` for what is neither.
 */
export function linkedIssueLine(wire: WireObject): string | undefined {
  const outward = at(wire, 'outwardIssue');
  const other = outward ?? at(wire, 'inwardIssue');
  if (other === undefined) return briefOf(wire);
  const phrase = textAt(wire, 'type', outward === undefined ? 'inward' : 'outward') ?? textAt(wire, 'type', 'name');
  const id = textAt(wire, 'id');
  return `${phrase ?? 'is linked to'} ${briefOf(other) ?? 'an issue'}${id === undefined ? '' : `, link id ${id}`}`;
}

function briefOf(wire: unknown): string | undefined {
  const key = textAt(wire, 'key');
  const summary = textAt(wire, 'fields', 'summary');
  if (key === undefined || summary === undefined) return undefined;
  const status = textAt(wire, 'fields', 'status', 'name');
  return `${key} ${summary}${status === undefined ? '' : ` (${status})`}`;
}
