import { randomInt } from 'node:crypto';
import type { Logger } from 'pino';
import { childEnvironment } from './child/child-environment.ts';
import { ChildPool } from './child/child-pool.ts';
import { ErrorCounts } from './error-counts.ts';
import { AuthRequiredError } from './errors.ts';
import type { BridgeState } from './health/bridge-state.ts';
import { readinessOf } from './health/readiness.ts';
import { ServiceHealth } from './health/service-health.ts';
import { createApp } from './http/app.ts';
import type { ErrorReport } from './http/error-response.ts';
import { isLoopback } from './http/host-origin-guard.ts';
import { messageRoutes } from './http/routes.ts';
import { listen } from './http/server.ts';
import type { BridgeOptions } from './options.ts';
import { type Replicas, standAlone } from './replicas.ts';
import { Sessions } from './session/sessions.ts';

/** What sessions that used up the shutdown grace are told at its end takes a moment to be sent. Milliseconds. */
const LAST_WORDS_MS = 500;

export interface Bridge {
  /** `http://host:port` */
  readonly url: string;
  /**
   * Takes no new sessions, lets answers under way finish for `shutdownGraceMs`, hands over the sessions that another replica
   * can go on with, then ends every other session and every child.
   * Clients are heard until then: a new one is told to try again, and an answer under way may need one of its client.
   */
  close(): Promise<void>;
}

/**
 * Starts a bridge: opens the pool, then the port, then takes its place among the replicas.
 * Rejects with `AuthRequiredError`, `ClusterSecretRequiredError`, `ChildStartError`, `ListenError` or as `Directory.open`
 * does, and then nothing is left running.
 */
export async function startBridge(options: BridgeOptions, log: Logger): Promise<Bridge> {
  if (!isLoopback(options.host) && options.auth === '') throw new AuthRequiredError(options.host);
  const replicaTag = options.replicaTag === '' ? randomReplicaTag() : options.replicaTag;
  const startedMs = performance.now();
  const errors = new ErrorCounts();
  const report = { log, errors };
  const replicas = options.redisUrl === '' ? standAlone(replicaTag) : await join({ ...options, replicaTag }, report);
  const { directory } = replicas;
  const environment = childEnvironment(process.env, options);
  const pool = new ChildPool({ ...options, environment, cwd: options.cwd === '' ? undefined : options.cwd }, log);
  const sessions = new Sessions({ ...options, replicaTag }, { pool, directory, errors }, log);
  const services = new ServiceHealth({ ...options, healthChecks: options.healthChecks ?? {} }, sessions, log);
  const state = (): BridgeState => ({
    version: options.version,
    uptimeSeconds: Math.round((performance.now() - startedMs) / 1000),
    replica: replicas.state,
    sessions: sessions.countByEra,
    children: pool.state,
    errors: errors.byCode,
  });
  const readiness = () =>
    readinessOf({
      isStarting: !replicas.isOpen,
      isDraining: sessions.isClosing,
      hasRoom: sessions.hasRoom,
      breaker: pool.state.breaker,
      redis: replicas.state.redis,
    });
  const local = messageRoutes({ sessions, errors, options });
  const messages = replicas.route(local, sessions);
  const handle = createApp({ messages, services, state, readiness, errors, options }, log);

  const open = async () => {
    await pool.open();
    const server = await listen(replicas.receive(handle), options.host, options.port, log);
    await replicas.open(server.url).catch(async (error: unknown) => {
      await server.close(0);
      throw error;
    });
    return server;
  };
  const server = await open().catch(async (error: unknown) => {
    await sessions.close(0);
    await replicas.close();
    await pool.close();
    throw error;
  });
  return {
    url: server.url,
    async close() {
      const deadlineMs = performance.now() + options.shutdownGraceMs;
      pool.refuseSessions();
      await sessions.close(options.shutdownGraceMs);
      const restMs = Math.max(deadlineMs - performance.now(), LAST_WORDS_MS);
      const closed = server.close(restMs);
      replicas.endStreams();
      await Promise.all([pool.close(), closed.then(() => replicas.close())]);
    },
  };
}

/** Loaded by those that need it alone: it comes with a client of HTTP and one of Redis. */
async function join(options: BridgeOptions, report: ErrorReport): Promise<Replicas> {
  const { joinReplicas } = await import('./join-replicas.ts');
  return joinReplicas(options, report);
}

/** Six letters or digits: replicas are few. */
function randomReplicaTag(): string {
  return randomInt(36 ** 6)
    .toString(36)
    .padStart(6, '0');
}
