import { Refusal } from '../http/refusal.ts';
import type { User } from '../people.ts';
import { compileQuery } from '../query/compile-query.ts';
import { parseQuery } from '../query/parse-query.ts';
import type { Site } from '../site.ts';
import { currentAttachments } from './attachments.ts';
import { attachmentContent, type Content, commentContent, pageContent } from './content.ts';
import { cqlDialect } from './cql-dialect.ts';
import { cqlFields } from './cql-fields.ts';
import { cqlFunctions } from './cql-functions.ts';

/** What a CQL query finds for a user, in its order; the last changed first where it names none. */
export function searchContent(site: Site, cql: string, user: User): readonly Content[] {
  if (cql.trim() === '') throw new Refusal(400, 'cql query parameter is required and must not be empty');
  const now = Date.now();
  const language = { dialect: cqlDialect, fields: cqlFields(site, now), functions: cqlFunctions(user, now) };
  const query = compileQuery(parseQuery(cql, cqlDialect), language);
  return site.confluence
    .pagesFor(user)
    .filter(({ status }) => status === 'current')
    .flatMap((page) => [
      pageContent(page),
      ...page.comments.map(commentContent),
      ...currentAttachments(page).map(attachmentContent),
    ])
    .filter((content) => query.matches(content))
    .sort((a, b) => query.compare(a, b) || b.version.created - a.version.created || numberOf(a) - numberOf(b));
}

function numberOf({ id }: Content): number {
  return Number(id.replace('att', ''));
}
