import type { MarkedToken, Token, Tokens } from 'marked';
import { MarkdownLexer } from './bounded-lexer.ts';
import { cleanMarkdownSource } from './markdown-source.ts';
import { deepestBlock } from './nesting-limit.ts';
import { expandTag } from './panel-spelling.ts';
import { readMarkdownInlines } from './read-markdown-inlines.ts';
import { type ReadBlocks, readMarkdownList } from './read-markdown-list.ts';
import { readMarkdownQuote } from './read-markdown-quote.ts';
import { type Block, codeLanguage, paragraph, textRun } from './rich-text.ts';
import { tidyInlines } from './tidy-inlines.ts';

/** Reads Markdown (CommonMark and GitHub's tables, task lists, strikethrough, autolinks and alerts). */
export function readMarkdown(markdown: string): Block[] {
  const lexer = new MarkdownLexer();
  return readBlocks(lexer.blocks(cleanMarkdownSource(markdown)), { lexer, depth: 0 });
}

/** How deep in expands some tokens are, and what lexes the Markdown in their HTML. */
interface Place {
  readonly lexer: MarkdownLexer;
  readonly depth: number;
}

/** What stands between the two tags of an expand belongs to it, so tokens are read in their order. */
function readBlocks(tokens: readonly Token[], place: Place): Block[] {
  const ends = place.depth < deepestBlock ? endsOfExpands(tokens) : new Map<number, number>();
  const out: Block[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    const end = ends.get(at);
    if (end !== undefined) {
      out.push(readExpand(tokens.slice(at, end + 1), { ...place, depth: place.depth + 1 }));
      at = end;
    } else if (token !== undefined) {
      for (const block of readBlock(token as MarkedToken, (inner) => readBlocks(inner, place), place.lexer))
        out.push(block);
    }
  }
  return out;
}

function readBlock(token: MarkedToken, readInner: ReadBlocks, lexer: MarkdownLexer): Block[] {
  switch (token.type) {
    case 'paragraph':
      return paragraphOf(token.tokens);
    case 'text':
      return paragraphOf('tokens' in token && token.tokens !== undefined ? token.tokens : [token]);
    case 'heading':
      return [{ type: 'heading', level: token.depth, inlines: readMarkdownInlines(token.tokens) }];
    case 'code':
      return [{ type: 'code', language: codeLanguage(token.lang ?? ''), text: token.text.replace(/\n$/, '') }];
    case 'hr':
      return [{ type: 'rule' }];
    case 'blockquote':
      return readMarkdownQuote(token, readInner);
    case 'list':
      return readMarkdownList(token, readInner);
    case 'table':
      return readTable(token);
    case 'html':
      return readHtml(token.raw, lexer);
    default:
      return [];
  }
}

function paragraphOf(tokens: readonly Token[]): Block[] {
  return nonEmpty(readMarkdownInlines(tokens));
}

/** HTML is text; but a line that begins with `<br>` is HTML for the lexer, and a line break for who wrote it. */
function readHtml(html: string, lexer: MarkdownLexer): Block[] {
  return /^\s*<br\s*\/?>/i.test(html) ? paragraphOf(lexer.inlines(html)) : nonEmpty(tidyInlines([textRun(html)]));
}

function nonEmpty(inlines: ReturnType<typeof tidyInlines>): Block[] {
  return inlines.length === 0 ? [] : [paragraph(inlines)];
}

/** A header row without a word in it is there because Markdown demands one: the table has none. */
function readTable(table: Tokens.Table): Block[] {
  const rowOf = (cells: readonly Tokens.TableCell[], header: boolean) =>
    cells.map((cell) => ({ header, blocks: paragraphOf(cell.tokens) }));
  const header = rowOf(table.header, true);
  const rows = table.rows.map((cells) => rowOf(cells, false));
  const hasHeader = rows.length === 0 || header.some(({ blocks }) => blocks.length > 0);
  return [{ type: 'table', rows: hasHeader ? [header, ...rows] : rows }];
}

/** For each token that opens an expand, the index of the one that closes it; none for a tag without its other half. */
function endsOfExpands(tokens: readonly Token[]): Map<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (const [at, token] of tokens.entries()) {
    const tag = token.type === 'html' ? expandTag(token.raw) : undefined;
    if (tag?.opens === true) open.push(at);
    const start = tag?.closes === true ? open.pop() : undefined;
    if (start !== undefined) ends.set(start, at);
  }
  return ends;
}

function readExpand(tokens: readonly Token[], place: Place): Block {
  const tag = expandTag(tokens[0]?.raw ?? '');
  const first = tag?.inside === undefined || tag.inside === '' ? [] : place.lexer.blocks(tag.inside);
  return {
    type: 'expand',
    title: tag?.title ?? '',
    blocks: [...readBlocks(first, place), ...readBlocks(tokens.slice(1, -1), place)],
  };
}
