import { Refusal } from '../http/refusal.ts';
import type { User } from '../people.ts';
import { type ConfluenceContent, requireEditor } from './confluence-content.ts';
import type { Page } from './records.ts';

/** Puts labels on a page, all or none; one that is there already stays where it is. */
export function addLabels(
  content: ConfluenceContent,
  page: Page,
  user: User,
  names: readonly (string | undefined)[],
): void {
  requireEditor(user, page);
  const labels = names.map(labelName).map((name) => content.label(name));
  page.labels = [...new Set([...page.labels, ...labels])];
}

/** Takes a label off a page; 404 where the page does not have it. */
export function removeLabel(page: Page, user: User, name: string): void {
  requireEditor(user, page);
  if (!page.labels.some((label) => label.name === name)) {
    throw new Refusal(404, `The content does not have the label '${name}'.`);
  }
  page.labels = page.labels.filter((label) => label.name !== name);
}

/** The name in small letters; spaces and most punctuation are not taken. */
function labelName(name: string | undefined): string {
  if (name !== undefined && name.length <= 255 && /^[^\s:;,.?&[\]()#^*@!<>]+$/.test(name)) return name.toLowerCase();
  throw new Refusal(400, `The label '${name ?? ''}' is missing or has characters that labels can't have.`);
}
