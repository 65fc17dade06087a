import { type Block, codeLanguage, paragraph, type TableCell, textRun } from './rich-text.ts';
import { canHoldBlocks, hasTextBody } from './wiki-macros.ts';

/** Blocks that wiki markup has syntax for, in the place of others; `open` are the macros around them. */
export function sayableInWiki(blocks: readonly Block[], open: readonly string[] = []): Block[] {
  return blocks.flatMap((block) => sayableBlock(block, open));
}

function sayableBlock(block: Block, open: readonly string[]): Block[] {
  const inside = (blocks: readonly Block[], name?: string) =>
    sayableInWiki(blocks, name === undefined ? open : [...open, name]);
  switch (block.type) {
    case 'quote': {
      // the tags of a macro are alike, so one cannot be inside of another of its name
      if (open.includes('quote')) return inside(block.blocks);
      const blocks = inside(block.blocks, 'quote');
      return blocks.length === 0 ? [] : [{ ...block, blocks }];
    }
    case 'panel':
    case 'expand':
      return open.includes('panel')
        ? [...boldLine(block.title), ...inside(block.blocks)]
        : [{ ...block, blocks: inside(block.blocks, 'panel') }];
    case 'list':
      return block.items.length === 0 ? [] : [{ ...block, items: block.items.map((item) => inside(item)) }];
    case 'tasks': {
      const tasks = block.tasks.map(({ done, blocks }) => ({ done, blocks: inside(blocks) }));
      return tasks.length === 0 ? [] : [{ ...block, tasks }];
    }
    case 'decisions':
      return [{ type: 'list', start: undefined, items: block.decisions.map((inlines) => [paragraph(inlines)]) }];
    case 'table':
      return block.rows.some((row) => row.length > 0) ? [{ ...block, rows: block.rows.map(wholeRow) }] : [];
    case 'macro-block':
      return sayableMacro(block, open);
    default:
      return [block];
  }
}

function wholeRow(row: readonly TableCell[]): readonly TableCell[] {
  return row.length === 0 ? [{ header: false, blocks: [] }] : row;
}

function boldLine(title: string): Block[] {
  return title === '' ? [] : [paragraph([textRun(title, [{ type: 'strong' }])])];
}

function sayableMacro(block: Extract<Block, { type: 'macro-block' }>, open: readonly string[]): Block[] {
  const { call, body } = block;
  if (body === undefined) return [paragraph([{ type: 'macro', call }])];
  if (typeof body === 'string' && hasTextBody(call.name)) return [block];
  const language = codeLanguage(call.parameters['language'] ?? '');
  const blocks: readonly Block[] = typeof body === 'string' ? [{ type: 'code', language, text: body }] : body;
  if (!canHoldBlocks(call.name) || open.includes(call.name)) return sayableInWiki(blocks, open);
  return [{ ...block, body: sayableInWiki(blocks, [...open, call.name]) }];
}
