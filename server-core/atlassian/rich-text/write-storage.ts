import { type Block, type Inline, paragraph, type TableCell, type Task } from './rich-text.ts';
import { isBlank } from './tidy-inlines.ts';
import { writeStorageInlines } from './write-storage-inlines.ts';
import { panelMacros, writeStorageMacro } from './write-storage-macro.ts';
import { xmlElement } from './xml-text.ts';

/**
 * Writes Confluence's storage format, XHTML with elements of its own:
 * https://confluence.atlassian.com/doc/confluence-storage-format-790796544.html
 */
export function writeStorage(blocks: readonly Block[]): string {
  return blocks.map(writeBlock).join('');
}

function writeBlock(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return writeParagraph(block.inlines);
    case 'heading':
      return xmlElement(`h${block.level}`, {}, writeStorageInlines(block.inlines));
    case 'code':
      return writeStorageMacro({ name: 'code', parameters: languageOf(block.language) }, { text: block.text });
    case 'quote':
      return block.blocks.length === 0 ? '' : xmlElement('blockquote', {}, writeStorage(block.blocks));
    case 'list':
      return writeList(block.start, block.items);
    case 'tasks':
      return xmlElement('ac:task-list', {}, block.tasks.map(writeTask).join(''));
    case 'decisions':
      return writeList(
        undefined,
        block.decisions.map((inlines) => [paragraph(inlines)]),
      );
    case 'table':
      return writeTable(block.rows);
    case 'rule':
      return '<hr />';
    case 'panel': {
      const parameters: Record<string, string> = block.title === '' ? {} : { title: block.title };
      return writeStorageMacro({ name: panelMacros[block.kind], parameters }, { blocks: writeStorage(block.blocks) });
    }
    case 'expand': {
      const parameters: Record<string, string> = block.title === '' ? {} : { title: block.title };
      return writeStorageMacro({ name: 'expand', parameters }, { blocks: writeStorage(block.blocks) });
    }
    case 'macro-block':
      if (block.body === undefined) return writeStorageMacro(block.call, undefined);
      return writeStorageMacro(
        block.call,
        typeof block.body === 'string' ? { text: block.body } : { blocks: writeStorage(block.body) },
      );
  }
}

/** Pictures and macros stand alone without a paragraph around them. */
function writeParagraph(inlines: readonly Inline[]): string {
  const content = writeStorageInlines(inlines);
  const [only] = inlines;
  const isAlone = inlines.length === 1 && (only?.type === 'image' || only?.type === 'macro');
  return isAlone && content.startsWith('<ac:') ? content : xmlElement('p', {}, content);
}

function languageOf(language: string): Record<string, string> {
  return language === '' ? {} : { language };
}

function writeList(start: number | undefined, items: readonly (readonly Block[])[]): string {
  const content = items.map((item) => xmlElement('li', {}, writeStorage(item) || '<p />')).join('');
  if (start === undefined) return xmlElement('ul', {}, content);
  return xmlElement('ol', { start: start === 1 ? undefined : String(start) }, content);
}

/** The first paragraph of a task is its line, which has no `p` around it, unless nothing in it is text. */
function writeTask({ done, blocks }: Task): string {
  const [first, ...rest] = blocks;
  const isLine = first?.type === 'paragraph' && first.inlines.some(isWord);
  const body = isLine ? writeStorageInlines(first.inlines) + writeStorage(rest) : writeStorage(blocks);
  const status = `<ac:task-status>${done ? 'complete' : 'incomplete'}</ac:task-status>`;
  return xmlElement('ac:task', {}, status + xmlElement('ac:task-body', {}, body));
}

function isWord(inline: Inline): boolean {
  return inline.type !== 'image' && inline.type !== 'macro' && !isBlank(inline);
}

function writeTable(rows: readonly (readonly TableCell[])[]): string {
  const cell = ({ header, blocks }: TableCell) => xmlElement(header ? 'th' : 'td', {}, writeStorage(blocks) || '<p />');
  const content = rows.map((row) => xmlElement('tr', {}, row.map(cell).join(''))).join('');
  return xmlElement('table', {}, xmlElement('tbody', {}, content));
}
