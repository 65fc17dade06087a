import { textAt, type WireObject, wireList } from '../../atlassian/wire-value.ts';
import { AmbiguousMatchError, NoMatchError } from '../../errors.ts';
import type { JiraApi } from '../jira-api.ts';

/** A field of issues as the site defines it. */
export interface Field {
  /** `summary`, `customfield_10016`. */
  readonly id: string;
  readonly name: string;
  /** Kind of its value: `string`, `option`, `array`. */
  readonly type?: string | undefined;
  /** Kind of the entries of an array. */
  readonly items?: string | undefined;
  /** What made a custom field: `com.pyxis.greenhopper.jira:gh-epic-link`. */
  readonly custom?: string | undefined;
}

const NAMED_FIELDS = 10;

/** Ids that are the same on every site: they are not looked up. */
const systemIds = new Set(
  (
    'aggregateprogress aggregatetimeestimate aggregatetimespent assignee attachment comment components created creator ' +
    'description duedate environment fixVersions issuelinks issuetype labels lastViewed parent priority progress project ' +
    'reporter resolution resolutiondate security status statuscategorychangedate subtasks summary timeestimate ' +
    'timeoriginalestimate timespent timetracking updated versions votes watches worklog *all *navigable'
  ).split(' '),
);

const known = new WeakMap<JiraApi, Promise<readonly Field[]>>();

/** All fields of the site, asked for once in a call: large sites have thousands. */
export function readFields(jira: JiraApi): Promise<readonly Field[]> {
  const reading = known.get(jira) ?? askForFields(jira);
  known.set(jira, reading);
  return reading;
}

/**
 * The ids of the fields that a caller named by id or by what people see, each with the caller's word for it. The site is
 * asked only for what is no id. Throws `NoMatchError` or `AmbiguousMatchError`.
 */
export async function fieldIds(jira: JiraApi, wanted: readonly string[]): Promise<Map<string, string>> {
  const fields = wanted.every(isFieldId) ? [] : await readFields(jira);
  return new Map(wanted.map((word) => [isFieldId(word) ? word : chooseField(fields, word).id, word]));
}

/** The field that a caller named by its id or by what people see, in any case of letters. */
export function chooseField(fields: readonly Field[], wanted: string): Field {
  const lower = wanted.toLowerCase();
  const byId = fields.filter(({ id }) => id.toLowerCase() === lower);
  const found = byId.length > 0 ? byId : fields.filter(({ name }) => name.toLowerCase() === lower);
  const [only, ...others] = found;
  if (only === undefined) {
    const like = fields.filter(({ name }) => name.toLowerCase().includes(lower)).slice(0, NAMED_FIELDS);
    const hint = like.length === 0 ? 'get-jira-fields lists them' : `Alike: ${listed(like)}`;
    throw new NoMatchError(`This site has no field "${wanted}". ${hint}. Nothing was changed.`);
  }
  if (others.length > 0) {
    throw new AmbiguousMatchError(
      `"${wanted}" fits several fields: ${listed(found)}. Give the id. Nothing was changed.`,
    );
  }
  return only;
}

function isFieldId(word: string): boolean {
  return systemIds.has(word) || /^customfield_\d+$/.test(word);
}

async function askForFields(jira: JiraApi): Promise<readonly Field[]> {
  return wireList(await jira.request({ path: jira.platform('field') }), 'fields').flatMap(fieldOf);
}

function fieldOf(wire: WireObject): Field[] {
  const id = textAt(wire, 'id');
  if (id === undefined) return [];
  const [type, items] = [textAt(wire, 'schema', 'type'), textAt(wire, 'schema', 'items')];
  return [{ id, name: textAt(wire, 'name') ?? id, type, items, custom: textAt(wire, 'schema', 'custom') }];
}

function listed(fields: readonly Field[]): string {
  return fields.map(({ id, name }) => `${name} (${id})`).join(', ');
}
