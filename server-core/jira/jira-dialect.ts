import { textAt } from '../atlassian/wire-value.ts';
import { type SiteText, textOfAdf, textOfWiki } from './site-text.ts';

/** Someone with an account on the site. */
export interface Person {
  /** What the site's API refers to them by: an account id on Cloud, a user name on Data Center. */
  readonly id: string;
  readonly name: string;
  readonly email?: string | undefined;
}

/** What Jira Cloud and Jira Data Center say in different words. */
export interface JiraDialect {
  readonly deployment: 'cloud' | 'data-center';
  /** Where the platform's API begins. */
  readonly root: string;
  /** A text as the site has it → as tools speak of it. */
  readText(value: unknown): Promise<SiteText>;
  /** Markdown → a text as the site takes it. */
  writeText(markdown: string): Promise<unknown>;
  /** `undefined` for null, and for what is no user. */
  personOf(user: unknown): Person | undefined;
  /** How a request names a person: in a field, and as a query parameter. */
  reference(personId: string): Readonly<Record<string, string>>;
}

/** REST API v3; texts are in Atlassian Document Format. https://developer.atlassian.com/cloud/jira/platform/rest/v3/ */
export const cloudDialect: JiraDialect = {
  deployment: 'cloud',
  root: '/rest/api/3',
  readText: textOfAdf,
  writeText: async (markdown) => {
    const { markdownToAdf } = await import('../atlassian/rich-text/markdown-to-adf.ts');
    return markdownToAdf(markdown);
  },
  personOf: (user) => personBy('accountId', user),
  reference: (accountId) => ({ accountId }),
};

/** REST API v2; texts are wiki markup. https://docs.atlassian.com/software/jira/docs/api/REST/ */
export const dataCenterDialect: JiraDialect = {
  deployment: 'data-center',
  root: '/rest/api/2',
  readText: textOfWiki,
  writeText: async (markdown) => {
    const { markdownToWiki } = await import('../atlassian/rich-text/markdown-to-wiki.ts');
    return markdownToWiki(markdown);
  },
  personOf: (user) => personBy('name', user),
  reference: (name) => ({ name }),
};

function personBy(idMember: string, user: unknown): Person | undefined {
  const id = textAt(user, idMember);
  if (id === undefined) return undefined;
  return { id, name: textAt(user, 'displayName') ?? id, email: textAt(user, 'emailAddress') };
}
