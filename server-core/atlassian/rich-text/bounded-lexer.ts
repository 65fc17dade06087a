import { Lexer, type Token, Tokenizer, type Tokens, type TokensList } from 'marked';
import { longestBareAddress } from './address-limit.ts';
import { lexingCost, partsThatCost } from './lexing-cost.ts';
import { deepestBlock, deepestInline } from './nesting-limit.ts';

/** What the inline Markdown of one text may cost (see `lexingCost`), beside runs that cost next to nothing: a second. */
const MOST_COST = 1_000_000_000;
/** A run that costs no more is always lexed, so that a long text keeps its formatting to its end. */
const SMALL_COST = 500_000;

/**
 * Lexes a Markdown text, GitHub flavoured, and what is found in it, all at the cost of one. The lexer of `marked` calls
 * itself for what is nested and compares every delimiter with those after it. So what nests absurdly deep is left as
 * plain text, and a paragraph with absurdly many delimiters is lexed in parts, of which only a line that alone has too
 * many is left as plain text.
 */
export class MarkdownLexer {
  readonly #budget: Budget = { left: MOST_COST };

  blocks(markdown: string): Token[] {
    try {
      return new BoundedLexer(this.#budget).lex(markdown);
    } catch {
      return [plainParagraph(markdown)]; // a line of several megabytes is too much for a regular expression of the lexer
    }
  }

  /** The tokens of one run of inline Markdown. */
  inlines(markdown: string): Token[] {
    return new BoundedLexer(this.#budget).inlineTokens(markdown);
  }
}

interface Budget {
  left: number;
}

class BoundedLexer extends Lexer {
  #blockDepth = 0;
  #inlineDepth = 0;
  readonly #budget: Budget;

  constructor(budget: Budget) {
    super({ gfm: true, tokenizer: new BoundedTokenizer() });
    this.#budget = budget;
  }

  override blockTokens(src: string, tokens?: Token[], lastParagraphClipped?: boolean): Token[];
  override blockTokens(src: string, tokens?: TokensList, lastParagraphClipped?: boolean): TokensList;
  override blockTokens(src: string, tokens: Token[] = [], lastParagraphClipped = false): Token[] {
    if (this.#blockDepth >= deepestBlock) {
      tokens.push(plainParagraph(src));
      return tokens;
    }
    this.#blockDepth++;
    try {
      return super.blockTokens(src, tokens, lastParagraphClipped);
    } finally {
      this.#blockDepth--;
    }
  }

  override inlineTokens(src: string, tokens: Token[] = []): Token[] {
    if (this.#inlineDepth >= deepestInline) tokens.push(plainText(src));
    else if (this.#inlineDepth > 0 || this.#affords(src)) this.#lexInline(src, tokens);
    else for (const part of partsThatCost(SMALL_COST, src)) this.#lexPart(part, tokens);
    return tokens;
  }

  #lexInline(src: string, tokens: Token[]): void {
    this.#inlineDepth++;
    try {
      super.inlineTokens(src, tokens);
    } finally {
      this.#inlineDepth--;
    }
  }

  /** A break at the end of a run is none for the lexer. */
  #lexPart(part: string, tokens: Token[]): void {
    const [end = ''] = /(?: {2}|\\)?\n$/.exec(part) ?? [];
    const line = part.slice(0, part.length - end.length);
    if (this.#affords(line)) this.#lexInline(line, tokens);
    else tokens.push(plainText(line));
    if (end !== '') tokens.push(end === '\n' ? plainText(end) : { type: 'br', raw: end });
  }

  /** What a run costs counts for the whole; what is inside of it is part of that. */
  #affords(src: string): boolean {
    const cost = lexingCost(src);
    if (cost > SMALL_COST && cost > this.#budget.left) return false;
    if (cost > SMALL_COST) this.#budget.left -= cost;
    return true;
  }
}

/** After so many lines without `>` that lazily go on with a quote, the quote ends: each makes the lexer read the rest anew. */
const MOST_LAZY_LINES = 200;

/** No heading over an underline is longer: at each line of an item the lexer looks for the underline anew. */
const LONGEST_UNDERLINED = 500;

class BoundedTokenizer extends Tokenizer {
  override lheading(src: string): Tokens.Heading | undefined {
    const end = src.length <= LONGEST_UNDERLINED ? src.length : src.lastIndexOf('\n', LONGEST_UNDERLINED) + 1;
    return super.lheading(src.slice(0, end));
  }

  override blockquote(src: string): Tokens.Blockquote | undefined {
    return super.blockquote(/^ {0,3}>/.test(src) ? untilTooLazy(src) : src);
  }

  override url(src: string): Tokens.Link | undefined {
    const [address = ''] = /^[^\s<]*/.exec(src.slice(0, longestBareAddress + 1)) ?? [];
    return address.length > longestBareAddress ? undefined : super.url(src);
  }

  /** No table that is nearly all padding: the lexer gives each row as many cells as the header has. */
  override table(src: string): Tokens.Table | undefined {
    const columns = src.slice(0, src.indexOf('\n') + 1).split('|').length;
    const end = columns > 20 ? src.indexOf('\n\n') : 0;
    const rows = columns > 20 ? src.slice(0, end < 0 ? src.length : end) : '';
    return columns * rows.split('\n').length > rows.length + 20_000 ? undefined : super.table(src);
  }
}

function untilTooLazy(src: string): string {
  let lazy = 0;
  for (let at = 0; at >= 0 && at < src.length; at = src.indexOf('\n', at) + 1 || src.length) {
    const line = src.slice(at, at + 8);
    if (/^[ \t]*\n/.test(line)) break;
    if (!/^ {0,3}>/.test(line) && ++lazy > MOST_LAZY_LINES) return src.slice(0, at);
  }
  return src;
}

function plainText(text: string): Tokens.Text {
  return { type: 'text', raw: text, text, escaped: false };
}

function plainParagraph(text: string): Tokens.Paragraph {
  return { type: 'paragraph', raw: text, text, tokens: [plainText(text)] };
}
