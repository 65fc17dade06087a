import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { titlesIn } from './citations.ts';
import { lessons } from './lessons.ts';

const tests = path.resolve(import.meta.dirname, '..');
const titles = readdirSync(tests, { encoding: 'utf8', recursive: true })
  .filter((file) => file.endsWith('.test.ts') && !file.startsWith('requirements'))
  .flatMap((file) => titlesIn(readFileSync(path.join(tests, file), 'utf8')));
const cited = new Set(
  titles.flatMap((title) =>
    [...title.matchAll(/\blessons? (\d+(?:(?:, | and )\d+)*)/g)].flatMap(([, numbers = '']) =>
      numbers.split(/, | and /).map(Number),
    ),
  ),
);

describe('the lessons of other servers', () => {
  it('are thirty, and numbered', () => {
    expect(lessons.map(({ number }) => number)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });

  it.each(lessons.filter(({ elsewhere }) => elsewhere === undefined))(
    'have a test for lesson $number, which says so: $sentence',
    ({ number }) => {
      expect(cited).toContain(number);
    },
  );

  it('include every one that a test cites', () => {
    expect([...cited].filter((number) => number < 1 || number > lessons.length)).toEqual([]);
  });
});
