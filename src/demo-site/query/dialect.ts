import type { Refusal } from '../http/refusal.ts';
import type { Operator } from './clause.ts';

/** How one query language words its complaints; each is a 400. */
export interface Dialect {
  syntax(problem: string, query: string, offset: number): Refusal;
  unknownField(field: string): Refusal;
  unknownValue(field: string, value: string): Refusal;
  unknownFunction(name: string): Refusal;
  operatorNotSupported(field: string, operator: Operator): Refusal;
  /** A date or number that does not read as one. */
  badValue(field: string, value: string, expected: string): Refusal;
}
