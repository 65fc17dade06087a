import { blocksInLine } from './blocks-in-line.ts';
import type { Block, MacroCall, TableCell } from './rich-text.ts';
import { sayableInWiki } from './sayable-in-wiki.ts';
import { boxParameters } from './wiki-boxes.ts';
import { openingTag, writeTextMacro } from './wiki-macros.ts';
import { writeWikiInlines } from './write-wiki-inlines.ts';
import { writeWikiList } from './write-wiki-list.ts';

/**
 * Writes Jira's wiki markup, which `readWiki` reads as these blocks again:
 * https://jira.atlassian.com/secure/WikiRendererHelpAction.jspa?section=all
 *
 * Jira has less than the tree, so this is lost on the way:
 * - dates, links to pages, spaces and comments of Confluence, and pictures that only ADF or another page has, become text;
 * - someone mentioned is called by their id, special characters of an address are percent-encoded;
 * - decisions become bullets, and lists count from 1;
 * - code right beside a letter or digit is shown with its braces;
 * - blocks in a cell of a table become lines, and so do the paragraphs of an item;
 * - a heading, a table, a rule, or text under the lists of an item stands apart between two lists;
 * - a quote in a quote becomes what it holds, a panel or expand in a panel its title and what it holds;
 * - a macro around plain text that `wiki-macros.ts` does not know becomes one around a block of code.
 *
 * What Jira shows otherwise than as text but has no syntax for is in `wiki-boxes.ts`: panels of a sort, expands, statuses.
 */
export function writeWiki(blocks: readonly Block[]): string {
  return writeBlocks(sayableInWiki(blocks));
}

function writeBlocks(blocks: readonly Block[]): string {
  return blocks
    .map(writeBlock)
    .filter((written) => written !== '')
    .join('\n\n');
}

function writeBlock(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return writeWikiInlines(block.inlines, 'lines');
    case 'heading':
      return `h${Math.min(Math.max(block.level, 1), 6)}. ${writeWikiInlines(block.inlines, 'one-line')}`.trimEnd();
    case 'code':
      return block.language === ''
        ? writeTextMacro({ name: 'noformat', parameters: {} }, block.text)
        : writeTextMacro({ name: 'code', parameters: { language: block.language } }, block.text);
    case 'quote':
      return writeMacro({ name: 'quote', parameters: {} }, block.blocks);
    case 'list':
    case 'tasks':
      return writeWikiList(block, writeBlocks);
    case 'table':
      return block.rows.map(writeRow).join('\n');
    case 'rule':
      return '----';
    case 'panel':
    case 'expand':
      return writeMacro({ name: 'panel', parameters: boxParameters(block) }, block.blocks);
    case 'macro-block':
      return typeof block.body === 'string'
        ? writeTextMacro(block.call, block.body)
        : writeMacro(block.call, block.body ?? []);
    case 'decisions':
      return '';
  }
}

function writeMacro(call: MacroCall, blocks: readonly Block[]): string {
  return [openingTag(call), writeBlocks(blocks), `{${call.name}}`].filter((part) => part !== '').join('\n');
}

/** `| a | b |`, `|| a || b ||`; a cell ends where the next begins, or as it began. */
function writeRow(row: readonly TableCell[]): string {
  const cells = row.map(({ header, blocks }) => {
    const content = writeWikiInlines(blocksInLine(blocks), 'one-line');
    return `${header ? '||' : '|'} ${content}${content === '' ? '' : ' '}`;
  });
  return cells.join('') + (row.at(-1)?.header === true ? '||' : '|');
}
