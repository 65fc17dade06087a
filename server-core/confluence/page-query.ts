import { cqlString } from './cql.ts';

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
 * in titles and texts. A query that says nothing of types is limited to pages, and a space is added as a condition
 * of its own. A closing `order by` stays at the end.
 * https://developer.atlassian.com/cloud/confluence/advanced-searching-using-cql/
 */
export function pageQuery(query: string, spaceKey?: string): string {
  const { conditions, order } = split(query.trim());
  const bare = blank(conditions);
  const isCql = condition.test(bare) || order !== '';
  const wanted = isCql ? conditions : wordsQuery(conditions);
  const parts = [
    ...(isCql && typeCondition.test(bare) ? [] : ['type = page']),
    ...(wanted === '' ? [] : [`(${wanted})`]),
    ...(spaceKey === undefined ? [] : [`space = ${cqlString(spaceKey)}`]),
  ];
  return `${parts.join(' AND ')}${order}`;
}

function wordsQuery(words: string): string {
  if (words === '') return '';
  const value = cqlString(words.replace(/^"(.*)"$/, '$1'));
  return `title ~ ${value} OR text ~ ${value}`;
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
  return query.replace(quoted, (value) => '"'.padEnd(value.length, '_'));
}
