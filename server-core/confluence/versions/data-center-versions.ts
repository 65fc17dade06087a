import { textAt } from '../../atlassian/wire-value.ts';
import { ToolError } from '../../errors.ts';
import type { ConfluenceApi } from '../confluence-api.ts';
import { versionOf } from '../pages/page-of.ts';
import type { PageVersion, Versions } from './versions.ts';

/** Versions through the REST API of Data Center, which has no list of them: each is asked for by its number. */
export class DataCenterVersions implements Versions {
  readonly #api: ConfluenceApi;

  constructor(api: ConfluenceApi) {
    this.#api = api;
  }

  async list(pageId: string, limit: number): Promise<PageVersion[]> {
    const path = this.#api.path('/rest/api', 'content', pageId);
    const newest = versionOf(await this.#api.object({ path, query: { expand: ['version'] } }));
    const numbers = Array.from({ length: Math.min(limit, newest) }, (_, index) => newest - index);
    const versions = await Promise.all(numbers.map((number) => this.#read(path, number)));
    return versions.filter((version) => version !== undefined);
  }

  /** `undefined` for a version that was deleted. */
  async #read(path: string, number: number): Promise<PageVersion | undefined> {
    try {
      const wire = await this.#api.object({ path, query: { status: 'any', version: number, expand: ['version'] } });
      return {
        number,
        author: textAt(wire, 'version', 'by', 'displayName') ?? 'Unknown',
        at: textAt(wire, 'version', 'when'),
        message: textAt(wire, 'version', 'message') || undefined,
      };
    } catch (error) {
      if (error instanceof ToolError && error.code === 'NOT_FOUND') return undefined;
      throw error;
    }
  }
}
