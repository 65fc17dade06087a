import { describe, expect, it } from 'vitest';
import { StderrTail } from '../../../bridge/child/stderr-tail.ts';

function tail(options: { maxBytes?: number; variables?: Record<string, string>; secretNames?: string[] } = {}) {
  const logged: string[] = [];
  const stderr = new StderrTail({
    maxBytes: options.maxBytes ?? 1000,
    environment: { variables: options.variables ?? {}, secretNames: options.secretNames ?? [] },
    onLine: (line) => logged.push(line),
  });
  return { stderr, logged };
}

describe('StderrTail', () => {
  it('keeps whole lines, however they were split, and the unfinished last one', () => {
    const { stderr, logged } = tail();
    for (const part of ['fi', 'rst\r\nsec', 'ond\n\nthi', 'rd']) stderr.push(part);
    expect(stderr.lines).toEqual(['first', 'second', 'third']);
    expect(logged).toEqual(['first', 'second']);
  });

  it('forgets the oldest lines over the limit', () => {
    const { stderr } = tail({ maxBytes: 10 });
    stderr.push('one\ntwo\nthree\nfour\n');
    expect(stderr.lines).toEqual(['three', 'four']);
  });

  it('cuts a line that is longer than the limit, so that a flood without line ends stays small', () => {
    const { stderr } = tail({ maxBytes: 10 });
    for (let n = 0; n < 1000; n += 1) stderr.push('x'.repeat(100));
    expect(stderr.lines).toEqual(['x'.repeat(10)]);
  });

  it('replaces the values of secret variables by their names, in what it keeps and what it logs (P-SECRET)', () => {
    const { stderr, logged } = tail({
      variables: { JIRA_API_TOKEN: 's3cret', LONGER: 's3cret-and-more', PATH: '/bin', FLAG: '1' },
      secretNames: ['JIRA_API_TOKEN', 'LONGER', 'FLAG'],
    });
    stderr.push('login with s3cret-and-more and s3cret failed 1 time in /bin\nagain: s3cret');
    expect(stderr.lines).toEqual([
      'login with [LONGER] and [JIRA_API_TOKEN] failed 1 time in /bin',
      'again: [JIRA_API_TOKEN]',
    ]);
    expect(logged).toEqual([stderr.lines[0]]);
  });

  it('replaces each line of a secret that has several, such as a key (P-SECRET)', () => {
    const { stderr, logged } = tail({
      variables: { KEY: '-----BEGIN KEY-----\r\nc2VjcmV0bGluZTE=\n  c2VjcmV0bGluZTI=\n-----END KEY-----\n' },
      secretNames: ['KEY'],
    });
    stderr.push('bad key: -----BEGIN KEY-----\nc2VjcmV0bGluZTE=\nc2VjcmV0bGluZTI=\n-----END KEY-----\n');
    expect(stderr.lines).toEqual(['bad key: [KEY]', '[KEY]', '[KEY]', '[KEY]']);
    expect(logged).toEqual(stderr.lines);
  });

  it.each(['', '\n'])('shows not one character of a secret that the limit cuts, with %j after it (P-SECRET)', (end) => {
    for (let before = 70; before <= 100; before += 1) {
      const { stderr } = tail({ maxBytes: 100, variables: { TOKEN: '0123456789' }, secretNames: ['TOKEN'] });
      for (const part of ['x'.repeat(before), '01234', '56789', `yyy${end}`]) stderr.push(part);
      expect(stderr.lines.join()).not.toMatch(/[0-9]/);
      expect(stderr.lines.join().length).toBeLessThanOrEqual(100);
    }
  });

  it('shows no beginning of a secret that its process did not live to print whole (P-SECRET)', () => {
    const { stderr } = tail({ variables: { TOKEN: '0123456789' }, secretNames: ['TOKEN'] });
    stderr.push('login with 01234567');
    expect(stderr.lines).toEqual(['login with [TOKEN]']);
  });

  it('leaves nothing of two secrets that overlap (P-SECRET)', () => {
    const { stderr } = tail({ variables: { ONE: 'abcdef', TWO: 'defghi' }, secretNames: ['ONE', 'TWO'] });
    stderr.push('with abcdefghi!\n');
    expect(stderr.lines).toEqual(['with [ONE]!']);
  });
});
