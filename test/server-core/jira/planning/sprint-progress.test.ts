import { describe, expect, it } from 'vitest';
import { sprintProgress } from '../../../../server-core/jira/planning/sprint-progress.ts';
import { person, planned } from './planned.ts';

describe('the progress of a sprint', () => {
  it('is counted in issues and in story points, each in percent', () => {
    const { issues, points } = sprintProgress([
      planned({ stage: 'done', points: 8 }),
      planned({ stage: 'in-progress', points: 3 }),
      planned({ stage: 'to-do' }),
    ]);
    expect(issues).toEqual({ done: 1, total: 3, percent: 33 });
    expect(points).toEqual({ done: 8, total: 11, percent: 73 });
  });

  it('is 0 percent of an empty sprint', () => {
    expect(sprintProgress([])).toEqual({
      issues: { done: 0, total: 0, percent: 0 },
      points: { done: 0, total: 0, percent: 0 },
      inProgress: [],
      toDo: 0,
      statuses: [],
      team: [],
      urgent: [],
    });
  });

  it('is 100 percent only when all is done', () => {
    const done = Array.from({ length: 299 }, () => planned({ stage: 'done' }));
    expect(sprintProgress([...done, planned()]).issues.percent).toBe(99);
    expect(sprintProgress(done).issues.percent).toBe(100);
  });

  it('adds up parts of points as people do', () => {
    expect(sprintProgress([planned({ points: 0.1 }), planned({ points: 0.2 })]).points.total).toBe(0.3);
  });

  it('has the statuses by how many issues are in them', () => {
    const statuses = ['Review', 'To Do', 'Review'].map((status) => planned({ status }));
    expect(sprintProgress(statuses).statuses).toEqual([
      ['Review', 2],
      ['To Do', 1],
    ]);
  });

  it('has everybody with their own issues, who has most to do first, and two of one name apart', () => {
    const [ann, other] = [person('Ann'), { ...person('Ann'), id: 'another' }];
    const { team } = sprintProgress([
      planned({ assignee: ann, stage: 'done' }),
      planned({ assignee: other, stage: 'in-progress', key: 'A-2' }),
      planned({ assignee: other }),
      planned(),
    ]);
    expect(team.map(({ name, done, total }) => [name, done, total])).toEqual([
      ['Ann', 0, 2],
      ['Unassigned', 0, 1],
      ['Ann', 1, 1],
    ]);
    expect(team[0]?.inProgress.map(({ key }) => key)).toEqual(['A-2']);
  });

  it('calls urgent what has a high priority and is not done', () => {
    const { urgent } = sprintProgress([
      planned({ key: 'A-1', priority: 'Highest' }),
      planned({ key: 'A-2', priority: 'Blocker', stage: 'in-progress' }),
      planned({ key: 'A-3', priority: 'High', stage: 'done' }),
      planned({ key: 'A-4', priority: 'Medium' }),
      planned({ key: 'A-5' }),
    ]);
    expect(urgent.map(({ key }) => key)).toEqual(['A-1', 'A-2']);
  });
});
