import type { Operator } from './clause.ts';

/** What a field holds and is compared by: names as lower-case text, dates as milliseconds, ranks as numbers. */
export type Value = string | number;

/** A field of a query language over records of type `T`. */
export interface QueryField<T> {
  /** Its name in complaints and in ORDER BY; lower case. */
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly operators: readonly Operator[];
  /** What the record holds; nothing means EMPTY. */
  read(record: T): readonly Value[];
  /** What a literal stands for: several values where a name is shared; `undefined` where it names nothing. */
  resolve(literal: string): readonly Value[] | undefined;
  /** Set where a literal is a date or number, to word the complaint about one that isn't. */
  readonly expects?: string;
  /** Whether `=` compares days rather than moments. */
  readonly byDay?: boolean;
  /** A literal that means EMPTY, such as `Unresolved`; lower case. */
  readonly emptyLiteral?: string;
  /** What ORDER BY compares, where it isn't the first value read. */
  sortKey?(record: T): Value | undefined;
}

export const equality: readonly Operator[] = ['=', '!=', 'in', 'not in', 'is', 'is not'];
export const comparison: readonly Operator[] = [...equality, '>', '>=', '<', '<='];
export const text: readonly Operator[] = ['~', '!~', 'is', 'is not'];
