import { describe, expect, it } from 'vitest';
import { createLog } from '../../server-core/log.ts';
import { Secrets } from '../../server-core/secrets.ts';

function capture(level?: string) {
  const lines: string[] = [];
  const log = createLog({ MCP_LOG_LEVEL: level }, new Secrets(['top-secret']), (line) => lines.push(line));
  return { log, lines };
}

describe('the log', () => {
  it('writes one line of JSON an event', () => {
    const { log, lines } = capture();
    log.warn({ service: 'Jira', text: 'two\nlines' }, 'something odd');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^[^\n]+\n$/);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'warn', service: 'Jira', msg: 'something odd' });
  });

  it.each([
    [undefined, ['warn', 'error']],
    ['debug', ['debug', 'info', 'warn', 'error']],
    ['ERROR', ['error']],
    ['silent', []],
  ])('at MCP_LOG_LEVEL %s writes %j', (level, written) => {
    const { log, lines } = capture(level);
    log.debug({}, 'x');
    log.info({}, 'x');
    log.warn({}, 'x');
    log.error({}, 'x');
    expect(lines.map((line) => (JSON.parse(line) as { level: string }).level)).toEqual(written);
  });

  it('names the levels when MCP_LOG_LEVEL is none of them', () => {
    expect(capture('loud').lines.join('')).toMatch(/MCP_LOG_LEVEL is not a level.*/);
  });

  it('shows an error with its cause, and hides secrets wherever they stand (lesson 14)', () => {
    const { log, lines } = capture();
    log.error({ err: new Error('no top-secret', { cause: new Error('top-secret') }) }, 'failed with top-secret');
    expect(lines[0]).toContain('no [secret]');
    expect(lines[0]).not.toContain('top-secret');
  });
});
