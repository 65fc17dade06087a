import type { Environment } from '../src/base/env.ts';
import type { ConfluenceSite } from './confluence/confluence-site.ts';
import type { JiraSite } from './jira/jira-site.ts';
import type { Log } from './log.ts';
import type { OpenSite } from './open-site.ts';

/** Opens a site at its first use, so that a server without configuration starts, and one that is not called stays small. */
export class Sites {
  readonly #env: Environment;
  readonly #log: Log;
  #jira: OpenSite<JiraSite> | undefined;
  #confluence: OpenSite<ConfluenceSite> | undefined;

  constructor(env: Environment, log: Log) {
    this.#env = env;
    this.#log = log;
  }

  async jira(signal: AbortSignal): Promise<JiraSite> {
    const { openJiraCloud } = await import('./jira/cloud/open-jira-cloud.ts');
    this.#jira ??= openJiraCloud(this.#env, this.#log);
    return this.#jira.during(signal);
  }

  async confluence(signal: AbortSignal): Promise<ConfluenceSite> {
    const { openConfluenceCloud } = await import('./confluence/cloud/open-confluence-cloud.ts');
    this.#confluence ??= openConfluenceCloud(this.#env, this.#log);
    return this.#confluence.during(signal);
  }

  close(): void {
    this.#jira?.close();
    this.#confluence?.close();
  }
}
