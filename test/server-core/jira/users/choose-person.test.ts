import { describe, expect, it } from 'vitest';
import { choosePerson } from '../../../../server-core/jira/users/choose-person.ts';

const ann = { id: 'a1', name: 'Ann', email: 'ann@example.com' };
const anna = { id: 'a2', name: 'Anna' };

describe('the person who is meant', () => {
  it.each(['ANN', 'ann@example.com', 'a1'])('by %s is the one who is exactly that', (wanted) => {
    expect(choosePerson(wanted, [ann, anna], 'here')).toEqual(ann);
  });

  it('is the only hit, as an address may be hidden', () => {
    expect(choosePerson('anna@example.com', [anna], 'here')).toEqual(anna);
  });

  it('is not chosen among several, who are named instead', () => {
    expect(() => choosePerson('an', [ann, anna], 'here')).toThrow(
      expect.objectContaining({ code: 'AMBIGUOUS_MATCH', message: expect.stringContaining('Ann (a1), Anna (a2)') }),
    );
  });

  it('is not looked for in a list without end: ten are named, and how many there are beside', () => {
    const anns = Array.from({ length: 12 }, (_, n) => ({ id: `a${n}`, name: 'Ann' }));
    expect(() => choosePerson('ann', anns, 'here')).toThrow(/: (Ann \(a\d\), ){9}Ann \(a9\) and 2 more\. Give/);
  });

  it('is nobody where nobody fits, which is an error', () => {
    expect(() => choosePerson('bob', [], 'who works here')).toThrow(
      expect.objectContaining({
        code: 'NO_MATCH',
        message: expect.stringContaining('Nobody who works here fits "bob"'),
      }),
    );
  });
});
