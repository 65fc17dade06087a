import { describe, expect, it } from 'vitest';
import { chooseTransition } from '../../../../server-core/jira/issues/choose-transition.ts';

const possible = [
  { id: '11', name: 'Start', to: 'In Progress' },
  { id: '21', name: 'Finish', to: 'Done' },
  { id: '31', name: 'Reject', to: 'Done' },
];
const choose = (name?: string, id?: string) => chooseTransition(possible, { name, id });

describe('chooseTransition', () => {
  it.each([
    ['start', '11'],
    ['IN PROGRESS', '11'],
    ['Finish', '21'],
  ])('takes %s for %s, as a transition or as the status it leads to', (name, id) => {
    expect(choose(name).id).toBe(id);
  });

  it('takes the id before the name', () => {
    expect(choose('Start', '31').id).toBe('31');
  });

  it('refuses a name that fits nothing, and lists what is possible', () => {
    expect(() => choose('Launch')).toThrow(
      expect.objectContaining({
        code: 'NO_MATCH',
        message: expect.stringContaining('Start → In Progress (id 11), Finish → Done (id 21), Reject → Done (id 31)'),
      }),
    );
  });

  it('refuses a name that fits several, and lists them', () => {
    expect(() => choose('done')).toThrow(
      expect.objectContaining({ code: 'AMBIGUOUS_MATCH', message: expect.stringMatching(/id 21.*id 31/) }),
    );
  });
});
