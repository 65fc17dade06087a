import { at, textAt, type WireObject, wireText } from '../../atlassian/wire-value.ts';
import { NoMatchError } from '../../errors.ts';
import type { PageRequest } from '../../results/list-result.ts';
import type { JiraApi } from '../jira-api.ts';
import { readOffsetPage } from '../offset-page.ts';
import { readAll } from '../read-all.ts';
import { fieldType } from './field-type.ts';

/** More of either than any project has. */
const MAX_READ = 1_000;

/** A field of the form that makes a new issue. */
export interface CreateField {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** Whether a request must name it: what has a default need not be given. */
  readonly required: boolean;
  /** Names of the values it allows, where those are few enough that Jira lists them. */
  readonly allowed: readonly string[];
}

/** The fields of a new issue of a type, the required ones first. Throws `NoMatchError` where the project has no such type. */
export async function readCreateFields(jira: JiraApi, project: string, issueType: string): Promise<CreateField[]> {
  const typeId = await idOfType(jira, project, issueType);
  const fields = (await readMeta(jira, [project, 'issuetypes', typeId], 'fields')).map(fieldOf);
  return [...fields.filter(({ required }) => required), ...fields.filter(({ required }) => !required)];
}

async function idOfType(jira: JiraApi, project: string, wanted: string): Promise<string> {
  const types = await readMeta(jira, [project, 'issuetypes'], 'issueTypes');
  const lower = wanted.toLowerCase();
  const type = types.find((one) => textAt(one, 'name')?.toLowerCase() === lower || textAt(one, 'id') === wanted);
  if (type !== undefined) return wireText(type['id'], 'issue type id');
  const names = types.map((one) => textAt(one, 'name')).join(', ');
  throw new NoMatchError(`Project ${project} has no issue type "${wanted}". It has: ${names}.`);
}

/** Cloud calls each list after what is in it, Data Center calls all of them `values`. */
async function readMeta(jira: JiraApi, parts: readonly string[], cloudMember: string): Promise<readonly WireObject[]> {
  const path = jira.platform('issue', 'createmeta', ...parts);
  const member = jira.dialect.deployment === 'cloud' ? cloudMember : 'values';
  const fetch = (page: PageRequest) => readOffsetPage(jira, { path, member }, page);
  return (await readAll(fetch, { most: MAX_READ })).items;
}

function fieldOf(wire: WireObject): CreateField {
  const id = wireText(wire['fieldId'] ?? wire['key'], 'field id');
  const allowed = at(wire, 'allowedValues');
  return {
    id,
    name: textAt(wire, 'name') ?? id,
    type: fieldType(textAt(wire, 'schema', 'type'), textAt(wire, 'schema', 'items')),
    required: at(wire, 'required') === true && at(wire, 'hasDefaultValue') !== true,
    allowed: Array.isArray(allowed) ? allowed.flatMap(nameOfValue) : [],
  };
}

function nameOfValue(value: unknown): string | readonly string[] {
  return textAt(value, 'name') ?? textAt(value, 'value') ?? textAt(value, 'id') ?? [];
}
