import { isJsonObject, type JsonObject, textAt } from '../../json.ts';
import type { Site } from '../../site.ts';
import { wordSet } from '../../word-set.ts';
import { isRichText } from '../rich-text.ts';
import { userView } from './user-view.ts';
import { wikiMarkup } from './wiki-markup.ts';

/** Members that only the cloud has, of people, projects, issue types, transitions, comments, visibilities, boards and sprints. */
const cloudOnly = wordSet(`
  accountType simplified style isPrivate hierarchyLevel hasScreen isGlobal isInitial isAvailable isConditional isLooped
  jsdPublic identifier location createdDate
`);

/**
 * An answer of the cloud as Data Center gives it: people by name and key, texts as wiki markup, addresses of the second
 * version of the API. Everything else is the same in both, so that the endpoints of the cloud can serve both.
 */
export function answerOf(value: unknown, site: Site): unknown {
  if (isRichText(value)) return wikiMarkup(value, site.people);
  if (Array.isArray(value)) return value.map((item: unknown) => answerOf(item, site));
  if (!isJsonObject(value)) return value;
  const accountId = textAt(value, 'accountId');
  const user = accountId === undefined ? undefined : site.people.byAccountId(accountId);
  if (user !== undefined) return userView(user, site);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !cloudOnly.has(key) && !(key === 'fieldId' && 'fieldtype' in value))
      .map(([key, inner]) => [key, memberOf(key, inner, value, site)]),
  );
}

function memberOf(key: string, value: unknown, owner: JsonObject, site: Site): unknown {
  if (typeof value !== 'string') return answerOf(value, site);
  if (key === 'self') return value.replace('/rest/api/3/', '/rest/api/2/');
  if (!('fieldtype' in owner)) return value;
  // A line of the changelog: people are in it by key, and an epic is a field of its own.
  if (key === 'field' && value === 'IssueParentAssociation') return 'Epic Link';
  return key === 'from' || key === 'to' ? (site.people.byAccountId(value)?.jiraUserKey ?? value) : value;
}
