import { textAt } from '../../atlassian/wire-value.ts';
import type { ConfluenceApi } from '../confluence-api.ts';

/**
 * Names of people by account id, each looked up once a call. Version 2 of the API gives authors by id alone.
 * A name that cannot be had does not fail the call: the id stands for it.
 */
export class Authors {
  readonly #api: ConfluenceApi;
  readonly #names = new Map<string, Promise<string>>();

  constructor(api: ConfluenceApi) {
    this.#api = api;
  }

  async nameOf(accountId: string | undefined): Promise<string> {
    if (accountId === undefined) return 'Unknown';
    const known = this.#names.get(accountId) ?? this.#fetch(accountId);
    this.#names.set(accountId, known);
    return known;
  }

  async #fetch(accountId: string): Promise<string> {
    try {
      const user = await this.#api.request({ path: this.#api.path('/rest/api', 'user'), query: { accountId } });
      return textAt(user, 'displayName') ?? textAt(user, 'publicName') ?? accountId;
    } catch {
      return accountId;
    }
  }
}
