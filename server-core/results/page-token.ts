import * as z from 'zod';
import { InvalidArgumentsError } from '../errors.ts';

/** Where a result that was cut goes on. */
export interface Position {
  /** What the site gave for its next page; `undefined` for its first. */
  readonly site?: string | undefined;
  /** Items of that page, or characters of a text, that have been shown already. */
  readonly skip: number;
}

/** The argument that continues a result that was cut. */
export function pageToken() {
  return z.string().max(4_000).describe('next_page_token of the result before').optional();
}

/** The member of a list's or a document's `structuredContent` that continues it. */
export function nextPageToken() {
  return z.string().optional();
}

/** A position as callers see it: they pass it back as it is. */
export function writeToken({ site, skip }: Position): string {
  return site === undefined ? String(skip) : `${skip}.${Buffer.from(site).toString('base64url')}`;
}

/** Throws `InvalidArgumentsError` for what is no token of this server. */
export function readToken(token: string | undefined): Position {
  if (token === undefined) return { skip: 0 };
  const [, skip, site] = /^(\d{1,9})(?:\.([\w-]+))?$/.exec(token) ?? [];
  if (skip === undefined) {
    throw new InvalidArgumentsError('the page', ['page_token: expected next_page_token of an earlier result']);
  }
  return { skip: Number(skip), ...(site !== undefined && { site: Buffer.from(site, 'base64url').toString() }) };
}
