import { expect, it } from 'vitest';
import { openBridge } from '../../support/open-bridge.ts';
import { initialize, send, usual } from '../../support/streamable-session.ts';

it.each([
  ['sse', (url: string, signal: AbortSignal) => fetch(`${url}/sse`, { signal })],
  [
    'streamable',
    (url: string, signal: AbortSignal) =>
      fetch(`${url}/mcp`, { method: 'POST', headers: usual, body: initialize, signal }),
  ],
] as const)(
  'no process is started for a client of the %s era that left while it waited for one (P-BOUND)',
  async (_, open) => {
    const bridge = await openBridge(['slow-start', '60000'], { poolMin: 0, startConcurrency: 1 });
    const children = async () => JSON.parse((await send('GET', `${bridge.url}/health`, {})).text).bridge.children;
    const leaving = new AbortController();
    const clients = Array.from({ length: 20 }, () => open(bridge.url, leaving.signal)); // each start takes its time
    await expect.poll(async () => (await children()).starting).toBeGreaterThan(15);
    leaving.abort();
    await Promise.allSettled(clients);
    await expect.poll(async () => (await children()).starting).toBe(0);
    await expect.poll(async () => (await children()).live).toBe(0);
  },
);
