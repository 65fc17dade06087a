import { onTestFinished, vi } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';

/** A demo site of the test's own, closed when the test is over. */
export async function openDemoSite(port = 0): Promise<DemoSite> {
  const site = await startDemoSite({ port });
  onTestFinished(() => site.close());
  return site;
}

/** Stops the clock of the demo sites that this test opens, so that two of them give the same dates. */
export function stopTheClock(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T10:00:00Z') });
  onTestFinished(() => void vi.useRealTimers());
}
