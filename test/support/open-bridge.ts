import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { type Bridge, type BridgeOptions, defaultSettings, startBridge } from '../../bridge/index.ts';
import { fixtureChild } from './bins.ts';

/** A bridge in the test's own process around a fixture child, on a free port; closed when the test is over. */
export async function openBridge(
  child: string | readonly [name: string, ...args: string[]],
  settings: Partial<BridgeOptions> = {},
): Promise<Bridge> {
  const [name, ...childArgs] = typeof child === 'string' ? [child] : child;
  const [file = '', ...args] = fixtureChild(name, ...childArgs);
  const graces = { shutdownGraceMs: 200, stdinCloseGraceMs: 200, sigtermGraceMs: 200, disconnectGraceMs: 50 };
  const bridge = await startBridge(
    { ...defaultSettings(), port: 0, version: '0.0.0-test', command: { file, args }, ...graces, ...settings },
    pino({ level: 'silent' }),
  );
  onTestFinished(() => bridge.close());
  return bridge;
}
