import { Refusal } from '../http/refusal.ts';
import type { User } from '../people.ts';
import { copyAttachments } from './attachments.ts';
import { type ConfluenceContent, requireEditor, requireWriter } from './confluence-content.ts';
import { withoutMarkers } from './inline-markers.ts';
import { newPage } from './new-page.ts';
import { addVersion } from './page-history.ts';
import { currentVersion, type Page, type Space } from './records.ts';

/** Where a copy goes: to the root of a space, below a page, or in the place of what a page says. */
export type CopyDestination =
  | { readonly type: 'space'; readonly space: Space }
  | { readonly type: 'parent_page'; readonly page: Page }
  | { readonly type: 'existing_page'; readonly page: Page };

export interface CopyOptions {
  /** @default the title of the original */
  readonly title?: string;
  /** Storage format. @default the text of the original */
  readonly body?: string;
  readonly attachments: boolean;
  readonly labels: boolean;
  readonly permissions: boolean;
}

/** Copies the newest version of a page. Comments stay behind, and so do the marks of those in the text. */
export function copyPage(
  content: ConfluenceContent,
  original: Page,
  destination: CopyDestination,
  user: User,
  options: CopyOptions,
): Page {
  const replaced = destination.type === 'existing_page' ? destination.page : undefined;
  if (replaced === undefined) requireWriter(user);
  else requireEditor(user, replaced);
  const version = currentVersion(original);
  const { title = version.title, body = withoutMarkers(version.body) } = options;
  const space = destination.type === 'space' ? destination.space : destination.page.space;
  if (content.titleTaken(space, title, replaced)) {
    throw new Refusal(400, `A page with the title '${title}' already exists in the space ${space.key}.`);
  }
  const parent = destination.type === 'parent_page' ? destination.page : null;
  const copy = replaced ?? newPage(content, { space, parent, title, body, author: user });
  if (replaced !== undefined) addVersion(replaced, user, { title, body });
  if (options.labels) copy.labels = [...new Set([...copy.labels, ...original.labels])];
  if (options.attachments) copyAttachments(content, original, copy, user);
  if (options.permissions) {
    copy.viewers = original.viewers;
    copy.editors = original.editors;
  }
  return copy;
}
