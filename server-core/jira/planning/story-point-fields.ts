import { readFields } from '../issues/fields.ts';
import type { JiraApi } from '../jira-api.ts';

/** The custom field type of story points in team-managed projects of Jira Cloud. */
const POINTS_TYPE = 'com.pyxis.greenhopper.jira:jsw-story-points';
const pointsNames = ['story points', 'story point estimate'];

/**
 * The ids of the fields that hold story points on this site: `customfield_10016`. There may be several, one for each kind of
 * project, or none. The ids differ from site to site, so they are looked up.
 */
export async function storyPointFields(jira: JiraApi): Promise<string[]> {
  const fields = await readFields(jira);
  return fields
    .filter(({ name, custom }) => custom === POINTS_TYPE || pointsNames.includes(name.toLowerCase()))
    .map(({ id }) => id)
    .filter((id) => /^customfield_\d+$/.test(id));
}

/** JQL for the issues that have story points. */
export function hasStoryPoints(fieldIds: readonly string[]): string {
  const each = fieldIds.map((id) => `cf[${id.replace('customfield_', '')}] is not EMPTY`);
  return each.length === 1 ? each.join('') : `(${each.join(' OR ')})`;
}
