import { Refusal } from '../http/refusal.ts';
import type { Dialect } from '../query/dialect.ts';

/** Confluence names the exception before the problem, and clients have learned to read it so. */
const refuse = (problem: string) =>
  new Refusal(400, `com.atlassian.confluence.api.service.exceptions.BadRequestException: ${problem}`);

export const cqlDialect: Dialect = {
  syntax: (problem, query, offset) =>
    refuse(`Could not parse cql : ${query.slice(0, 500)}. ${problem} (character ${offset + 1})`),
  unknownField: (field) => refuse(`No field exists with name: ${field}`),
  unknownValue: (field, value) => refuse(`The value '${value}' is not supported by the field ${field}`),
  unknownFunction: (name) => refuse(`No function exists with name: ${name}, or not for these arguments`),
  operatorNotSupported: (field, operator) => refuse(`The field ${field} does not support the operator ${operator}`),
  badValue: (field, value) => refuse(`Could not parse date '${value}' for field ${field}`),
};
