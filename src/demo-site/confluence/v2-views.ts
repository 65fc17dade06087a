import type { Site } from '../site.ts';
import { currentVersion, type Label, type Page, type PageComment, type PageVersion, type Space } from './records.ts';

/** How things look in Confluence's v2 JSON. Shapes: the Confluence Cloud REST API v2 document. */

const iso = (moment: number): string => new Date(moment).toISOString();

const slug = (title: string): string => encodeURIComponent(title.replace(/\s+/g, '+')).replaceAll('%2B', '+');

/** Addresses of a page below `/wiki`, as `_links` gives them. */
export function pageLinks(page: Page) {
  const webui = `/spaces/${page.space.key}/pages/${page.id}/${slug(currentVersion(page).title)}`;
  return {
    editui: `/pages/resumedraft.action?draftId=${page.id}`,
    webui,
    tinyui: `/x/${Number(page.id).toString(36)}`,
  };
}

export function versionView(version: PageVersion) {
  const { number, message, minorEdit, author, created } = version;
  return { number, message, minorEdit, authorId: author.accountId, createdAt: iso(created) };
}

/** A body in the representation that was asked for; none was: no body. */
function bodyView(storage: string, format: string | null) {
  return format === null ? {} : { [format]: { representation: format, value: storage } };
}

export function pageView(page: Page, version: PageVersion, format: string | null) {
  const siblings = page.parent === null ? page.id : page.parent.id;
  return {
    id: page.id,
    status: page.status,
    title: version.title,
    spaceId: page.space.id,
    parentId: page.parent?.id ?? null,
    parentType: page.parent === null ? null : 'page',
    position: Number(page.id) - Number(siblings),
    authorId: page.author.accountId,
    ownerId: page.author.accountId,
    lastOwnerId: null,
    createdAt: iso(page.created),
    version: versionView(version),
    body: bodyView(version.body, format),
    _links: pageLinks(page),
  };
}

/** A page on its own also says where the site is. */
export function singlePageView(page: Page, site: Site, format: string | null, version = currentVersion(page)) {
  const view = pageView(page, version, format);
  return { ...view, _links: { ...view._links, base: `${site.url}/wiki` } };
}

export function spaceView(space: Space) {
  return {
    id: space.id,
    key: space.key,
    name: space.name,
    type: 'global',
    status: 'current',
    authorId: space.author.accountId,
    createdAt: iso(space.created),
    homepageId: space.homepageId,
    description: null,
    icon: null,
    currentActiveAlias: space.key,
    _links: { webui: `/spaces/${space.key}` },
  };
}

export function labelView(label: Label) {
  return { id: label.id, name: label.name, prefix: 'global' };
}

export function commentView(comment: PageComment, format: string | null) {
  const { page, selection } = comment;
  const common = {
    id: comment.id,
    status: 'current',
    title: `Re: ${currentVersion(page).title}`,
    pageId: page.id,
    version: {
      number: 1,
      message: '',
      minorEdit: false,
      authorId: comment.author.accountId,
      createdAt: iso(comment.created),
    },
    body: bodyView(comment.body, format),
    _links: { webui: `${pageLinks(page).webui}?focusedCommentId=${comment.id}` },
  };
  const parent = comment.parentId === null ? {} : { parentCommentId: comment.parentId };
  if (selection === null) return { ...common, ...parent };
  return {
    ...common,
    ...parent,
    resolutionStatus: comment.resolved ? 'resolved' : 'open',
    properties: { inlineMarkerRef: `marker-${comment.id}`, inlineOriginalSelection: selection },
  };
}
