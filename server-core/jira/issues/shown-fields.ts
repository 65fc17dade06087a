import { at, textAt, type WireObject } from '../../atlassian/wire-value.ts';
import { sizeOf } from '../../results/result-size.ts';
import type { JiraApi } from '../jira-api.ts';
import { fenced, rawText, type TextFormat } from '../text-format.ts';
import { readableValue } from './readable-value.ts';

/** A field of an issue as it is shown. */
export interface ShownField {
  /** What the caller called it, else its id. */
  readonly word: string;
  /** What people see. */
  readonly name: string;
  /** Empty where the issue has none. */
  readonly value: string;
}

/**
 * The fields of an issue that a caller asked for, in that order; `asked` has the caller's word for each id. Of `*all`, those
 * that the issue has a value for.
 */
export async function shownFields(
  jira: JiraApi,
  wire: WireObject,
  asked: ReadonlyMap<string, string>,
  format: TextFormat,
): Promise<ShownField[]> {
  const fields = at(wire, 'fields');
  const everything = [...asked.keys()].some((id) => id.startsWith('*'));
  const ids = new Set([...asked.keys()].filter((id) => !id.startsWith('*')));
  if (everything && typeof fields === 'object') for (const id of Object.keys(fields ?? {})) ids.add(id);
  const shown = [...ids].map(async (id) => {
    const value = await shownValue(jira, id, at(fields, id), format);
    const word = asked.get(id) ?? id;
    return value === '' && !asked.has(id) ? [] : [{ word, name: textAt(wire, 'names', id) ?? word, value }];
  });
  return (await Promise.all(shown)).flat();
}

/** Texts that are long come after the others, each under its name. */
export function shownFieldsMarkdown(fields: readonly ShownField[]): { readonly list: string; readonly texts: string } {
  const long = fields.filter(isLong);
  return {
    list: fields
      .filter((field) => !isLong(field))
      .map(({ name, value }) => `- **${name}:** ${value || 'None'}`)
      .join('\n'),
    texts: long.map(({ name, value }) => `## ${name}\n\n${value}`).join('\n\n'),
  };
}

/** What is not long, by the caller's words; as many as have room, in bytes. The Markdown has them all. */
export function shortFields(fields: readonly ShownField[], room: number): Record<string, string> {
  const short: Record<string, string> = {};
  let used = 0;
  for (const field of fields) {
    if (isLong(field)) continue;
    used += sizeOf(field.word) + sizeOf(field.value);
    if (used > room) break;
    short[field.word] = field.value;
  }
  return short;
}

async function shownValue(jira: JiraApi, id: string, value: unknown, format: TextFormat): Promise<string> {
  const isDocument = at(value, 'type') === 'doc';
  if (format === 'raw' && (isDocument || (id === 'description' && typeof value === 'string'))) {
    return fenced(rawText(value));
  }
  if (id === 'description' || id === 'environment') return (await jira.dialect.readText(value)).markdown.trim();
  return readableValue(jira, value);
}

function isLong({ value }: ShownField): boolean {
  return value.length > 200 || value.includes('\n');
}
