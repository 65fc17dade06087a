import { deepestBlock } from './nesting-limit.ts';
import { readWikiInlines } from './read-wiki-inlines.ts';
import { readWikiList, type WikiItem } from './read-wiki-list.ts';
import { readWikiMacro } from './read-wiki-macro.ts';
import { readWikiRow } from './read-wiki-table.ts';
import { type Block, paragraph, type TableCell } from './rich-text.ts';
import { findWikiMacros } from './wiki-macros.ts';

/**
 * Reads Jira's wiki markup: https://jira.atlassian.com/secure/WikiRendererHelpAction.jspa?section=all
 * Never throws: what makes no sense is text. Colors, and how large a picture is shown, are left out; a citation is read
 * as emphasis. A word in braces that is no macro of Jira's and has no parameters is text.
 */
export function readWiki(text: string): Block[] {
  return readBlocks(text.replace(/\r\n?/g, '\n').replaceAll('\0', ''), 0);
}

const HEADING = /^\s*h([1-6])\.\s*(.*)$/s;
const QUOTED_LINE = /^\s*bq\.\s*(.*)$/s;
const RULE = /^\s*-{4,5}\s*$/;
const ITEM = /^\s*(?!--)([*#-]+)\s+(.*)$/s;
/** What is a dash before all else is an item of dashes under an item. */
const NEXT_ITEM = /^\s*([*#-]+)\s+(.*)$/s;
const ROW = /^\s*\|/;
const ONLY_COLORS = /^\s*(?:\{color(?::[^{}\n]*)?\}\s*)+$/;

function readBlocks(text: string, depth: number): Block[] {
  if (depth > deepestBlock) return paragraphOf(text);
  const lines = logicalLines(text).filter((line) => !ONLY_COLORS.test(line));
  const inside = (inner: string) => readBlocks(inner, depth + 1);
  const out: Block[] = [];
  const add = (blocks: readonly Block[]) => {
    for (const block of blocks) out.push(block);
  };
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const heading = HEADING.exec(line);
    const quoted = QUOTED_LINE.exec(line);
    if (line.trim() === '') at++;
    else if (RULE.test(line)) {
      out.push({ type: 'rule' });
      at++;
    } else if (heading !== null) {
      out.push({ type: 'heading', level: Number(heading[1]), inlines: readWikiInlines(heading[2] ?? '') });
      at++;
    } else if (quoted !== null) {
      const blocks = readFlow(quoted[1] ?? '', inside);
      if (blocks.length > 0) out.push({ type: 'quote', blocks });
      at++;
    } else if (ROW.test(line)) {
      const { rows, end } = tableAt(lines, at, inside);
      if (rows.length > 0) out.push({ type: 'table', rows });
      at = end;
    } else if (ITEM.test(line)) {
      const { items, end } = itemsAt(lines, at);
      add(readWikiList(items, (item) => readFlow(item, inside)));
      at = end;
    } else {
      const end = endOfLines(lines, at + 1);
      add(readFlow(lines.slice(at, end).join('\n'), inside));
      at = end;
    }
  }
  return out;
}

/** Lines of the text, where a macro with its body is part of the line on which it begins. */
function logicalLines(text: string): string[] {
  const lines: string[] = [];
  const macros = findWikiMacros(text);
  let macroAt = 0;
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end)) {
    while ((macros[macroAt]?.end ?? text.length) <= end && macroAt < macros.length) macroAt++;
    const macro = macros[macroAt];
    if (macro !== undefined && macro.start < end) end = macro.end;
    else {
      lines.push(text.slice(start, end));
      start = ++end;
    }
  }
  lines.push(text.slice(start));
  return lines;
}

/** Where the lines end that are of one paragraph, or of one item. */
function endOfLines(lines: readonly string[], from: number, item = ITEM): number {
  let end = from;
  while (end < lines.length && !startsOther(lines[end] ?? '', item)) end++;
  return end;
}

function startsOther(line: string, item: RegExp): boolean {
  return [/^\s*$/, HEADING, QUOTED_LINE, RULE, ROW, item].some((pattern) => pattern.test(line));
}

function itemsAt(lines: readonly string[], start: number): { readonly items: WikiItem[]; readonly end: number } {
  const items: WikiItem[] = [];
  let at = start;
  for (;;) {
    const line = lines[at] ?? '';
    const [, signs = '', text = ''] = RULE.test(line) ? [] : ((at === start ? ITEM : NEXT_ITEM).exec(line) ?? []);
    if (signs === '') return { items, end: at };
    const end = endOfLines(lines, at + 1, NEXT_ITEM);
    items.push({ signs, text: [text, ...lines.slice(at + 1, end)].join('\n') });
    at = end;
  }
}

/** A row goes on over lines until one ends with a bar, if one does before a blank line or the next row. */
function tableAt(lines: readonly string[], start: number, inside: (text: string) => Block[]) {
  const rows: TableCell[][] = [];
  let at = start;
  while (ROW.test(lines[at] ?? '')) {
    let end = at;
    while (!endsRow(lines[end]) && goesOn(lines[end + 1])) end++;
    if (!endsRow(lines[end])) end = at;
    const row = readWikiRow(
      lines
        .slice(at, end + 1)
        .join('\n')
        .trim(),
      inside,
    );
    if (row.length > 0) rows.push(row);
    at = end + 1;
  }
  return { rows, end: at };
}

function endsRow(line: string | undefined): boolean {
  return line !== undefined && /\|\s*$/.test(line);
}

function goesOn(line: string | undefined): boolean {
  return line !== undefined && line.trim() !== '' && !ROW.test(line);
}

/** Text with macros in it: paragraphs, and between them what the macros are. */
function readFlow(text: string, inside: (text: string) => Block[]): Block[] {
  const out: Block[] = [];
  let from = 0;
  for (const macro of findWikiMacros(text)) {
    out.push(...paragraphOf(text.slice(from, macro.start)), ...readWikiMacro(macro, inside));
    from = macro.end;
  }
  out.push(...paragraphOf(text.slice(from)));
  return out;
}

function paragraphOf(text: string): Block[] {
  const inlines = readWikiInlines(text);
  return inlines.length === 0 ? [] : [paragraph(inlines)];
}
