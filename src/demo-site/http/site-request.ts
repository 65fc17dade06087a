import type { User } from '../people.ts';
import type { RequestBody } from './read-body.ts';
import { Refusal } from './refusal.ts';
import type { RequestForm } from './request-form.ts';

interface RequestParts {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly params: ReadonlyMap<string, string>;
}

/** One call as an open handler sees it: routed, and from whoever it may be. */
export class OpenRequest {
  /** The path as the routes spell it. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly #params: ReadonlyMap<string, string>;

  constructor({ path, query, params }: RequestParts) {
    this.path = path;
    this.query = query;
    this.#params = params;
  }

  /** A variable part of the path. */
  param(name: string): string {
    return this.#params.get(name) ?? '';
  }

  /** A list in the query, whether its items are repeated or separated by commas. */
  list(name: string): readonly string[] {
    return this.query
      .getAll(name)
      .flatMap((value) => value.split(','))
      .map((item) => item.trim())
      .filter((item) => item !== '');
  }

  /** A whole number in the query; anything else, or one out of range, is a 400. */
  integer(name: string, range: { readonly fallback: number; readonly min: number; readonly max?: number }): number {
    const text = this.query.get(name);
    if (text === null) return range.fallback;
    const value = Number(text);
    if (!/^[+-]?\d+$/.test(text.trim()) || !Number.isSafeInteger(value) || value < range.min) {
      throw new Refusal(
        400,
        `Provided value {${text}} for '${name}' is not valid. Expected an integer of at least ${range.min}.`,
      );
    }
    return range.max === undefined ? value : Math.min(value, range.max);
  }

  flag(name: string): boolean {
    return this.query.get(name) === 'true';
  }
}

/** One call as its handler sees it: signed in, routed and parsed. */
export class SiteRequest extends OpenRequest {
  readonly user: User;
  /** The parsed JSON body; `undefined` where none was sent. */
  readonly body: unknown;
  /** The parsed form; empty where none was sent. */
  readonly form: RequestForm;

  constructor(parts: RequestParts & { readonly user: User; readonly body: RequestBody }) {
    super(parts);
    this.user = parts.user;
    this.body = parts.body.json;
    this.form = parts.body.form;
  }
}
