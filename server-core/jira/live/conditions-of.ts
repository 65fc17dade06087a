import { InvalidArgumentsError } from '../../errors.ts';

/**
 * A query without its order, so that conditions can be added to it. Throws `InvalidArgumentsError` where its brackets or
 * quotes do not match: it could end the brackets that are put around it.
 */
export function conditionsOf(jql: string): { readonly conditions: string; readonly order: string } {
  const bare = jql.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, (value) => '_'.repeat(value.length));
  if (/["']/.test(bare) || !isBalanced(bare)) {
    throw new InvalidArgumentsError('the query', ['JQL: a bracket or quote without its other half']);
  }
  const found = /(?:^|\s)order\s+by\s/i.exec(bare);
  if (found === null) return { conditions: jql.trim(), order: '' };
  return { conditions: jql.slice(0, found.index).trim(), order: jql.slice(found.index).trim() };
}

function isBalanced(bare: string): boolean {
  let depth = 0;
  for (const [sign] of bare.matchAll(/[()]/g)) {
    depth += sign === '(' ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
