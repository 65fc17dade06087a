import type { ConfluenceSite } from './confluence/confluence-site.ts';
import type { JiraSite } from './jira/jira-site.ts';
import type { Log } from './log.ts';

/** What a tool, a prompt or a resource has at hand while it answers one call. */
export interface CallContext {
  /** The configured Jira; rejects with the variables to set where there is none. */
  jira(): Promise<JiraSite>;
  /** The configured Confluence; rejects with the variables to set where there is none. */
  confluence(): Promise<ConfluenceSite>;
  /** Aborts when the client takes the call back. */
  readonly signal: AbortSignal;
  readonly log: Log;
}
