import type { User } from '../people.ts';
import type { ConfluenceContent } from './confluence-content.ts';
import type { Page, Space } from './records.ts';

interface PageFacts {
  readonly space: Space;
  readonly parent: Page | null;
  readonly title: string;
  /** Storage format. */
  readonly body: string;
  readonly author: User;
  /** @default 'current' */
  readonly status?: 'current' | 'draft';
}

/** Adds a page at its first version, behind the other pages of its parent. */
export function newPage(content: ConfluenceContent, facts: PageFacts): Page {
  const { space, parent, title, body, author, status = 'current' } = facts;
  const created = Date.now();
  const page: Page = {
    id: content.ids.page.next(),
    author,
    created,
    versions: [{ number: 1, title, body, message: '', author, created, minorEdit: false }],
    comments: [],
    attachments: [],
    favouriteOf: new Set(),
    space,
    position: content.nextPosition(parent, space),
    viewers: null,
    editors: null,
    parent,
    status,
    labels: [],
  };
  content.addPage(page);
  return page;
}
