import { codeFence } from './code-fence.ts';
import { macroCallSpelling } from './link-atom.ts';
import { cleanMarkdownSource } from './markdown-source.ts';
import { closeExpandSpelling, openExpandSpelling, panelWord } from './panel-spelling.ts';
import { type Block, codeLanguage, type Inline, type MacroBlock, type MacroCall, textRun } from './rich-text.ts';
import { writeMarkdownInlines } from './write-markdown-inlines.ts';
import { type ListEntry, writeMarkdownList } from './write-markdown-list.ts';
import { writeMarkdownTable } from './write-markdown-table.ts';

/**
 * Writes Markdown that `readMarkdown` reads as these blocks again. What Markdown has no syntax for is spelled so that
 * a person sees what it is:
 *
 * | what | spelling | where |
 * |---|---|---|
 * | mention, status, date | `[@Ann](accountid:…)`, `[Done](status:green)`, `[2026-05-01](date:2026-05-01)` | `link-atom.ts` |
 * | macro without a body | `[toc](macro:toc?maxLevel=3)` | `link-atom.ts` |
 * | link to a page, a file, … | `[text](page:SPACE/Title)`, `[text](attachment:file.pdf)` | `link-target.ts` |
 * | text with a comment | `[text](comment:REF)` | `comment-marker.ts` |
 * | picture or file of ADF | `![alt](media:ID/COLLECTION "caption")` | `link-target.ts` |
 * | card | `<https://…>` | `link-atom.ts` |
 * | emoji | `:smile:` | `emoji-spelling.ts` |
 * | panel, decisions, macro with a body | `> [!INFO] Title`, `> [!DECISION]`, `> [!MACRO] name?parameter=value` | `panel-spelling.ts` |
 * | expand | `<details>`, `<summary>Title</summary>` | `panel-spelling.ts` |
 * | underline, sub, sup, break in a cell | `<u>`, `<sub>`, `<sup>`, `<br>` | `read-markdown-inlines.ts` |
 */
export function writeMarkdown(blocks: readonly Block[]): string {
  const markdown = writeBlocks(blocks);
  // a literal \n in a text of one line would be read as a line end, as models write it
  return cleanMarkdownSource(markdown) === markdown ? markdown : `${markdown}\n`;
}

/** A list right after a list gets the other marker, or the two would be one. */
function writeBlocks(blocks: readonly Block[]): string {
  const out: string[] = [];
  let otherMarker = false;
  let afterList = false;
  for (const block of blocks) {
    const isList = block.type === 'list' || block.type === 'tasks';
    otherMarker = isList && afterList && !otherMarker;
    const written = writeBlock(block, otherMarker);
    if (written === '') continue;
    out.push(written);
    afterList = isList;
  }
  return out.join('\n\n');
}

function writeBlock(block: Block, otherMarker: boolean): string {
  switch (block.type) {
    case 'paragraph':
      return writeMarkdownInlines(block.inlines, 'lines');
    case 'heading':
      return writeHeading(block.level, block.inlines);
    case 'code':
      return writeFence(block.language, block.text);
    case 'quote':
      return quoted(writeBlocks(block.blocks));
    case 'list': {
      const entries = block.items.map((blocks): ListEntry => ({ blocks, box: undefined }));
      return writeMarkdownList(entries, block.start, otherMarker, writeBlocks);
    }
    case 'tasks': {
      const entries = block.tasks.map(({ done, blocks }): ListEntry => ({ blocks, box: done ? '[x]' : '[ ]' }));
      return writeMarkdownList(entries, undefined, otherMarker, writeBlocks);
    }
    case 'decisions': {
      const entries = block.decisions.map(
        (inlines): ListEntry => ({ blocks: [{ type: 'paragraph', inlines }], box: undefined }),
      );
      return writeAlert('DECISION', '', writeMarkdownList(entries, undefined, false, writeBlocks));
    }
    case 'table':
      return writeMarkdownTable(block.rows);
    case 'rule':
      return '---';
    case 'panel':
      return writeAlert(panelWord(block.kind), escapedTitle(block.title), writeBlocks(block.blocks));
    case 'expand':
      return [openExpandSpelling(block.title), writeBlocks(block.blocks), closeExpandSpelling]
        .filter((part) => part !== '')
        .join('\n\n');
    case 'macro-block':
      return writeMacro(block);
  }
}

/** A `#` at the end would be taken for decoration. */
function writeHeading(level: number, inlines: readonly Inline[]): string {
  const line = writeMarkdownInlines(inlines, 'one-line').replace(/#$/, '\\#');
  return `${'#'.repeat(Math.min(Math.max(level, 1), 6))} ${line}`.trimEnd();
}

function writeFence(language: string, text: string): string {
  const fence = codeFence(text, 3);
  return text === '' ? `${fence}${language}\n${fence}` : `${fence}${language}\n${text}\n${fence}`;
}

function writeAlert(word: string, title: string, body: string): string {
  const head = title === '' ? `[!${word}]` : `[!${word}] ${title}`;
  return quoted(body === '' ? head : `${head}\n\n${body}`);
}

function escapedTitle(title: string): string {
  return writeMarkdownInlines([textRun(title)], 'one-line');
}

function quoted(body: string): string {
  if (body === '') return '';
  return body
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');
}

/** For who reads it: the parameter is what counts. */
function languageOf({ parameters }: MacroCall): string {
  return codeLanguage(parameters['language'] ?? '');
}

function writeMacro({ call, body }: MacroBlock): string {
  if (body === undefined) return writeMarkdownInlines([{ type: 'macro', call }], 'lines');
  const title = escapedTitle(macroCallSpelling(call));
  if (typeof body === 'string') return writeAlert('TEXT-MACRO', title, writeFence(languageOf(call), body));
  return writeAlert('MACRO', title, writeBlocks(body));
}
