import { InvalidResponseError } from '../../atlassian/errors.ts';
import { at, textAt, type WireObject, wireText } from '../../atlassian/wire-value.ts';
import type { Page, PageSummary } from './pages.ts';

/** A page of either version of the API, without its text. */
export function summaryOf(wire: WireObject, siteUrl: string, spaceKey?: string): PageSummary {
  const id = wireText(wire['id'], 'page id');
  return {
    id,
    title: textAt(wire, 'title') ?? '',
    url: `${siteUrl}${textAt(wire, '_links', 'webui') ?? `/pages/viewpage.action?pageId=${id}`}`,
    spaceKey: spaceKey ?? textAt(wire, 'space', 'key'),
    lastModified: textAt(wire, 'version', 'createdAt') ?? textAt(wire, 'version', 'when'),
  };
}

export function pageOf(wire: WireObject, summary: PageSummary): Page {
  return { ...summary, version: versionOf(wire), storage: textAt(wire, 'body', 'storage', 'value') ?? '' };
}

/**
 * The text of a page or a comment that is to be written back. Throws `InvalidResponseError` where the answer has none: an empty
 * one in its place would wipe it out.
 */
export function storageOf(wire: WireObject): string {
  return wireText(at(wire, 'body', 'storage', 'value'), 'text in storage format');
}

export function versionOf(wire: WireObject): number {
  const number = at(wire, 'version', 'number');
  if (typeof number !== 'number') throw new InvalidResponseError('The answer has no version number of the page.');
  return number;
}
