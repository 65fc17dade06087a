/** A person with an account on the demo site. */
export interface User {
  readonly accountId: string;
  readonly displayName: string;
  readonly email: string;
  /** Signs in to the cloud with Basic auth beside the email; a person without one can't. */
  readonly apiToken?: string;
  /** Signs in through Atlassian's gateway as Bearer, as a token of OAuth does. */
  readonly accessToken: string;
  /** Signs in to Data Center, as Bearer or with Basic auth beside the username. */
  readonly personalToken: string;
  /** The name that Data Center knows the person by. */
  readonly username: string;
  readonly jiraUserKey: string;
  readonly confluenceUserKey: string;
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

  byAccessToken(token: string): User | undefined {
    return this.all.find((user) => user.accessToken === token);
  }

  byPersonalToken(token: string): User | undefined {
    return this.all.find((user) => user.personalToken === token);
  }

  /** Usernames differ in more than their case. */
  byUsername(username: string): User | undefined {
    return this.all.find((user) => user.username === username.toLowerCase());
  }

  byConfluenceUserKey(key: string): User | undefined {
    return this.all.find((user) => user.confluenceUserKey === key);
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
