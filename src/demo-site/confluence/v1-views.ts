import type { User } from '../people.ts';
import type { Site } from '../site.ts';
import { ancestorsOf } from './confluence-content.ts';
import { currentVersion, type Space } from './records.ts';
import type { Content } from './search-content.ts';
import { storageText } from './storage-xhtml.ts';
import { pageLinks } from './v2-views.ts';

/** How search results look in Confluence's v1 JSON. Shapes: the Confluence Cloud REST API (v1) document. */

const iso = (moment: number): string => new Date(moment).toISOString();

export function v1User(user: User) {
  return {
    type: 'known',
    accountId: user.accountId,
    accountType: 'atlassian',
    email: user.email,
    publicName: user.displayName,
    displayName: user.displayName,
    timeZone: user.timeZone,
    isExternalCollaborator: false,
    _expandable: { operations: '', personalSpace: '' },
    _links: { self: `/rest/api/user?accountId=${user.accountId}` },
  };
}

function v1Space(space: Space) {
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

/** The parts of a content that `expand` adds. */
const expansions: Readonly<Record<string, (content: Content) => unknown>> = {
  space: ({ page }) => v1Space(page.space),
  version: (content) => {
    const { number, message, minorEdit, author, created } = currentVersion(content.page);
    const version =
      content.comment === undefined ? { number, message, minorEdit, author, created } : firstVersion(content);
    return {
      number: version.number,
      message: version.message,
      minorEdit: version.minorEdit,
      when: iso(version.created),
      by: v1User(version.author),
    };
  },
  history: ({ created, creator }) => ({
    latest: true,
    createdDate: iso(created),
    createdBy: v1User(creator),
    _expandable: {},
    _links: {},
  }),
  ancestors: ({ page }) =>
    ancestorsOf(page).map((one) => ({ id: one.id, type: 'page', status: 'current', title: currentVersion(one).title })),
  container: ({ page }) => v1Space(page.space),
  'body.storage': ({ body }) => ({
    value: body,
    representation: 'storage',
    embeddedContent: [],
    _expandable: { content: '' },
  }),
  'metadata.labels': ({ page }) => ({
    results: page.labels.map(({ id, name }) => ({ prefix: 'global', id, name, label: name })),
    size: page.labels.length,
  }),
};

export function v1Content(content: Content, expand: readonly string[]) {
  const shown: Record<string, unknown> = {};
  for (const name of expand) {
    const part = Object.hasOwn(expansions, name) ? expansions[name]?.(content) : undefined;
    const [outer = name, inner] = name.split('.');
    if (part !== undefined) shown[outer] = inner === undefined ? part : { [inner]: part };
  }
  const { id, type, title, page } = content;
  return {
    id,
    type,
    status: 'current',
    title,
    ...shown,
    _expandable: expandable(shown),
    _links: { webui: webui(content), self: `/rest/api/content/${page.id}` },
  };
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
    lastModified: iso(content.modified),
    friendlyLastModified: iso(content.modified).slice(0, 10),
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

function webui({ page, comment }: Content): string {
  return comment === undefined ? pageLinks(page).webui : `${pageLinks(page).webui}?focusedCommentId=${comment.id}`;
}

function firstVersion({ creator, created }: Content) {
  return { number: 1, message: '', minorEdit: false, author: creator, created };
}

function expandable(shown: Readonly<Record<string, unknown>>) {
  const parts = ['container', 'metadata', 'history', 'body', 'version', 'ancestors', 'space'];
  return Object.fromEntries(parts.filter((part) => !(part in shown)).map((part) => [part, '']));
}
