import type { Site } from '../site.ts';
import { resolutionOf, threadOf } from './comments.ts';
import {
  type AttachmentVersion,
  currentFile,
  currentVersion,
  type Label,
  type Page,
  type PageAttachment,
  type PageComment,
  type PageVersion,
  type Space,
  type Version,
} from './records.ts';

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

export function versionView(version: Version) {
  const { number, message, minorEdit, author, created } = version;
  return { number, message, minorEdit, authorId: author.accountId, createdAt: iso(created) };
}

/** A body in the representation that was asked for; none was: no body. */
function bodyView(storage: string, format: string | null) {
  return format === null ? {} : { [format]: { representation: format, value: storage } };
}

export function pageView(page: Page, version: PageVersion, format: string | null) {
  return {
    id: page.id,
    status: page.status,
    title: version.title,
    spaceId: page.space.id,
    parentId: page.parent?.id ?? null,
    parentType: page.parent === null ? null : 'page',
    position: page.position,
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

/** @param format of the description; `null` leaves it out. */
export function spaceView(space: Space, format: 'plain' | 'view' | null = null) {
  return {
    id: space.id,
    key: space.key,
    name: space.name,
    type: 'global',
    status: 'current',
    authorId: space.author.accountId,
    createdAt: iso(space.created),
    homepageId: space.homepageId,
    description: format === null ? null : { [format]: { representation: format, value: space.description } },
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
    version: versionView(comment.version),
    body: bodyView(comment.body, format),
    _links: { webui: `${pageLinks(page).webui}?focusedCommentId=${comment.id}` },
  };
  const parent = comment.parentId === null ? {} : { parentCommentId: comment.parentId };
  if (selection === null) return { ...common, ...parent };
  const { resolution } = threadOf(comment);
  return {
    ...common,
    ...parent,
    ...(resolution === null
      ? {}
      : { resolutionLastModifierId: resolution.by.accountId, resolutionLastModifiedAt: iso(resolution.at) }),
    resolutionStatus: resolutionOf(comment),
    properties: { inlineMarkerRef: comment.markerRef, inlineOriginalSelection: selection },
  };
}

/** Addresses of an attachment below `/wiki`: of its preview, and of its bytes. */
export function attachmentLinks({ id, page, fileName }: PageAttachment, { number, created }: AttachmentVersion) {
  const preview = encodeURIComponent(`/${page.id}/${id.replace('att', '')}/${fileName}`);
  return {
    webui: `/pages/viewpageattachments.action?pageId=${page.id}&preview=${preview}`,
    download: `/download/attachments/${page.id}/${encodeURIComponent(fileName)}?version=${number}&modificationDate=${created}&cacheVersion=1&api=v2`,
  };
}

export function attachmentView(attachment: PageAttachment, version: AttachmentVersion = currentFile(attachment)) {
  const links = attachmentLinks(attachment, version);
  return {
    id: attachment.id,
    status: attachment.status,
    title: attachment.fileName,
    createdAt: iso(attachment.versions[0].created),
    pageId: attachment.page.id,
    mediaType: version.mediaType,
    mediaTypeDescription: mediaTypeDescription(version.mediaType),
    comment: version.message,
    fileId: attachment.fileId,
    fileSize: version.bytes.length,
    webuiLink: links.webui,
    downloadLink: links.download,
    version: versionView(version),
    _links: links,
  };
}

const descriptions = new Map([
  ['image', 'Image'],
  ['text', 'Text File'],
  ['video', 'Multimedia'],
]);

export function mediaTypeDescription(mediaType: string): string {
  return descriptions.get(mediaType.split('/')[0] ?? '') ?? 'File';
}
