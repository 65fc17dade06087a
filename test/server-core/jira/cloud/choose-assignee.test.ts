import { describe, expect, it } from 'vitest';
import { chooseAssignee } from '../../../../server-core/jira/cloud/choose-assignee.ts';

const ann = { accountId: 'a1', displayName: 'Ann', emailAddress: 'ann@example.com' };
const anna = { accountId: 'a2', displayName: 'Anna' };

describe('chooseAssignee', () => {
  it.each(['ANN', 'ann@example.com', 'a1'])('takes %s for the one who is exactly that', (person) => {
    expect(chooseAssignee(person, 'PROJ', [ann, anna])).toEqual({ id: 'a1', name: 'Ann' });
  });

  it('takes the only hit, as an address may be hidden', () => {
    expect(chooseAssignee('anna@example.com', 'PROJ', [anna])).toEqual({ id: 'a2', name: 'Anna' });
  });

  it('refuses to choose between several, and names them', () => {
    expect(() => chooseAssignee('an', 'PROJ', [ann, anna])).toThrow(
      expect.objectContaining({ code: 'AMBIGUOUS_MATCH', message: expect.stringContaining('Ann (a1), Anna (a2)') }),
    );
  });

  it('refuses somebody whom nobody knows', () => {
    expect(() => chooseAssignee('bob', 'PROJ', [])).toThrow(expect.objectContaining({ code: 'NO_MATCH' }));
  });
});
