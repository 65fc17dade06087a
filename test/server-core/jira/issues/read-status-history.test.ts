import { describe, expect, it } from 'vitest';
import { readStatusHistory } from '../../../../server-core/jira/issues/read-status-history.ts';

/** A history in which every entry changes the status to the number of the entry. */
async function read(length: number, pageSize = 100, shown = { total: true, isLast: true }) {
  const asked: number[] = [];
  const history = await readStatusHistory(async (startAt) => {
    asked.push(startAt);
    const count = Math.max(0, Math.min(pageSize, length - startAt));
    const values = Array.from({ length: count }, (_, n) => ({
      created: '2026-01-04T08:00:00.000+0000',
      author: { displayName: 'Noah' },
      items: [
        { field: 'labels' },
        { field: 'status', fromString: String(startAt + n - 1), toString: `${startAt + n}` },
      ],
    }));
    return {
      values,
      ...(shown.total && { total: length }),
      ...(shown.isLast && { isLast: startAt + count >= length }),
    };
  });
  const numbers = history.changes.map(({ to }) => Number(to));
  return { asked, numbers, complete: history.complete };
}

const from = (first: number, end: number) => Array.from({ length: end - first }, (_, n) => first + n);

describe('readStatusHistory', () => {
  it('asks once for a short history', async () => {
    expect(await read(3)).toEqual({ asked: [0], numbers: [0, 1, 2], complete: true });
    expect(await read(0)).toEqual({ asked: [0], numbers: [], complete: true });
  });

  it('reads a longer history whole, oldest first', async () => {
    expect(await read(1_000)).toEqual({
      asked: from(0, 10).map((n) => n * 100),
      numbers: from(0, 1_000),
      complete: true,
    });
  });

  it('reads the newest of a history that is too long, and says that it is not all', async () => {
    const { asked, numbers, complete } = await read(1_200);
    expect({ numbers, complete }).toEqual({ numbers: from(300, 1_200), complete: false });
    expect(asked).toHaveLength(10);
  });

  it('reads on where pages are smaller than it asked for', async () => {
    expect(await read(120, 50)).toEqual({ asked: [0, 50, 100], numbers: from(0, 120), complete: true });
    expect(await read(1_200, 50)).toMatchObject({ numbers: from(750, 1_200), complete: false });
  });

  it('goes by the total where no page says that it is the last', async () => {
    expect(await read(250, 100, { total: true, isLast: false })).toMatchObject({
      numbers: from(0, 250),
      complete: true,
    });
  });

  it('says that it is not all where it stopped without having seen the end', async () => {
    expect(await read(1_200, 100, { total: false, isLast: true })).toMatchObject({ complete: false });
  });
});
