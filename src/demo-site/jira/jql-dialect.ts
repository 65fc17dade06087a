import { Refusal } from '../http/refusal.ts';
import type { Dialect } from '../query/dialect.ts';

const refuse = (message: string) => new Refusal(400, message);

/** Complaints about a query, worded closely enough to Jira Cloud's that a client's hints fit both. */
export const jqlDialect: Dialect = {
  syntax: (problem, query, offset) => {
    const before = query.slice(0, offset).split('\n');
    const character = (before.at(-1)?.length ?? 0) + 1;
    return refuse(`Error in the JQL Query: ${problem} (line ${before.length}, character ${character})`);
  },
  unknownField: (field) => refuse(`Field '${field}' does not exist or you do not have permission to view it.`),
  unknownValue: (field, value) => refuse(`The value '${value}' does not exist for the field '${field}'.`),
  unknownFunction: (name) => refuse(`Unable to find JQL function '${name}()' for these arguments.`),
  operatorNotSupported: (field, operator) =>
    refuse(`The operator '${operator}' is not supported by the '${field}' field.`),
  badValue: (field, value, expected) =>
    refuse(
      `${expected} value '${value}' for field '${field}' is invalid. Valid formats include: ${formats[expected]}.`,
    ),
};

const formats: Readonly<Record<string, string>> = {
  Date: "'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'",
  Duration: "'3h 30m', '2d', '1w'",
  Number: 'whole and decimal numbers',
};
