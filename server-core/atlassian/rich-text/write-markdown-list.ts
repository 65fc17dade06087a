import type { Block } from './rich-text.ts';

/** An item, with the box of a task. */
export interface ListEntry {
  readonly blocks: readonly Block[];
  readonly box: '[ ]' | '[x]' | undefined;
}

/** CommonMark reads no longer numbers. */
const LARGEST_NUMBER = 999_999_999;

type WriteBlocks = (blocks: readonly Block[]) => string;

/** A list of any sort, from the number `start` or with bullets. Items keep together where they hold lines and lists only. */
export function writeMarkdownList(
  entries: readonly ListEntry[],
  start: number | undefined,
  otherMarker: boolean,
  writeBlocks: WriteBlocks,
): string {
  const isSafe =
    start !== undefined && Number.isInteger(start) && start >= 0 && start + entries.length <= LARGEST_NUMBER;
  const items = entries.map((entry, index) => {
    const bullet = otherMarker ? '*' : '-';
    const number = `${(isSafe ? start : 1) + index}${otherMarker ? ')' : '.'}`;
    return writeItem(entry, start === undefined ? bullet : number, writeBlocks);
  });
  const isTight = entries.every(({ blocks }) => blocks.every(({ type }) => type === 'paragraph' || isList(type)));
  return items.join(isTight ? '\n' : '\n\n');
}

function isList(type: Block['type']): boolean {
  return type === 'list' || type === 'tasks';
}

function writeItem({ blocks, box }: ListEntry, marker: string, writeBlocks: WriteBlocks): string {
  const [first, ...rest] = blocks;
  const isShort = first?.type === 'paragraph' && rest.every(isListThatInterrupts) && rest.length <= 1;
  const body = isShort
    ? [writeBlocks([first]), writeBlocks(rest)].filter((part) => part !== '').join('\n')
    : writeBlocks(blocks);
  const boxed = box === undefined ? body : boxBefore(box, body, first?.type);
  // a rule of the characters that bullets have would be read as one rule together with the bullet
  const safe = first?.type === 'rule' && box === undefined ? boxed.replace(/^---/, '___') : boxed;
  return safe === '' ? marker : `${marker} ${indented(safe, marker.length + 1)}`;
}

function boxBefore(box: string, body: string, first: Block['type'] | undefined): string {
  if (body === '') return box;
  return first === 'paragraph' ? `${box} ${body}` : `${box}\n\n${body}`;
}

/** Only a bullet with text, or the number 1 with text, begins a list right under a line of text. */
function isListThatInterrupts(block: Block): boolean {
  if (block.type === 'tasks') return true;
  return block.type === 'list' && (block.start ?? 1) === 1 && block.items[0]?.[0]?.type === 'paragraph';
}

function indented(text: string, width: number): string {
  return text.replace(/\n(?=[^\n])/g, `\n${' '.repeat(width)}`);
}
