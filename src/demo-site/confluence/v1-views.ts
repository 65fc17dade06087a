import type { User } from '../people.ts';
import type { Site } from '../site.ts';
import { ancestorsOf } from './confluence-content.ts';
import type { Content } from './content.ts';
import { currentFile, currentVersion, type Label, type Space } from './records.ts';
import { storageText } from './storage-xhtml.ts';
import { attachmentLinks, mediaTypeDescription, pageLinks } from './v2-views.ts';

/** How things look in Confluence's v1 JSON. Shapes: the Confluence Cloud REST API (v1) document. */

const iso = (moment: number): string => new Date(moment).toISOString();

export function v1User(user: User) {
  return {
    type: 'known',
    accountId: user.accountId,
    accountType: 'atlassian',
    email: user.email,
    publicName: user.displayName,
    profilePicture: { path: `/wiki/aa-avatar/${user.accountId}`, width: 48, height: 48, isDefault: false },
    displayName: user.displayName,
    timeZone: user.timeZone,
    isExternalCollaborator: false,
    _expandable: { operations: '', personalSpace: '' },
    _links: { self: `/rest/api/user?accountId=${user.accountId}` },
  };
}

export function v1Space(space: Space) {
  return {
    id: Number(space.id),
    key: space.key,
    name: space.name,
    type: 'global',
    status: 'current',
    _expandable: { settings: '', metadata: '', icon: '', description: '', homepage: '' },
    _links: { webui: `/spaces/${space.key}`, self: `/rest/api/space/${space.key}` },
  };
}

export function v1Label({ id, name }: Label) {
  return { prefix: 'global', id, name, label: name };
}

/** The parts of a content that `expand` adds. */
const expansions: Readonly<Record<string, (content: Content) => unknown>> = {
  space: ({ page }) => v1Space(page.space),
  version: ({ version }) => ({
    number: version.number,
    message: version.message,
    minorEdit: version.minorEdit,
    when: iso(version.created),
    by: v1User(version.author),
  }),
  history: ({ created, creator }) => ({
    latest: true,
    createdDate: iso(created),
    createdBy: v1User(creator),
    _expandable: {},
    _links: {},
  }),
  ancestors: ({ page }) =>
    ancestorsOf(page).map((one) => ({ id: one.id, type: 'page', status: 'current', title: currentVersion(one).title })),
  container: ({ type, page }) =>
    type === 'attachment'
      ? { id: page.id, type: 'page', status: page.status, title: currentVersion(page).title }
      : v1Space(page.space),
  'body.storage': ({ body }) => ({
    value: body,
    representation: 'storage',
    embeddedContent: [],
    _expandable: { content: '' },
  }),
  'metadata.labels': ({ type, page }) => {
    const labels = type === 'page' ? page.labels : [];
    return { results: labels.map(v1Label), size: labels.length };
  },
};

export function v1Content(content: Content, expand: readonly string[]) {
  const shown: Record<string, unknown> = {};
  for (const name of expand) {
    const part = Object.hasOwn(expansions, name) ? expansions[name]?.(content) : undefined;
    const [outer = name, inner] = name.split('.');
    if (part !== undefined) shown[outer] = inner === undefined ? part : { [inner]: part };
  }
  const { id, type, title } = content;
  return {
    id,
    type,
    status: 'current',
    title,
    ...shown,
    ...fileParts(content, shown['metadata']),
    _expandable: expandable(shown),
    _links: {
      webui: webui(content),
      self: `/rest/api/content/${id}`,
      ...download(content),
    },
  };
}

/** What a file says of itself without being asked. */
function fileParts({ attachment }: Content, metadata: unknown) {
  if (attachment === undefined) return {};
  const { mediaType, bytes, message: comment } = currentFile(attachment);
  const { fileId, page } = attachment;
  return {
    metadata: { mediaType, comment, ...(typeof metadata === 'object' ? metadata : {}) },
    extensions: {
      mediaType,
      fileSize: bytes.length,
      comment,
      mediaTypeDescription: mediaTypeDescription(mediaType),
      fileId,
      collectionName: `contentId-${page.id}`,
    },
  };
}

function download({ attachment }: Content) {
  return attachment === undefined ? {} : { download: attachmentLinks(attachment, currentFile(attachment)).download };
}

/** One row of `GET search`: the content and how it was found. */
export function v1Result(content: Content, expand: readonly string[]) {
  const { page } = content;
  const inner = expand.filter((name) => name.startsWith('content.')).map((name) => name.slice('content.'.length));
  return {
    content: v1Content(content, inner),
    title: content.title,
    excerpt: storageText(content.body).slice(0, 200),
    url: webui(content),
    resultGlobalContainer: { title: page.space.name, displayUrl: `/spaces/${page.space.key}` },
    breadcrumbs: [],
    entityType: 'content',
    iconCssClass: `aui-icon content-type-${content.type}`,
    ...changed(content.version.created),
    score: 0,
  };
}

/** One row of `GET search/user`. Nobody's profile has changed since the site was made. */
export function v1UserResult(user: User, made: number) {
  return {
    user: v1User(user),
    title: user.displayName,
    excerpt: '',
    url: `/people/${user.accountId}`,
    breadcrumbs: [],
    entityType: 'user',
    iconCssClass: 'aui-icon content-type-profile',
    ...changed(made),
    score: 0,
  };
}

export function v1Links(site: Site, self: string, next: string | undefined) {
  return {
    base: `${site.url}/wiki`,
    context: '/wiki',
    self: `${site.url}${self}`,
    ...(next === undefined ? {} : { next }),
  };
}

function changed(moment: number) {
  return { lastModified: iso(moment), friendlyLastModified: iso(moment).slice(0, 10) };
}

function webui({ page, comment, attachment }: Content): string {
  if (attachment !== undefined) return attachmentLinks(attachment, currentFile(attachment)).webui;
  return comment === undefined ? pageLinks(page).webui : `${pageLinks(page).webui}?focusedCommentId=${comment.id}`;
}

function expandable(shown: Readonly<Record<string, unknown>>) {
  const parts = ['container', 'metadata', 'history', 'body', 'version', 'ancestors', 'space'];
  return Object.fromEntries(parts.filter((part) => !(part in shown)).map((part) => [part, '']));
}
