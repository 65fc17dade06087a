import { Lexer, type Token, Tokenizer, type Tokens, type TokensList } from 'marked';
import { deepestBlock, deepestInline } from './nesting-limit.ts';

/** Delimiters times length of one run of inline Markdown: above this its emphasis and links are not looked for. */
const MOST_INLINE_WORK = 20_000_000;
/** One word this long before an `@` is no e-mail address, but the lexer would look for one at each of its letters. */
const LONGEST_ADDRESS = 1000;

/**
 * The tokens of a Markdown text, GitHub flavoured. The lexer of `marked` calls itself for what is nested and compares
 * every delimiter with those after it, so what nests absurdly deep, or has absurdly many, is left as plain text.
 */
export function lexMarkdown(markdown: string): Token[] {
  try {
    return new BoundedLexer({ gfm: true, tokenizer: new BoundedTokenizer() }).lex(markdown);
  } catch {
    return [plainParagraph(markdown)]; // a line of several megabytes is too much for a regular expression of the lexer
  }
}

/** The tokens of one run of inline Markdown. */
export function lexMarkdownInline(markdown: string): Token[] {
  return new BoundedLexer({ gfm: true, tokenizer: new BoundedTokenizer() }).inlineTokens(markdown);
}

class BoundedLexer extends Lexer {
  #blockDepth = 0;
  #inlineDepth = 0;

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
    if (this.#inlineDepth >= deepestInline || isTooMuchWork(src)) {
      tokens.push(plainText(src));
      return tokens;
    }
    this.#inlineDepth++;
    try {
      return super.inlineTokens(src, tokens);
    } finally {
      this.#inlineDepth--;
    }
  }
}

/** After so many lines without `>` that lazily go on with a quote, the quote ends: each makes the lexer read the rest anew. */
const MOST_LAZY_LINES = 200;

class BoundedTokenizer extends Tokenizer {
  override blockquote(src: string): Tokens.Blockquote | undefined {
    return super.blockquote(/^ {0,3}>/.test(src) ? untilTooLazy(src) : src);
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

function isTooMuchWork(src: string): boolean {
  if (src.length < LONGEST_ADDRESS) return false;
  const delimiters = src.match(/[*_~[\]`<]/g)?.length ?? 0;
  if (delimiters * src.length > MOST_INLINE_WORK) return true;
  return src.includes('@') && src.split(/[^\w.!#$%&'*+/=?{|}~-]+/).some((word) => word.length > LONGEST_ADDRESS);
}

function plainText(text: string): Tokens.Text {
  return { type: 'text', raw: text, text, escaped: false };
}

function plainParagraph(text: string): Tokens.Paragraph {
  return { type: 'paragraph', raw: text, text, tokens: [plainText(text)] };
}
