import { MINUS, NINE, QUOTE, ZERO } from './ascii.ts';
import type { Range } from './range.ts';

export interface MessageId {
  /** Same for every spelling of the same id (1 and 1.0; "a" and "\u0061"), never the same for 1 and "1". */
  readonly key: string;
  /** The id as it was written, JSON text. */
  readonly json: string;
}

/** Digits that a number surely keeps: each integer of so many is written back the way it was. */
const EXACT_DIGITS = 15;

/** So many are a number that engines keep without a box, and whose text they remember. */
const SMALL_DIGITS = 9;

/**
 * Reads an id or a progress token: a string or a number (JSON-RPC 2.0 §4; fractions pass). Undefined for anything else.
 *
 * A number's key is what JavaScript makes of it, since that is what a server written in it sends back: for
 * 12345678901234567890 such a server answers 12345678901234567000, and both have the same key. The price is that two
 * numbers which only an exact reader can tell apart, past 2^53, are one id here; no client counts that far.
 */
export function readMessageId(bytes: Buffer, range: Range): MessageId | undefined {
  const { start, end } = range;
  const first = bytes[start] as number;
  if (first === QUOTE) {
    const json = bytes.toString('utf8', start, end);
    return { key: json.includes('\\') ? `"${JSON.parse(json)}"` : json, json };
  }
  if (first !== MINUS && (first < ZERO || first > NINE)) return undefined;
  const json = readSmallInteger(bytes, start, end) ?? bytes.toString('latin1', start, end);
  return { key: isPlainInteger(json) ? json : String(Number(json)), json };
}

/** The digits from `start` to `end` as they stand; undefined where there is something else, or they are many. */
function readSmallInteger(bytes: Buffer, start: number, end: number): string | undefined {
  if (end - start > SMALL_DIGITS) return undefined;
  let number = 0;
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] as number) - ZERO;
    if (digit < 0 || digit > 9) return undefined;
    number = number * 10 + digit;
  }
  return String(number);
}

/** Whether `String(Number(json))` is `json` again, told without the detour. */
function isPlainInteger(json: string): boolean {
  if (json.length > EXACT_DIGITS) return false;
  for (let at = 0; at < json.length; at++) {
    const byte = json.charCodeAt(at);
    if (byte < ZERO || byte > NINE) return false;
  }
  return true;
}
