import type { Environment } from '../src/base/env.ts';
import type { ConfluenceSite } from './confluence/confluence-site.ts';
import type { JiraApi } from './jira/jira-api.ts';
import type { Log } from './log.ts';
import type { OpenSite } from './open-site.ts';

/** Opens a site at its first use, so that a server without configuration starts, and one that is not called stays small. */
export class Sites {
  readonly #env: Environment;
  readonly #log: Log;
  #jira: OpenSite<JiraApi> | undefined;
  #confluence: OpenSite<ConfluenceSite> | undefined;

  constructor(env: Environment, log: Log) {
    this.#env = env;
    this.#log = log;
  }

  async jira(signal: AbortSignal): Promise<JiraApi> {
    const { openJira } = await import('./jira/open-jira.ts');
    this.#jira ??= openJira(this.#env, this.#log);
    return this.#jira.during(signal);
  }

  async confluence(signal: AbortSignal): Promise<ConfluenceSite> {
    const { openConfluence } = await import('./confluence/open-confluence.ts');
    this.#confluence ??= openConfluence(this.#env, this.#log);
    return this.#confluence.during(signal);
  }

  close(): void {
    this.#jira?.close();
    this.#confluence?.close();
  }
}
