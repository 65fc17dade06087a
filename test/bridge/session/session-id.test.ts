import { describe, expect, it } from 'vitest';
import { newSessionId, sessionName } from '../../../bridge/session/session-id.ts';

describe('a session id', () => {
  it('names its replica and goes on with 128 random bits', () => {
    expect(newSessionId('r1')).toMatch(/^r1\.[\w-]{22}$/);
    expect(new Set(Array.from({ length: 1000 }, () => newSessionId('r1'))).size).toBe(1000);
  });

  it('is named in logs by too little of it to be used', () => {
    const id = newSessionId('r1');
    expect(sessionName(id)).toBe(id.slice(0, 7));
  });
});
