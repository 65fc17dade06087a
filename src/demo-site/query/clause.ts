export type Operator = '=' | '!=' | '~' | '!~' | '>' | '>=' | '<' | '<=' | 'in' | 'not in' | 'is' | 'is not';

/** A value as written: a literal, a call, or the word for nothing. */
export type Operand =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly string[] }
  | { readonly kind: 'empty' };

export type Clause =
  | { readonly kind: 'and' | 'or'; readonly clauses: readonly Clause[] }
  | { readonly kind: 'not'; readonly clause: Clause }
  | {
      readonly kind: 'term';
      readonly field: string;
      readonly operator: Operator;
      readonly operands: readonly Operand[];
    };

export interface Ordering {
  readonly field: string;
  readonly descending: boolean;
}

/** A parsed JQL or CQL query. Without `where` it asks for everything. */
export interface Query {
  readonly where: Clause | undefined;
  readonly orderBy: readonly Ordering[];
}
