import { describe, expect, it } from 'vitest';
import { byteSize, duration, jsonText, nameList, variableList, wholeNumber } from '../../bridge/option-values.ts';

describe('the values of options', () => {
  it.each([
    ['500ms', 500],
    ['15s', 15_000],
    ['30m', 1_800_000],
    ['2h', 7_200_000],
    ['0', 0],
  ])('reads the duration %s', (text, ms) => expect(duration({ min: 0 }).parse(text)).toBe(ms));

  it.each(['', '15', '1d', '-1s', '1.5s', 's', '25h', '999999999999999h'])('refuses "%s" as a duration', (text) => {
    expect(duration({ min: 0 }).safeParse(text).error?.issues[0]?.message).toContain('a duration like 500ms');
  });

  it.each([
    ['65536', 65_536],
    ['64KiB', 65_536],
    ['16MiB', 16_777_216],
    ['1GiB', 1_073_741_824],
  ])('reads the size %s', (text, bytes) => expect(byteSize({ min: 0 }).parse(text)).toBe(bytes));

  it.each(['', '1kb', '-1', '2GiB', '1e3'])('refuses "%s" as a size', (text) => {
    expect(byteSize({ min: 0 }).safeParse(text).success).toBe(false);
  });

  it.each(['', 'x', '-1', '1.5', '65536', '0x10', ' '])('refuses "%s" as a port', (text) => {
    expect(wholeNumber(0, 65_535).safeParse(text).success).toBe(false);
  });

  it('reads lists of names and of variables', () => {
    expect(nameList.parse(' a, b ,,c')).toEqual(['a', 'b', 'c']);
    expect(variableList.parse('A=1,B=x=y,C=')).toEqual({ A: '1', B: 'x=y', C: '' });
    expect(variableList.safeParse('A=1,B').success).toBe(false);
  });

  it('reads JSON, and nothing as undefined', () => {
    expect([jsonText.parse('{"a":1}'), jsonText.parse(' ')]).toEqual([{ a: 1 }, undefined]);
    expect(jsonText.safeParse('{').success).toBe(false);
  });
});
