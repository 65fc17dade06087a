import { Refusal } from '../http/refusal.ts';
import type { User } from '../people.ts';
import { currentVersion, type Page, type PageVersion } from './records.ts';

/** What a new version says; all that is left out stays as it was. */
export interface PageEdit {
  readonly title?: string;
  /** Storage format. */
  readonly body?: string;
  /** @default '' */
  readonly message?: string;
  /** @default false */
  readonly minorEdit?: boolean;
}

/** The version of a number; 404 where the page has none. */
export function versionOf(page: Page, number: number): PageVersion {
  const version = page.versions.find((one) => one.number === number);
  if (version === undefined) throw new Refusal(404, 'Not Found');
  return version;
}

/** Puts a version on top of the page's history. */
export function addVersion(page: Page, author: User, edit: PageEdit): PageVersion {
  const { number, title, body } = currentVersion(page);
  const { message = '', minorEdit = false } = edit;
  const version: PageVersion = {
    number: number + 1,
    title: edit.title ?? title,
    body: edit.body ?? body,
    message,
    minorEdit,
    author,
    created: Date.now(),
  };
  page.versions.push(version);
  return version;
}

/** Changes the text of the newest version without making a new one, as the markers of inline comments do. */
export function amendBody(page: Page, body: string): void {
  page.versions[page.versions.length - 1] = { ...currentVersion(page), body };
}
