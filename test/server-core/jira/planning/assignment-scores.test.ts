import { describe, expect, it } from 'vitest';
import { assignmentScores, scoreLevel } from '../../../../server-core/jira/planning/assignment-scores.ts';
import { person, planned } from './planned.ts';

const issue = planned({ components: ['Web', 'API'], labels: ['slow'] });

describe('the score of a person', () => {
  it('is 1 for each issue, 2 for each common component and 1 for each common label', () => {
    const finished = [
      planned({ assignee: person('Ann'), components: ['Web', 'API'], labels: ['slow', 'old'] }),
      planned({ assignee: person('Ann'), components: ['Mail'] }),
    ];
    expect(assignmentScores(issue, finished)).toEqual([
      { person: person('Ann'), score: 2 + 4 + 1, issues: 2, commonComponents: 2, commonLabels: 1 },
    ]);
  });

  it('ranks them, and those of the same score by name', () => {
    const finished = ['Cem', 'Bo', 'Ann', 'Cem'].map((name) => planned({ assignee: person(name) }));
    expect(assignmentScores(issue, finished).map((one) => [one.person.name, one.score])).toEqual([
      ['Cem', 2],
      ['Ann', 1],
      ['Bo', 1],
    ]);
  });

  it('is for nobody whose account is closed, and for no issue that nobody had', () => {
    expect(assignmentScores(issue, [planned({ assignee: person('Ann', false) }), planned()])).toEqual([]);
  });

  it.each([
    [5, 'High'],
    [4, 'Medium'],
    [3, 'Medium'],
    [2, 'Low'],
  ])('of %i is %s', (score, level) => {
    expect(scoreLevel(score)).toBe(level);
  });
});
