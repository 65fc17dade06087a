import { expect } from 'vitest';

/** Asks again and again, for what comes about in Redis or another process and sends the test no event. */
export function eventually<Value>(look: () => Value) {
  return expect.poll(look, { timeout: 20_000, interval: 20 });
}
