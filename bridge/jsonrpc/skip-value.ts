import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  LOWER_F,
  LOWER_N,
  LOWER_T,
  MINUS,
  NINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SPACE,
  ZERO,
} from './ascii.ts';
import { InvalidMessageError } from './invalid-message-error.ts';
import { skipColon, skipName } from './skip-name.ts';
import { skipNumber } from './skip-number.ts';
import { skipSpace } from './skip-space.ts';
import { skipString } from './skip-string.ts';

const TRUE = Buffer.from('true');
const FALSE = Buffer.from('false');
const NULL = Buffer.from('null');

/**
 * Takes the offset where a JSON value begins, past any whitespace, and returns the offset after it.
 *
 * Accepts exactly what JSON.parse accepts (RFC 8259) and builds nothing. It does not recurse: what is open is one bit a
 * level, set for an object, so a line of a million brackets costs an eighth of its bytes and no stack.
 */
export function skipValue(bytes: Buffer, start: number): number {
  let at = start;
  let depth = 0;
  /** The innermost levels, last one lowest. Every 32 levels a full word moves to `outer`. */
  let kinds = 0;
  let outer: number[] | undefined;

  for (;;) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) {
      at = skipString(bytes, at + 1);
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      const isObject = byte === OPEN_BRACE;
      at++;
      if ((bytes[at] as number) <= SPACE) at = skipSpace(bytes, at);
      if (bytes[at] !== (isObject ? CLOSE_BRACE : CLOSE_BRACKET)) {
        if (depth > 0 && (depth & 31) === 0) {
          outer ??= [];
          outer.push(kinds);
        }
        kinds = (kinds << 1) | (isObject ? 1 : 0);
        depth++;
        if (isObject) at = skipColon(bytes, skipName(bytes, at));
        continue;
      }
      at++;
    } else {
      at = skipScalar(bytes, at, byte);
    }

    for (;;) {
      if (depth === 0) return at;
      const isObject = (kinds & 1) === 1;
      if ((bytes[at] as number) <= SPACE) at = skipSpace(bytes, at);
      const next = bytes[at];
      if (next === COMMA) {
        at++;
        if ((bytes[at] as number) <= SPACE) at = skipSpace(bytes, at);
        if (isObject) at = skipColon(bytes, skipName(bytes, at));
        break;
      }
      if (next !== (isObject ? CLOSE_BRACE : CLOSE_BRACKET)) {
        throw InvalidMessageError.expected(isObject ? "',' or '}'" : "',' or ']'", bytes, at);
      }
      at++;
      depth--;
      kinds = depth > 0 && (depth & 31) === 0 ? (outer?.pop() ?? 0) : kinds >>> 1;
    }
  }
}

function skipScalar(bytes: Buffer, at: number, byte: number | undefined): number {
  if (byte === LOWER_T) return skipLiteral(bytes, at, TRUE);
  if (byte === LOWER_F) return skipLiteral(bytes, at, FALSE);
  if (byte === LOWER_N) return skipLiteral(bytes, at, NULL);
  if (byte === MINUS || (byte !== undefined && byte >= ZERO && byte <= NINE)) return skipNumber(bytes, at);
  throw InvalidMessageError.expected('a value', bytes, at);
}

function skipLiteral(bytes: Buffer, start: number, literal: Buffer): number {
  for (let index = 1; index < literal.length; index++) {
    if (bytes[start + index] !== literal[index]) {
      throw InvalidMessageError.expected('true, false or null', bytes, start + index);
    }
  }
  return start + literal.length;
}
