import type { User } from '../people.ts';

export interface Space {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly author: User;
  readonly created: number;
  homepageId: string;
}

/** Who made a version, when, and what they said about it. */
export interface Version {
  readonly number: number;
  readonly message: string;
  readonly author: User;
  readonly created: number;
  readonly minorEdit: boolean;
}

export interface PageVersion extends Version {
  readonly title: string;
  /** Storage format: XHTML with `ac:` and `ri:` elements. */
  readonly body: string;
}

export interface Label {
  readonly id: string;
  readonly name: string;
}

export interface PageComment {
  readonly id: string;
  readonly page: Page;
  readonly parentId: string | null;
  readonly author: User;
  readonly created: number;
  /** Storage format, of the newest version. */
  body: string;
  /** The newest version; what older ones said is not kept. */
  version: Version;
  /** The text that an inline comment is pinned to; a footer comment has none. A reply has its parent's. */
  readonly selection: string | null;
  /** What the `ac:inline-comment-marker` in the page refers to; a footer comment has none. A reply has its parent's. */
  readonly markerRef: string | null;
  resolved: boolean;
  /** Who resolved or reopened it last; `null` as long as nobody did. */
  resolution: { readonly by: User; readonly at: number } | null;
}

export interface AttachmentVersion extends Version {
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** A file of a page. The message of a version is the comment that it was uploaded with. */
export interface PageAttachment {
  /** Begins with `att`. */
  readonly id: string;
  /** A UUID by which media services know the file. */
  readonly fileId: string;
  readonly page: Page;
  /** Unique among the current attachments of the page. */
  readonly fileName: string;
  /** Oldest first; never empty. */
  readonly versions: [AttachmentVersion, ...AttachmentVersion[]];
  status: 'current' | 'trashed';
}

export interface Page {
  readonly id: string;
  readonly author: User;
  readonly created: number;
  /** Oldest first; never empty. */
  readonly versions: [PageVersion, ...PageVersion[]];
  readonly comments: PageComment[];
  readonly attachments: PageAttachment[];
  /** Those who have it among their favourites. */
  readonly favouriteOf: Set<User>;
  space: Space;
  /** Its place among the pages below the same parent; the lowest comes first. */
  position: number;
  /** Those who may see it; `null` for everybody. Holds for the pages below it too. */
  viewers: readonly User[] | null;
  /** Those who may change it; `null` for everybody who may write. */
  editors: readonly User[] | null;
  parent: Page | null;
  status: 'current' | 'draft' | 'trashed';
  labels: readonly Label[];
}

/** A pattern for new pages. */
export interface Template {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** The space that offers it; `null` where every space does. */
  readonly space: Space | null;
  readonly labels: readonly Label[];
  /** Storage format; what is to be filled in is an `at:var` or `ac:placeholder` element. */
  readonly body: string;
}

/** The newest version of a page. */
export function currentVersion(page: Page): PageVersion {
  return page.versions.at(-1) ?? page.versions[0];
}

/** The newest version of an attachment. */
export function currentFile(attachment: PageAttachment): AttachmentVersion {
  return attachment.versions.at(-1) ?? attachment.versions[0];
}
