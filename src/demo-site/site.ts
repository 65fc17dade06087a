import type { ConfluenceContent } from './confluence/confluence-content.ts';
import type { JiraContent } from './jira/jira-content.ts';
import type { Deployment } from './options.ts';
import type { People } from './people.ts';

/** Everything the site knows; handlers read it and change it in place. */
export interface Site {
  readonly deployment: Deployment;
  /** The origin that the site listens at. */
  readonly url: string;
  /** Where Jira is: the origin in the cloud, `/jira` below it on Data Center. */
  readonly jiraUrl: string;
  /** Where Confluence is: `/wiki` in the cloud, `/confluence` on Data Center. */
  readonly confluenceUrl: string;
  readonly cloudId: string;
  /** Signs the addresses that work without signing in; another one in every run. */
  readonly signingKey: Buffer;
  readonly people: People;
  readonly jira: JiraContent;
  readonly confluence: ConfluenceContent;
}
