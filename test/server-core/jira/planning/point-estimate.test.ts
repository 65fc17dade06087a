import { describe, expect, it } from 'vitest';
import { complexityOf, pointEstimate, similarity } from '../../../../server-core/jira/planning/point-estimate.ts';

const plain = { title: 'Title', description: '', components: [], labels: [] };
const long = (length: number) => ({ ...plain, description: 'x'.repeat(length) });
const past = (points: number, parts: object = {}) => ({ key: 'A-1', points, ...plain, ...parts });

describe('complexity', () => {
  it.each([
    [200, 0],
    [201, 1],
    [501, 2],
    [1_001, 3],
  ])('of a description of %i characters is %i', (length, complexity) => {
    expect(complexityOf(long(length))).toBe(complexity);
  });

  it('counts three components and four labels at most', () => {
    expect(complexityOf({ ...plain, components: ['a', 'b'], labels: ['a', 'b', 'c'] })).toBe(2 + 1);
    expect(complexityOf({ ...long(2_000), components: 'abcdef'.split(''), labels: 'abcdefgh'.split('') })).toBe(8);
  });
});

describe('similarity', () => {
  it('is 2 for each common component, and 1 each for a title and a description of the same length', () => {
    const web = { ...plain, components: ['Web', 'API'] };
    expect(similarity(web, { ...plain, components: ['API', 'Web', 'Mail'] })).toBe(4 + 1 + 1);
    expect(similarity({ ...long(100), title: 'Four' }, { ...long(50), title: 'It' })).toBe(0.5 + 0.5);
  });
});

describe('the estimate', () => {
  it('is the mean of the history, each by its weight, with half a point for each of complexity', () => {
    const issue = { ...plain, components: ['Web'] };
    const { points, mean, complexity } = pointEstimate(issue, [past(8, { components: ['Web'] }), past(2)]);
    // weights 4 and 2
    expect(mean).toBeCloseTo((4 * 8 + 2 * 2) / 6);
    expect(complexity).toBe(1);
    expect(points).toBe(Math.round(6 + 0.5));
  });

  it('stays between 1 and 21', () => {
    expect(pointEstimate(plain, [past(100)]).points).toBe(21);
    expect(pointEstimate(plain, [past(0)]).points).toBe(1);
  });

  it('goes by complexity alone without a history', () => {
    const byComplexity = [0, 201, 501, 1_001].map((length) => pointEstimate(long(length), []).points);
    expect(byComplexity).toEqual([1, 2, 2, 3]);
    const hardest = { ...long(2_000), components: 'abc'.split(''), labels: 'abcd'.split('') };
    expect(pointEstimate(hardest, [])).toEqual({
      points: 8,
      complexity: 8,
      confidence: 'Low',
      mean: undefined,
      similar: [],
    });
  });

  it.each([
    [10, 'High'],
    [9, 'Medium'],
    [5, 'Medium'],
    [4, 'Low'],
  ])('from %i issues has the confidence %s', (count, confidence) => {
    expect(pointEstimate(plain, Array(count).fill(past(3))).confidence).toBe(confidence);
  });

  it('shows the five issues that weigh most', () => {
    const history = 'abcdef'.split('').map((key) => past(3, { key }));
    const { similar } = pointEstimate({ ...plain, components: ['Web'] }, [
      ...history,
      past(5, { key: 'web', components: ['Web'] }),
    ]);
    expect(similar.map(({ key }) => key)).toEqual(['web', 'a', 'b', 'c', 'd']);
  });
});
