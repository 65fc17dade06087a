import { Refusal } from '../http/refusal.ts';
import type { User } from '../people.ts';
import { compileQuery } from '../query/compile-query.ts';
import { parseQuery } from '../query/parse-query.ts';
import { equality, type QueryField } from '../query/query-field.ts';
import type { Site } from '../site.ts';
import { cqlDialect } from './cql-dialect.ts';
import { cqlFunctions } from './cql-functions.ts';

const operators = equality.filter((operator) => !operator.startsWith('is'));

const fields: readonly QueryField<User>[] = [
  {
    name: 'type',
    operators,
    read: () => ['user'],
    resolve: (literal) => (literal.toLowerCase() === 'user' ? ['user'] : undefined),
  },
  {
    name: 'user',
    aliases: ['user.accountid'],
    operators,
    read: ({ accountId }) => [accountId],
    resolve: (literal) => [literal],
  },
  {
    name: 'user.fullname',
    operators: [...operators, '~', '!~'],
    read: ({ displayName }) => [displayName.toLowerCase()],
    resolve: (literal) => [literal.toLowerCase()],
  },
];

/** The people whom a CQL query about users finds; it knows no other fields than those of users. */
export function searchUsers(site: Site, cql: string, user: User): readonly User[] {
  if (cql.trim() === '') throw new Refusal(400, 'cql query parameter is required and must not be empty');
  const language = { dialect: cqlDialect, fields, functions: cqlFunctions(user, Date.now()) };
  const query = compileQuery(parseQuery(cql, cqlDialect), language);
  return site.people.all.filter((one) => query.matches(one)).sort((a, b) => query.compare(a, b));
}
