import type { Tokens } from 'marked';
import { parseMacroCall } from './link-atom.ts';
import { type Alert, alertOf } from './panel-spelling.ts';
import { plainTextOf } from './plain-text.ts';
import { readRawInlines } from './read-markdown-inlines.ts';
import type { ReadBlocks } from './read-markdown-list.ts';
import { type Block, type Inline, paragraph } from './rich-text.ts';
import { tidyInlines } from './tidy-inlines.ts';

/** A quote, or the panel, decision list or macro that its first line says it is. */
export function readMarkdownQuote(quote: Tokens.Blockquote, readBlocks: ReadBlocks): Block[] {
  const [first, ...rest] = quote.tokens;
  const alert = first?.type === 'paragraph' ? alertOf(first.raw) : undefined;
  if (first === undefined || alert === undefined) return quoteOf(readBlocks(quote.tokens));
  const { head, tail } = firstLine(readRawInlines((first as Tokens.Paragraph).tokens));
  const blocks = [...(tail.length === 0 ? [] : [paragraph(tail)]), ...readBlocks(rest)];
  return readAlert(alert, head.replace(/^\[![\w-]+\]\s*/, ''), blocks) ?? quoteOf(readBlocks(quote.tokens));
}

/** `undefined` where the box lacks what makes it one: a decision, the name of a macro. */
function readAlert(alert: Alert, title: string, blocks: readonly Block[]): Block[] | undefined {
  if (alert.type === 'panel') return [{ type: 'panel', kind: alert.kind, title, blocks }];
  if (alert.type === 'decisions') {
    const decisions = blocks.flatMap(decisionsOf);
    return decisions.length === 0 ? undefined : [{ type: 'decisions', decisions }];
  }
  const call = parseMacroCall(title);
  if (call === undefined) return undefined;
  if (alert.body === 'blocks') return [{ type: 'macro-block', call, body: blocks }];
  const body = blocks.map((block) => (block.type === 'code' ? block.text : '')).join('\n');
  return [{ type: 'macro-block', call, body }];
}

function quoteOf(blocks: readonly Block[]): Block[] {
  return blocks.length === 0 ? [] : [{ type: 'quote', blocks }];
}

function decisionsOf(block: Block): (readonly Inline[])[] {
  if (block.type === 'paragraph') return [block.inlines];
  if (block.type !== 'list') return [];
  return block.items.map((item) =>
    tidyInlines(
      item.flatMap((part): Inline[] => (part.type === 'paragraph' ? [{ type: 'break' }, ...part.inlines] : [])),
    ),
  );
}

/** Parts the inlines of a paragraph at its first line end, soft or hard. */
function firstLine(inlines: readonly Inline[]): { readonly head: string; readonly tail: Inline[] } {
  const before: Inline[] = [];
  for (const [index, inline] of inlines.entries()) {
    const after = inlines.slice(index + 1);
    if (inline.type === 'break') return { head: plainTextOf(before), tail: tidyInlines(after) };
    const cut = inline.type === 'text' ? inline.text.indexOf('\n') : -1;
    if (inline.type === 'text' && cut >= 0) {
      before.push({ ...inline, text: inline.text.slice(0, cut) });
      return { head: plainTextOf(before), tail: tidyInlines([{ ...inline, text: inline.text.slice(cut) }, ...after]) };
    }
    before.push(inline);
  }
  return { head: plainTextOf(before), tail: [] };
}
