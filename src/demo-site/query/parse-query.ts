import type { Clause, Operand, Operator, Ordering, Query } from './clause.ts';
import type { Dialect } from './dialect.ts';
import { type Token, tokens } from './tokens.ts';

/** Deeper nesting is refused, so that no query can exhaust the stack. */
const maxDepth = 50;
/** Longer queries are refused before they are read. No address or form holds one this long. */
const maxLength = 20_000;
const reserved = new Set(['and', 'or', 'not', 'in', 'is', 'order', 'by', 'empty', 'null', 'was', 'changed']);
const symbolOperators: ReadonlySet<string> = new Set(['=', '!=', '~', '!~', '>', '>=', '<', '<=']);
const operatorList = "'=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'";

/**
 * Parses JQL or CQL: terms under AND, OR, NOT and parentheses, then ORDER BY. The two languages share this grammar.
 * Source: "Advanced search reference - JQL syntax" and "Advanced searching using CQL".
 */
export function parseQuery(text: string, dialect: Dialect): Query {
  if (text.length > maxLength) throw dialect.syntax(`The query is longer than ${maxLength} characters.`, '', 0);
  return new Parser(text, dialect).query();
}

class Parser {
  readonly #text: string;
  readonly #dialect: Dialect;
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(text: string, dialect: Dialect) {
    this.#text = text;
    this.#dialect = dialect;
    this.#tokens = tokens(text, dialect);
  }

  query(): Query {
    const bare = this.#peek().kind === 'end' || this.#isWord('order');
    const where = bare ? undefined : this.#either();
    const orderBy = this.#orderBy();
    if (this.#peek().kind !== 'end') throw this.#unexpected("'AND', 'OR' or 'ORDER BY'");
    return { where, orderBy };
  }

  #either(): Clause {
    this.#depth += 1;
    if (this.#depth > maxDepth) throw this.#error('The query is nested too deeply.');
    const clauses = [this.#both()];
    while (this.#takeWord('or') || this.#takeSymbol('||')) clauses.push(this.#both());
    this.#depth -= 1;
    return joined('or', clauses);
  }

  #both(): Clause {
    const clauses = [this.#negated()];
    while (this.#takeWord('and') || this.#takeSymbol('&&')) clauses.push(this.#negated());
    return joined('and', clauses);
  }

  #negated(): Clause {
    let negations = 0;
    while (this.#takeWord('not') || this.#takeSymbol('!')) negations += 1;
    const clause = this.#group();
    return negations % 2 === 0 ? clause : { kind: 'not', clause };
  }

  #group(): Clause {
    if (!this.#takeSymbol('(')) return this.#term();
    const clause = this.#either();
    if (!this.#takeSymbol(')')) throw this.#unexpected("')'");
    return clause;
  }

  #term(): Clause {
    const field = this.#name('a field name');
    const operator = this.#operator();
    const many = operator === 'in' || operator === 'not in';
    return { kind: 'term', field, operator, operands: many ? this.#list() : [this.#operand()] };
  }

  #operator(): Operator {
    const token = this.#peek();
    if (token.kind === 'symbol' && symbolOperators.has(token.value)) {
      this.#next += 1;
      return token.value as Operator;
    }
    if (this.#takeWord('in')) return 'in';
    if (this.#takeWord('is')) return this.#takeWord('not') ? 'is not' : 'is';
    if (this.#isWord('not')) {
      this.#next += 1;
      if (this.#takeWord('in')) return 'not in';
    }
    throw this.#error(`Expecting operator but got ${shown(token)}. The valid operators are ${operatorList}.`);
  }

  #list(): readonly Operand[] {
    if (!this.#takeSymbol('(')) return [this.#operand()];
    const operands = [this.#operand()];
    while (this.#takeSymbol(',')) operands.push(this.#operand());
    if (!this.#takeSymbol(')')) throw this.#unexpected("')' or ','");
    return operands;
  }

  #operand(): Operand {
    if (this.#takeWord('empty') || this.#takeWord('null')) return { kind: 'empty' };
    const quoted = this.#peek().kind === 'text';
    const text = this.#name('either a value, list or function');
    if (quoted || !this.#takeSymbol('(')) return { kind: 'literal', text };
    const args: string[] = [];
    while (!this.#takeSymbol(')')) {
      args.push(this.#name("a function argument or ')'"));
      if (!this.#takeSymbol(',') && !this.#isSymbol(')')) throw this.#unexpected("')' or ','");
    }
    return { kind: 'call', name: text, args };
  }

  #orderBy(): readonly Ordering[] {
    if (!this.#takeWord('order')) return [];
    if (!this.#takeWord('by')) throw this.#unexpected("'BY'");
    const orderings: Ordering[] = [];
    do {
      const field = this.#name('a field name');
      const descending = this.#takeWord('desc');
      if (!descending) this.#takeWord('asc');
      orderings.push({ field, descending });
    } while (this.#takeSymbol(','));
    return orderings;
  }

  /** A word that is no keyword, or anything quoted. */
  #name(expected: string): string {
    const token = this.#peek();
    const plain = token.kind === 'text' || (token.kind === 'word' && !reserved.has(token.value.toLowerCase()));
    if (!plain) throw this.#unexpected(expected);
    this.#next += 1;
    return token.value;
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', value: '', offset: this.#text.length };
  }

  #isWord(word: string): boolean {
    const token = this.#peek();
    return token.kind === 'word' && token.value.toLowerCase() === word;
  }

  #isSymbol(symbol: string): boolean {
    const token = this.#peek();
    return token.kind === 'symbol' && token.value === symbol;
  }

  #takeWord(word: string): boolean {
    const found = this.#isWord(word);
    if (found) this.#next += 1;
    return found;
  }

  #takeSymbol(symbol: string): boolean {
    const found = this.#isSymbol(symbol);
    if (found) this.#next += 1;
    return found;
  }

  #unexpected(expected: string) {
    return this.#error(`Expecting ${expected} but got ${shown(this.#peek())}.`);
  }

  #error(problem: string) {
    return this.#dialect.syntax(problem, this.#text, this.#peek().offset);
  }
}

function shown(token: Token): string {
  return token.kind === 'end' ? 'the end of the query' : `'${token.value}'`;
}

function joined(kind: 'and' | 'or', clauses: readonly Clause[]): Clause {
  const [only] = clauses;
  return only !== undefined && clauses.length === 1 ? only : { kind, clauses };
}
