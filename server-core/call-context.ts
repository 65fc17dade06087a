import type { ConfluenceSite } from './confluence/confluence-site.ts';
import type { JiraApi } from './jira/jira-api.ts';
import type { Log } from './log.ts';
import type { Settings } from './settings.ts';

/** What a tool, a prompt or a resource has at hand while it answers one call. */
export interface CallContext {
  /** The configured Jira; rejects with the variables to set where there is none. */
  jira(): Promise<JiraApi>;
  /** The configured Confluence; rejects with the variables to set where there is none. */
  confluence(): Promise<ConfluenceSite>;
  readonly settings: Settings;
  /** Tells the client how far a long call has come, where it asked to be told. */
  progress(done: number, total: number | undefined, message: string): void;
  /** Aborts when the client takes the call back. */
  readonly signal: AbortSignal;
  readonly log: Log;
}
