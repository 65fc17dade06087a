import { decodeEntities } from '../../atlassian/rich-text/named-entities.ts';
import { NoMatchError } from '../../errors.ts';

/** What no reader can select: CDATA, comments, and elements that hold settings. */
const unselectable =
  /<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<(ac:parameter|ac:task-id|ac:task-status)\b[^<>]*(?<!\/)>[\s\S]*?<\/\1>/g;
/** Marks within a line, which readers do not see as edges of words. */
const inline = /<\/?(?:a|b|code|del|em|i|s|small|span|strong|sub|sup|u|ac:inline-comment-marker)\b[^<>]*>/g;

/** In no page: XML cannot hold it. */
const EDGE = '\0';

/** How often a text is on a page. Throws `NoMatchError` where it is not there as often as the caller thinks. */
export function countOccurrences(storage: string, text: string, wanted: number): number {
  const visible = storage
    .replace(unselectable, EDGE)
    .replace(inline, '')
    .replace(/<[^<>]*>/g, EDGE);
  const lines = visible.split(EDGE).map((line) => decodeEntities(line).replace(/\s+/g, ' '));
  const sought = text.replace(/\s+/g, ' ');
  const count = lines.reduce((sum, line) => sum + line.split(sought).length - 1, 0);
  if (count >= wanted) return count;
  const found = count === 0 ? 'is not on the page' : `is on the page only ${count === 1 ? 'once' : `${count} times`}`;
  throw new NoMatchError(
    `The text "${text.slice(0, 200)}" ${found}. Give a text as it is on the page, from within one paragraph. Nothing was changed.`,
  );
}
