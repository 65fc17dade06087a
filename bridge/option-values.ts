import * as z from 'zod';

const DURATION_UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;
const SIZE_UNITS = { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 } as const;

/** `8000` → 8000, within bounds. */
export function wholeNumber(min: number, max: number): z.ZodType<number, string> {
  const expected = `a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, expected)
    .transform(Number)
    .pipe(z.number().min(min, expected).max(max, expected));
}

/** `500ms`, `15s`, `30m`, `2h`, `0` → milliseconds. A day is the most: a timer cannot count past 24. */
export function duration({ min }: { readonly min: number }): z.ZodType<number, string> {
  const expected = `a duration like 500ms, 15s, 30m or 2h${min === 0 ? ', or 0' : ''}, at most 24h`;
  return withUnit(DURATION_UNITS, expected).pipe(
    z
      .number()
      .min(min, expected)
      .max(24 * DURATION_UNITS.h, expected),
  );
}

/** `65536`, `64KiB`, `16MiB`, `1GiB` → bytes. */
export function byteSize({
  min,
  max = SIZE_UNITS.GiB,
}: {
  readonly min: number;
  readonly max?: number;
}): z.ZodType<number, string> {
  const expected = `a size like 65536, 64KiB, 16MiB or 1GiB, at least ${min} bytes`;
  return withUnit(SIZE_UNITS, expected, 'B').pipe(z.number().min(min, expected).max(max, expected));
}

/** `a, b` → `['a', 'b']`; empty → `[]`. */
export const nameList: z.ZodType<string[], string> = z.string().transform((text) =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== ''),
);

/** `A=1,B=2` → `{A: '1', B: '2'}`; empty → `{}`. */
export const variableList: z.ZodType<Record<string, string>, string> = nameList
  .pipe(z.array(z.string().regex(/^[A-Za-z_]\w*=/, 'NAME=VALUE with commas between')))
  .transform((list) => Object.fromEntries(list.map((pair) => splitOnce(pair, '='))));

/** JSON → its value; empty → undefined. */
export const jsonText: z.ZodType<unknown, string> = z.string().transform((text, context) => {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue('JSON');
    return z.NEVER;
  }
});

/** 32 bytes in base64; empty → undefined. */
export const encryptionKey: z.ZodType<Buffer | undefined, string> = z
  .string()
  .regex(/^$|^[A-Za-z0-9+/_-]{43}=?$/, '32 bytes in base64, as by: openssl rand -base64 32')
  .transform((text) => (text === '' ? undefined : Buffer.from(text, 'base64')));

/** Where Redis is; empty: nowhere. */
export const redisUrl: z.ZodType<string, string> = z
  .string()
  .regex(/^$|^rediss?(\+sentinel|\+cluster)?:\/\/[^/]/, 'redis://, rediss://, redis+sentinel:// or redis+cluster://');

function withUnit(
  units: Readonly<Record<string, number>>,
  expected: string,
  bareUnit?: string,
): z.ZodType<number, string> {
  return z.string().transform((text, context) => {
    const [, digits = '', unit = ''] = /^(\d{1,15})\s*([A-Za-z]*)$/.exec(text.trim()) ?? [];
    const factor = Number(digits) === 0 ? 1 : units[unit === '' ? (bareUnit ?? '') : unit];
    if (digits === '' || factor === undefined) {
      context.addIssue(expected);
      return z.NEVER;
    }
    return Number(digits) * factor;
  });
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return [text.slice(0, at), text.slice(at + separator.length)];
}
