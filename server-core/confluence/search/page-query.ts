import { InvalidArgumentsError } from '../../errors.ts';
import { cqlString } from '../cql.ts';

const fields =
  'ancestor|container|content|contributor|created|creator|favou?rite|id|label|lastmodified|macro|mention|parent|' +
  'site(?:search)?|space(?:\\.\\w+)?|text|title|type|user(?:\\.\\w+)?|watcher';
const condition = new RegExp(`(?:^|[\\s(])(?:${fields})\\s*(?:!?=|!?~|[<>]=?|(?:not\\s+)?in\\s*\\()`, 'i');
const typeCondition = /(?:^|[\s(])type\s*(?:!?=|(?:not\s+)?in\s*\()/i;
const quoted = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g;
const ordering = /(?:^|\s)order\s+by\s/i;

/**
 * What a caller of the search typed → CQL that finds pages.
 *
 * Text with a CQL condition in it (`label = "x"`, outside quotes) is CQL already; anything else is words to look for
 * in titles and texts. A query that says nothing of types is limited to pages, and a type and a space are added as
 * conditions of their own. A closing `order by` stays at the end. Throws `InvalidArgumentsError` for CQL whose brackets or quotes do not
 * match: it could end the brackets put around it, and with them the conditions that were added.
 * https://developer.atlassian.com/cloud/confluence/advanced-searching-using-cql/
 */
export function pageQuery(query: string, spaceKey?: string, type?: string): string {
  const { conditions, order } = split(query.trim());
  const bare = blank(conditions);
  const isCql = condition.test(bare) || order !== '';
  if (isCql) checkBalance(bare);
  const wanted = isCql ? conditions : wordsQuery(conditions);
  const parts = [
    ...(type === undefined && isCql && typeCondition.test(bare) ? [] : [`type = ${type ?? 'page'}`]),
    ...(wanted === '' ? [] : [`(${wanted})`]),
    ...(spaceKey === undefined ? [] : [`space = ${cqlString(spaceKey)}`]),
  ];
  return `${parts.join(' AND ')}${order}`;
}

/** A quoted phrase stays one: the text search knows them too. A quote without its other half is no phrase. */
function wordsQuery(words: string): string {
  if (words === '') return '';
  const hasPhrases = words.split('"').length % 2 === 1;
  const value = cqlString(hasPhrases ? words : words.replaceAll('"', ' '));
  return `title ~ ${value} OR text ~ ${value}`;
}

function checkBalance(bare: string): void {
  let depth = 0;
  for (const [sign] of bare.matchAll(/[()]/g)) {
    depth += sign === '(' ? 1 : -1;
    if (depth < 0) break;
  }
  const problems = [
    ...(depth === 0 ? [] : ['query: a bracket without its other half']),
    ...(/["']/.test(bare) ? ['query: a quote without its other half'] : []),
  ];
  if (problems.length > 0) throw new InvalidArgumentsError('search-confluence', problems);
}

/** Cuts a closing `order by …` off, with the blank before it; only before real conditions or alone, not in plain words. */
function split(query: string): { conditions: string; order: string } {
  const bare = blank(query);
  const found = ordering.exec(bare);
  if (found === null || !(condition.test(bare) || found.index === 0)) return { conditions: query, order: '' };
  return { conditions: query.slice(0, found.index).trim(), order: ` ${query.slice(found.index).trim()}` };
}

/** The query with quoted values blanked out, at the same length, so that what they say is not taken for CQL. */
function blank(query: string): string {
  return query.replace(quoted, (value) => '_'.repeat(value.length));
}
