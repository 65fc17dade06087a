import type { Clause, Operand, Query } from './clause.ts';
import type { Dialect } from './dialect.ts';
import type { QueryField, Value } from './query-field.ts';
import { textMatches } from './text-match.ts';

/** A query language: its fields, its functions and its way of complaining. */
export interface QueryLanguage<T> {
  readonly dialect: Dialect;
  readonly fields: readonly QueryField<T>[];
  /** Functions by lower-case name; `undefined` refuses the arguments. */
  readonly functions: Readonly<Record<string, (args: readonly string[]) => readonly Value[] | undefined>>;
}

export interface CompiledQuery<T> {
  matches(record: T): boolean;
  compare(a: T, b: T): number;
}

type Test<T> = (record: T) => boolean;

/** Binds a parsed query to its language: every name and value is checked here, before any record is read. */
export function compileQuery<T>(query: Query, language: QueryLanguage<T>): CompiledQuery<T> {
  const matches = query.where === undefined ? () => true : compileClause(query.where, language);
  const orderings = query.orderBy.map(({ field, descending }) => ({ field: fieldNamed(field, language), descending }));
  return {
    matches,
    compare: (a, b) => {
      for (const { field, descending } of orderings) {
        const order = compareKeys(sortKey(field, a), sortKey(field, b));
        if (order !== 0) return descending ? -order : order;
      }
      return 0;
    },
  };
}

function compileClause<T>(clause: Clause, language: QueryLanguage<T>): Test<T> {
  if (clause.kind === 'not') {
    const inner = compileClause(clause.clause, language);
    return (record) => !inner(record);
  }
  if (clause.kind === 'term') return compileTerm(clause, language);
  const tests = clause.clauses.map((inner) => compileClause(inner, language));
  return clause.kind === 'and'
    ? (record) => tests.every((test) => test(record))
    : (record) => tests.some((test) => test(record));
}

function compileTerm<T>(term: Extract<Clause, { kind: 'term' }>, language: QueryLanguage<T>): Test<T> {
  const field = fieldNamed(term.field, language);
  const { operator, operands } = term;
  if (!field.operators.includes(operator)) throw language.dialect.operatorNotSupported(term.field, operator);
  const meansEmpty = (operand: Operand) =>
    operand.kind === 'empty' || (operand.kind === 'literal' && operand.text.toLowerCase() === field.emptyLiteral);
  const wantsEmpty = operands.some(meansEmpty);
  if ((operator === 'is' || operator === 'is not') && !wantsEmpty) {
    throw language.dialect.operatorNotSupported(term.field, operator);
  }
  if (operator === '~' || operator === '!~') return compileTextTerm(field, operator, operands);
  const wanted = operands
    .filter((operand) => !meansEmpty(operand))
    .flatMap((operand) => valuesOf(operand, field, term.field, language));
  const holds = holdsAny(field, wanted, wantsEmpty);
  switch (operator) {
    case '=':
    case 'in':
    case 'is':
      return holds;
    case 'is not':
      return (record) => field.read(record).length > 0;
    case '!=':
    case 'not in':
      // As on a real site, a record without a value is not "unequal": it is left out.
      return (record) => field.read(record).length > 0 && !holds(record);
    case '>':
    case '>=':
    case '<':
    case '<=': {
      const holdsOrder = orders[operator];
      return (record) =>
        field.read(record).some((value) => wanted.some((other) => holdsOrder(compareKeys(value, other))));
    }
  }
}

function compileTextTerm<T>(field: QueryField<T>, operator: '~' | '!~', operands: readonly Operand[]): Test<T> {
  const wanted = operands.map((operand) => (operand.kind === 'literal' ? operand.text : ''));
  const found: Test<T> = (record) => {
    const held = field.read(record).join('\n');
    return wanted.some((query) => textMatches(held, query));
  };
  return operator === '~' ? found : (record) => !found(record);
}

function valuesOf<T>(
  operand: Operand,
  field: QueryField<T>,
  named: string,
  language: QueryLanguage<T>,
): readonly Value[] {
  if (operand.kind === 'empty') return [];
  if (operand.kind === 'call') {
    const name = operand.name.toLowerCase();
    const values = Object.hasOwn(language.functions, name) ? language.functions[name]?.(operand.args) : undefined;
    if (values === undefined) throw language.dialect.unknownFunction(operand.name);
    return values;
  }
  const values = field.resolve(operand.text);
  if (values !== undefined) return values;
  if (field.expects !== undefined) throw language.dialect.badValue(named, operand.text, field.expects);
  throw language.dialect.unknownValue(named, operand.text);
}

function holdsAny<T>(field: QueryField<T>, wanted: readonly Value[], wantsEmpty: boolean): Test<T> {
  const key = (value: Value) =>
    field.byDay === true && typeof value === 'number' ? Math.floor(value / 86_400_000) : value;
  const keys = new Set(wanted.map(key));
  return (record) => {
    const held = field.read(record);
    return held.length === 0 ? wantsEmpty : held.some((value) => keys.has(key(value)));
  };
}

const orders: Readonly<Record<'>' | '>=' | '<' | '<=', (order: number) => boolean>> = {
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
};

function fieldNamed<T>(name: string, language: QueryLanguage<T>): QueryField<T> {
  const wanted = name.toLowerCase();
  const field = language.fields.find((one) => one.name === wanted || one.aliases?.includes(wanted));
  if (field === undefined) throw language.dialect.unknownField(name);
  return field;
}

function sortKey<T>(field: QueryField<T>, record: T): Value | undefined {
  return field.sortKey === undefined ? field.read(record)[0] : field.sortKey(record);
}

/** Nothing sorts behind everything when ascending. */
function compareKeys(a: Value | undefined, b: Value | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}
