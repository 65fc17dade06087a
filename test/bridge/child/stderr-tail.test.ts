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
});
