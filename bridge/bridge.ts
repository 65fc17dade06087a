import { randomInt } from 'node:crypto';
import type { Logger } from 'pino';
import { childEnvironment } from './child/child-environment.ts';
import { ChildPool } from './child/child-pool.ts';
import { MemoryDirectory } from './directory/memory-directory.ts';
import { ErrorCounts } from './error-counts.ts';
import { AuthRequiredError } from './errors.ts';
import { ServiceHealth } from './health/service-health.ts';
import { createApp } from './http/app.ts';
import { isLoopback } from './http/host-origin-guard.ts';
import { listen } from './http/server.ts';
import type { BridgeOptions } from './options.ts';
import { Sessions } from './session/sessions.ts';

/** What sessions that used up the shutdown grace are told at its end takes a moment to be sent. Milliseconds. */
const LAST_WORDS_MS = 500;

export interface Bridge {
  /** `http://host:port` */
  readonly url: string;
  /**
   * Takes no new sessions, lets answers under way finish for `shutdownGraceMs`, then ends every session and child.
   * Clients are heard until then: a new one is told to try again, and an answer under way may need one of its client.
   */
  close(): Promise<void>;
}

/**
 * Starts a bridge: opens the pool, then the port.
 * Rejects with `AuthRequiredError`, `ChildStartError` or `ListenError`, and then nothing is left running.
 */
export async function startBridge(options: BridgeOptions, log: Logger): Promise<Bridge> {
  if (!isLoopback(options.host) && options.auth === '') throw new AuthRequiredError(options.host);
  const replicaTag = options.replicaTag === '' ? randomReplicaTag() : options.replicaTag;
  const startedMs = performance.now();
  const environment = childEnvironment(process.env, options);
  const pool = new ChildPool({ ...options, environment, cwd: options.cwd === '' ? undefined : options.cwd }, log);
  const directory = new MemoryDirectory(replicaTag);
  const errors = new ErrorCounts();
  const sessions = new Sessions({ ...options, replicaTag }, { pool, directory, errors }, log);
  const services = new ServiceHealth({ ...options, healthChecks: options.healthChecks ?? {} }, sessions, log);
  const state = () => ({
    version: options.version,
    uptimeSeconds: Math.round((performance.now() - startedMs) / 1000),
    sessions: sessions.countByEra,
    children: pool.state,
    errors: errors.byCode,
  });
  const handle = createApp({ sessions, services, state, errors, options }, log);

  const open = async () => {
    await pool.open();
    return listen(handle, options.host, options.port, log);
  };
  const server = await open().catch(async (error: unknown) => {
    await sessions.close(0);
    await pool.close();
    throw error;
  });
  return {
    url: server.url,
    async close() {
      const deadlineMs = performance.now() + options.shutdownGraceMs;
      pool.stopStarting();
      await sessions.close(options.shutdownGraceMs);
      const restMs = Math.max(deadlineMs - performance.now(), LAST_WORDS_MS);
      await Promise.all([pool.close(), directory.close(), server.close(restMs)]);
    },
  };
}

/** Six letters or digits: replicas are few. */
function randomReplicaTag(): string {
  return randomInt(36 ** 6)
    .toString(36)
    .padStart(6, '0');
}
