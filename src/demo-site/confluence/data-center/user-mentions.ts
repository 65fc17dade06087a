import type { People } from '../../people.ts';

/**
 * Texts mention people by their account id in the cloud and by their user key on Data Center. What is kept has account
 * ids; these two go there and back. Nobody known: the mention stays as it is.
 */
export function withUserKeys(storage: string, people: People): string {
  return storage.replace(/ri:account-id="([^"]*)"/g, (whole, accountId: string) => {
    const user = people.byAccountId(accountId);
    return user === undefined ? whole : `ri:userkey="${user.confluenceUserKey}"`;
  });
}

export function withAccountIds(storage: string, people: People): string {
  return storage.replace(/ri:userkey="([^"]*)"/g, (whole, key: string) => {
    const user = people.byConfluenceUserKey(key);
    return user === undefined ? whole : `ri:account-id="${user.accountId}"`;
  });
}
