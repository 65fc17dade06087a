import type { ConfluenceContent } from './confluence/confluence-content.ts';
import type { JiraContent } from './jira/jira-content.ts';
import type { People } from './people.ts';

/** Everything the site knows; handlers read it and change it in place. */
export interface Site {
  readonly url: string;
  readonly cloudId: string;
  readonly people: People;
  readonly jira: JiraContent;
  readonly confluence: ConfluenceContent;
}
