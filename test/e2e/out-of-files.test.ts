import { describe, expect, it } from 'vitest';
import { bridgeBin, fixtureChild } from '../support/bins.ts';
import { exchange } from '../support/event-stream.ts';
import { startBridge } from '../support/start-bridge.ts';

/** Its own modules, its log and its guard take some of them; each session takes four. */
const MOST_OPEN_FILES = 64;

describe('a bridge that may open no more files', () => {
  it('refuses what it cannot serve, keeps the sessions that it has, and serves again when some have ended (P-BOUND)', async () => {
    const limited = ['/bin/sh', '-c', `ulimit -n ${MOST_OPEN_FILES} && exec "$@"`, 'sh', process.execPath, bridgeBin];
    const bridge = await startBridge(['--disconnect-grace', '0', '--', ...fixtureChild('echo')], {}, limited);
    const open = () => exchange('GET', `${bridge.url}/sse`).catch(() => undefined); // one that is not even accepted

    const answers = [];
    for (let count = 0; count < MOST_OPEN_FILES / 2; count += 1) answers.push(await open());
    const streams = answers.filter((answer) => answer?.status === 200);
    expect(streams.length).toBeGreaterThan(0);
    expect(streams.length).toBeLessThan(MOST_OPEN_FILES / 4);
    expect(streams.map((stream) => stream?.body.destroyed)).not.toContain(true);

    for (const answer of answers) answer?.body.destroy();
    await expect.poll(async () => (await open())?.status, { timeout: 20_000 }).toBe(200);
  });
});
