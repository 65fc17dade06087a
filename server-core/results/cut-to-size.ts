import { beginningOf, sizeOf } from './result-size.ts';

/** As {@link beginningOf} by bytes in a line, but never less than `least` characters where there are that many. */
export function beginningWithin(text: string, bytes: number, least = 0): string {
  let length = Math.max(least, Math.floor(bytes));
  for (;;) {
    const part = beginningOf(text, length);
    const size = sizeOf(part);
    if (size <= bytes || length <= least) return part;
    length = Math.max(least, Math.floor(length * Math.min(0.95, bytes / size)));
  }
}

/** Room for the words that say how much was cut. */
const NOTE_BYTES = 32;

/** The text, or as much of it as takes so many bytes in a line, with the number of characters that are missing. */
export function textWithin(text: string, bytes: number): string {
  if (text.length <= bytes && sizeOf(text) <= bytes) return text;
  const part = beginningWithin(text, bytes - NOTE_BYTES).trimEnd();
  return `${part} [${text.length - part.length} characters more]`;
}

/**
 * The data, or a copy that takes so many bytes in a line: its longest texts are cut, and of its longest lists the rest is
 * left out. What is small in it, and a token for the next page, stays.
 */
export function dataWithin<Data extends Record<string, unknown>>(data: Data, bytes: number): Data {
  if (sizeOf(data) <= bytes) return data;
  const { next_page_token, ...rest } = data;
  const token = next_page_token === undefined ? {} : { next_page_token };
  const room = bytes - sizeOf(token);
  let cut: unknown = rest;
  for (let length = room; length > 8 && sizeOf(cut) > room; length *= 0.7) cut = cutIn(rest, length);
  return { ...(cut as object), ...token } as Data;
}

function cutIn(value: unknown, length: number): unknown {
  const members = Math.ceil(length / 16);
  if (typeof value === 'string') return textWithin(value, length);
  if (Array.isArray(value)) return value.slice(0, members).map((item) => cutIn(item, length));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, cutIn(member, length)]));
}
