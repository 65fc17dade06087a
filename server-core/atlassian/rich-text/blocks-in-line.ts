import { type Block, type Inline, type MacroCall, textRun } from './rich-text.ts';

const newLine: Inline = { type: 'break' };

/** What blocks say, as one line with breaks, for where no blocks can be: a cell of a Markdown table, a heading. */
export function blocksInLine(blocks: readonly Block[]): Inline[] {
  return blocks.flatMap((block, index) => (index === 0 ? blockLine(block) : [newLine, ...blockLine(block)]));
}

function blockLine(block: Block): Inline[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return [...block.inlines];
    case 'code':
      return linesOf(block.text);
    case 'list':
      return itemLines(block.items, (index) => (block.start === undefined ? '• ' : `${block.start + index}. `));
    case 'tasks':
      return itemLines(
        block.tasks.map(({ blocks }) => blocks),
        (index) => (block.tasks[index]?.done === true ? '☑ ' : '☐ '),
      );
    case 'decisions':
      return itemLines(
        block.decisions.map((inlines): Block[] => [{ type: 'paragraph', inlines }]),
        () => '• ',
      );
    case 'table':
      return itemLines(
        block.rows.map((row) => row.flatMap(({ blocks }) => blocks)),
        () => '',
      );
    case 'rule':
      return [textRun('———')];
    case 'panel':
    case 'expand':
      return [...titleLine(block.title), ...blocksInLine(block.blocks)];
    case 'quote':
      return blocksInLine(block.blocks);
    case 'macro-block':
      return block.body === undefined ? [{ type: 'macro', call: block.call }] : macroLines(block.call, block.body);
  }
}

/** No macro can be around a part of a line, and without its body it would be another: as of a panel, its title stays. */
function macroLines({ name, parameters }: MacroCall, body: readonly Block[] | string): Inline[] {
  const inside = typeof body === 'string' ? linesOf(body) : blocksInLine(body);
  return [...titleLine(parameters['title'] ?? name), ...inside];
}

function titleLine(title: string): Inline[] {
  return title === '' ? [] : [textRun(title, [{ type: 'strong' }]), newLine];
}

function linesOf(code: string): Inline[] {
  return code.split('\n').flatMap((line, index): Inline[] => {
    const run = textRun(line, [{ type: 'code' }]);
    return index === 0 ? [run] : [newLine, run];
  });
}

function itemLines(items: readonly (readonly Block[])[], label: (index: number) => string): Inline[] {
  return items.flatMap((blocks, index): Inline[] => {
    const line = [textRun(label(index)), ...blocksInLine(blocks)];
    return index === 0 ? line : [newLine, ...line];
  });
}
