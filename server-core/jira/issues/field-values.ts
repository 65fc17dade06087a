import * as z from 'zod';
import { InvalidArgumentsError } from '../../errors.ts';
import type { JiraApi } from '../jira-api.ts';
import { type AssignableIn, findPerson } from '../users/find-person.ts';
import { chooseField, type Field, readFields } from './fields.ts';

/** Fields that a site takes as `{name}`, and those that it takes as `{value}`. */
const byName = new Set(['component', 'group', 'issuetype', 'priority', 'resolution', 'securitylevel', 'version']);
const byValue = new Set(['option', 'option-with-child']);

/** Custom fields with a rich text. */
const TEXT_AREA = 'com.atlassian.jira.plugin.system.customfieldtypes:textarea';

const MAX_JSON = 400_000;

/** The argument for fields that have no argument of their own. */
export function fieldsArgument() {
  return z
    .record(z.string().max(255), z.unknown())
    .refine((fields) => JSON.stringify(fields).length <= MAX_JSON, `fields of ${MAX_JSON} characters or less`)
    .describe('Other fields by id or name: {"Story Points": 5}')
    .optional();
}

/**
 * Fields that a caller named by id or by what people see → as the site takes them. A plain text becomes what the field
 * holds: an option, a person, a rich text; what is an object already goes as it is. `taken` are the ids that other arguments
 * have set. Throws `NoMatchError`, `AmbiguousMatchError` or `InvalidArgumentsError`.
 */
export async function fieldValues(
  jira: JiraApi,
  wanted: Readonly<Record<string, unknown>> | undefined,
  near: AssignableIn,
  taken: readonly string[],
): Promise<Record<string, unknown>> {
  const entries = Object.entries(wanted ?? {});
  if (entries.length === 0) return {};
  const known = await readFields(jira);
  const values: Record<string, unknown> = {};
  for (const [word, value] of entries) {
    const field = chooseField(known, word);
    if (taken.includes(field.id) || field.id in values) {
      throw new InvalidArgumentsError('the fields', [
        `fields.${word}: ${field.id} is given twice, or has an argument of its own`,
      ]);
    }
    values[field.id] = await writtenValue(jira, field, value, near);
  }
  return values;
}

async function writtenValue(jira: JiraApi, field: Field, value: unknown, near: AssignableIn): Promise<unknown> {
  if (Array.isArray(value) && field.type === 'array') {
    return Promise.all(value.map((one) => writtenPart(jira, field.items, one, near)));
  }
  const isText = field.id === 'description' || field.id === 'environment' || field.custom === TEXT_AREA;
  if (isText && typeof value === 'string') return jira.dialect.writeText(value);
  return writtenPart(jira, field.type, value, near);
}

async function writtenPart(
  jira: JiraApi,
  type: string | undefined,
  value: unknown,
  near: AssignableIn,
): Promise<unknown> {
  if (typeof value !== 'string' || type === undefined) return value;
  if (byName.has(type)) return { name: value };
  if (byValue.has(type)) return { value };
  return type === 'user' ? jira.dialect.reference((await findPerson(jira, value, near)).id) : value;
}
