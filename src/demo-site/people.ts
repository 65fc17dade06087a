/** A person with an Atlassian account on the demo site. */
export interface User {
  readonly accountId: string;
  readonly displayName: string;
  readonly email: string;
  /** Signs in with Basic auth beside the email; a person without a token can't call the API. */
  readonly apiToken?: string;
  /** Those who may only read get 403 for every write. @default true */
  readonly mayWrite?: boolean;
  readonly timeZone: string;
}

/** Everybody on the site, found the ways that the API finds them. */
export class People {
  readonly all: readonly User[];

  constructor(all: readonly User[]) {
    this.all = all;
  }

  byAccountId(accountId: string): User | undefined {
    return this.all.find((user) => user.accountId === accountId);
  }

  byCredentials(email: string, apiToken: string): User | undefined {
    return this.all.find(
      (user) => user.apiToken !== undefined && user.apiToken === apiToken && user.email === email.toLowerCase(),
    );
  }

  /** As `user/search` matches: each word begins a word of the name, or the text begins the email. */
  matching(query: string): readonly User[] {
    const wanted = query.trim().toLowerCase();
    return this.all.filter((user) => {
      if (user.email.startsWith(wanted)) return true;
      const words = user.displayName.toLowerCase().split(/\s+/);
      return wanted.split(/\s+/).every((part) => words.some((word) => word.startsWith(part)));
    });
  }
}
