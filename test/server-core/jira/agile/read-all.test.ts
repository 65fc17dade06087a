import { expect, it } from 'vitest';
import { readAll } from '../../../../server-core/jira/read-all.ts';
import type { PageRequest } from '../../../../server-core/results/list-result.ts';

/** A list of the numbers from 0, whose site gives at most 40 at once. */
const numbersBelow =
  (end: number) =>
  async ({ limit, token = '0' }: PageRequest) => {
    const start = Number(token);
    const length = Math.min(limit, 40, end - start);
    const next = start + length;
    return {
      items: Array.from({ length }, (_, index) => start + index),
      next: next < end ? String(next) : undefined,
      total: end,
    };
  };

it('reads a list to its end and tells how far it has come', async () => {
  const told: unknown[] = [];
  const { items, complete } = await readAll(numbersBelow(95), {
    most: 1_000,
    onPage: (...progress) => told.push(progress),
  });
  expect(items).toEqual(Array.from({ length: 95 }, (_, index) => index));
  expect(complete).toBe(true);
  expect(told).toEqual([
    [40, 95],
    [80, 95],
    [95, 95],
  ]);
});

it('stops at the most that is wanted and says that there is more', async () => {
  const { items, complete } = await readAll(numbersBelow(95), { most: 60 });
  expect(items).toHaveLength(60);
  expect(complete).toBe(false);
});
