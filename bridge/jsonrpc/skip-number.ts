import { DOT, LOWER_E, MINUS, NINE, PLUS, UPPER_E, ZERO } from './ascii.ts';
import { InvalidMessageError } from './invalid-message-error.ts';

const isDigit = new Uint8Array(256).fill(1, ZERO, NINE + 1);

/** Takes the offset of a number and returns the one after it. RFC 8259 §6: any length and exponent, no leading zero. */
export function skipNumber(bytes: Buffer, start: number): number {
  const whole = bytes[start] === MINUS ? start + 1 : start;
  let at = bytes[whole] === ZERO ? whole + 1 : skipDigits(bytes, whole);
  let byte = bytes[at];
  if (byte === DOT) {
    at = skipDigits(bytes, at + 1);
    byte = bytes[at];
  }
  if (byte === LOWER_E || byte === UPPER_E) {
    const sign = bytes[at + 1];
    at = skipDigits(bytes, sign === PLUS || sign === MINUS ? at + 2 : at + 1);
  }
  return at;
}

function skipDigits(bytes: Buffer, start: number): number {
  const { length } = bytes;
  let at = start;
  while (at < length && isDigit[bytes[at] as number] === 1) at++;
  if (at === start) throw InvalidMessageError.expected('a digit', bytes, at);
  return at;
}
