import type { Logger } from 'pino';
import * as z from 'zod';
import {
  ChildrenExhaustedError,
  SessionsExhaustedError,
  ShuttingDownError,
  StartQueueTimeoutError,
} from '../errors.ts';
import type { Sessions } from '../session/sessions.ts';
import type { HealthChecks } from './health-checks.ts';
import { InternalClient } from './internal-client.ts';

export type ServiceStatus = 'ok' | 'error' | 'not_configured';

export interface ServiceHealthOptions {
  readonly healthChecks: HealthChecks;
  /** How long an answer is good for. Milliseconds. */
  readonly healthCacheMs: number;
  /** A check that takes longer counts as `error`. Milliseconds. */
  readonly healthTimeoutMs: number;
  readonly version: string;
}

/** How a tool says that its service has not been set up: in the `_meta` of its error. */
const NOT_CONFIGURED = 'NOT_CONFIGURED';

const toolAnswer = z.object({
  result: z.object({
    isError: z.boolean().optional(),
    _meta: z.looseObject({ code: z.string().optional() }).optional(),
  }),
});

/** Knows how the services behind the wrapped server are doing, by calling a tool of it for each. */
export class ServiceHealth {
  readonly #options: ServiceHealthOptions;
  readonly #sessions: Sessions;
  readonly #log: Logger;
  /** The question under way, which all share who ask meanwhile. */
  #asking: Promise<Readonly<Record<string, ServiceStatus>>> | undefined;
  /** What the services said when they could last be asked. */
  #known: Readonly<Record<string, ServiceStatus>> = {};
  #knownUntilMs = 0;

  constructor(options: ServiceHealthOptions, sessions: Sessions, log: Logger) {
    this.#options = options;
    this.#sessions = sessions;
    this.#log = log;
  }

  /** The status of each service. Never rejects; however many ask at once, the tools are called once. */
  async check(): Promise<Readonly<Record<string, ServiceStatus>>> {
    if (performance.now() < this.#knownUntilMs) return this.#known;
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #ask(): Promise<Readonly<Record<string, ServiceStatus>>> {
    const checks = Object.entries(this.#options.healthChecks);
    const statuses: Record<string, ServiceStatus> = Object.fromEntries(checks.map(([service]) => [service, 'error']));
    if (checks.length === 0) return statuses;
    try {
      const deadline = AbortSignal.timeout(this.#options.healthTimeoutMs);
      const client = await InternalClient.open(this.#sessions, this.#options.version, deadline);
      const calls = checks.map(async ([service, { tool, arguments: args }]) => {
        statuses[service] = statusOf(await client.request('tools/call', { name: tool, arguments: args }));
      });
      await Promise.all(calls).finally(() => client.close());
    } catch (error) {
      this.#log.warn({ err: error }, 'services could not be checked');
      if (isForWantOfChild(error)) return { ...statuses, ...this.#known }; // worth another try as soon as somebody asks
    }
    this.#known = statuses;
    this.#knownUntilMs = performance.now() + this.#options.healthCacheMs;
    return statuses;
  }
}

/** There was no child to ask, or none in time: that says nothing of the services. */
function isForWantOfChild(error: unknown): boolean {
  return (
    error instanceof SessionsExhaustedError ||
    error instanceof ChildrenExhaustedError ||
    error instanceof StartQueueTimeoutError ||
    error instanceof ShuttingDownError ||
    (error instanceof DOMException && error.name === 'TimeoutError')
  );
}

function statusOf(answer: unknown): ServiceStatus {
  const { data } = toolAnswer.safeParse(answer);
  if (data === undefined) return 'error';
  if (data.result._meta?.code === NOT_CONFIGURED) return 'not_configured';
  return data.result.isError === true ? 'error' : 'ok';
}
