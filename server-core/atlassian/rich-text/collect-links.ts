import type { Block, Inline } from './rich-text.ts';

/** What is longer leads nowhere: it is a mistake or an attack. Cut short, it would lead elsewhere, so it is left out. */
const LONGEST_LINK = 2_000;

/**
 * A web address or an SSH remote of Git in plain text; what surely ends it is not a part of it, as `](` between the text
 * and the target of a link that somebody pasted as Markdown.
 */
const BARE_ADDRESS = /https?:\/\/(?:[^\s<>"`|\\^{}\]]|\](?!\())+|\bgit@[\w.-]+:[\w~./-]+/gi;

/**
 * Every address that a text leads to, each once, in the order of the text and spelled as it is there: targets of links
 * and of pictures, cards, and addresses that nobody made a link of. The text of a link is not searched: its target counts.
 * Where a picture or a macro is fetched from is nothing that the text leads to.
 */
export function collectLinks(blocks: readonly Block[]): string[] {
  return [...new Set(blocks.flatMap(linksOfBlock))].filter(({ length }) => length > 0 && length <= LONGEST_LINK);
}

function linksOfBlock(block: Block): string[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return linksOfLine(block.inlines);
    case 'code':
      return bareAddresses(block.text);
    case 'quote':
      return block.blocks.flatMap(linksOfBlock);
    case 'panel':
    case 'expand':
      return [...bareAddresses(block.title), ...block.blocks.flatMap(linksOfBlock)];
    case 'list':
      return block.items.flat().flatMap(linksOfBlock);
    case 'tasks':
      return block.tasks.flatMap(({ blocks }) => blocks.flatMap(linksOfBlock));
    case 'decisions':
      return block.decisions.flatMap(linksOfLine);
    case 'table':
      return block.rows.flat().flatMap(({ blocks }) => blocks.flatMap(linksOfBlock));
    case 'macro-block':
      return typeof block.body === 'string' ? bareAddresses(block.body) : (block.body ?? []).flatMap(linksOfBlock);
    case 'rule':
      return [];
  }
}

/** Runs of text side by side are searched as one, since an address may be bold in part. */
function linksOfLine(inlines: readonly Inline[]): string[] {
  const found: string[][] = [];
  const text: string[] = [];
  for (const inline of inlines) {
    const target = targetOf(inline);
    if (inline.type === 'text' && target === undefined) text.push(inline.text);
    else {
      found.push(bareAddresses(text.splice(0).join('')));
      // as browsers read an address
      if (target !== undefined) found.push([target.replace(/[\t\n\r]/g, '').trim()]);
    }
  }
  found.push(bareAddresses(text.join('')));
  return found.flat();
}

function targetOf(inline: Inline): string | undefined {
  switch (inline.type) {
    case 'text':
      return inline.marks.find((mark) => mark.type === 'link')?.href;
    case 'card':
      return inline.url;
    case 'image':
      return inline.link;
    default:
      return undefined;
  }
}

function bareAddresses(text: string): string[] {
  return (text.match(BARE_ADDRESS) ?? []).map(withoutSentence);
}

/** Not `_`, with which Confluence's short links may end. */
const sentenceEnds = new Set(".,;:!?*'’”»…");

/** Takes off what belongs to the sentence: its punctuation, and closing brackets that were not opened within. */
export function withoutSentence(address: string): string {
  const unopened = { ')': surplus(address, '(', ')'), ']': surplus(address, '[', ']') };
  let end = address.length;
  for (; end > 0; end--) {
    const last = address.charAt(end - 1);
    if ((last === ')' || last === ']') && unopened[last] > 0) unopened[last]--;
    else if (!sentenceEnds.has(last)) break;
  }
  return address.slice(0, end);
}

/** How many more there are of `close` than of `open`. */
function surplus(text: string, open: string, close: string): number {
  let count = 0;
  for (const char of text) count += char === close ? 1 : char === open ? -1 : 0;
  return count;
}
