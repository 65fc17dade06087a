import type { JsonObject } from '../../json.ts';
import type { User } from '../../people.ts';
import type { Site } from '../../site.ts';
import { currentAttachments } from '../attachments.ts';
import { repliesTo } from '../comments.ts';
import { ancestorsOf } from '../confluence-content.ts';
import {
  currentFile,
  currentVersion,
  type Page,
  type PageAttachment,
  type PageComment,
  type PageVersion,
  type Space,
  type Version,
} from '../records.ts';
import { pageLinks } from '../v2-views.ts';
import { commentExtensions, commentsAbove } from './comment-parts.ts';
import { bodyView, versionView } from './content-frame.ts';
import { downloadPath } from './download-path.ts';
import { type ExpandablePart, type Expansion, expanded } from './expansion.ts';
import type { Found } from './find-content.ts';
import { historyOf } from './history-view.ts';
import { labelView } from './label-view.ts';
import { context, innerList } from './offset-list.ts';
import { restrictionsView } from './restrictions-view.ts';
import { spaceView } from './space-view.ts';

/** An answer with addresses of its own. */
type Linked = JsonObject & { readonly _links: Readonly<Record<string, string>> };

/** How contents look to a user of Data Center, each with the parts that `expand` asks for. */
export class ContentViews {
  readonly #site: Site;
  readonly #user: User;

  constructor(site: Site, user: User) {
    this.#site = site;
    this.#user = user;
  }

  /** A content as the whole of an answer. */
  single(found: Found, expand: Expansion) {
    const view = this.content(found, expand);
    return { ...view, _links: { ...view._links, collection: '/rest/api/content', ...context(this.#site) } };
  }

  content(found: Found, expand: Expansion): Linked {
    if (found.type === 'page') return this.page(found.page, expand, found.version);
    if (found.type === 'comment') return this.comment(found.comment, expand);
    return this.attachment(found.attachment, expand);
  }

  page(page: Page, expand: Expansion, version: PageVersion = currentVersion(page)): Linked {
    const { id, space } = page;
    const isOld = version !== currentVersion(page);
    return {
      id,
      type: 'page',
      status: isOld ? 'historical' : page.status,
      title: version.title,
      position: page.position,
      ...expanded(expand, {
        ...this.#common(id, space, version),
        body: this.#body(id, version.body),
        container: { collapsed: `/rest/api/space/${space.key}`, view: (inside) => this.space(space, inside) },
        history: {
          collapsed: `/rest/api/content/${id}/history`,
          view: (inside) => historyOf({ type: 'page', page, version }, this.#site, inside),
        },
        ancestors: {
          collapsed: '',
          view: (inside) => ancestorsOf(page).map((one) => this.page(one, inside)),
        },
        children: { collapsed: `/rest/api/content/${id}/child`, view: (inside) => this.childrenOf(page, inside) },
        descendants: {
          collapsed: `/rest/api/content/${id}/descendant`,
          view: (inside) => this.descendantsOf(page, inside),
        },
        metadata: {
          collapsed: '',
          view: (inside) => {
            const address = `${this.#site.confluenceUrl}/rest/api/content/${id}/label`;
            const labels = { collapsed: '', view: () => innerList(address, page.labels, labelView) };
            return expanded(inside, { labels });
          },
        },
        restrictions: {
          collapsed: `/rest/api/content/${id}/restriction/byOperation`,
          view: (inside) => restrictionsView(page, this.#site, inside),
        },
      }),
      extensions: { position: 'none' },
      _links: {
        ...this.#links(id, pageLinks(page).webui),
        tinyui: pageLinks(page).tinyui,
        edit: pageLinks(page).editui,
      },
    };
  }

  comment(comment: PageComment, expand: Expansion): Linked {
    const { id, page } = comment;
    const title = `Re: ${currentVersion(page).title}`;
    return {
      id,
      type: 'comment',
      status: 'current',
      title,
      ...expanded(expand, {
        ...this.#common(id, page.space, comment.version),
        body: this.#body(id, comment.body),
        container: { collapsed: `/rest/api/content/${page.id}`, view: (inside) => this.page(page, inside) },
        history: {
          collapsed: `/rest/api/content/${id}/history`,
          view: (inside) => historyOf({ type: 'comment', comment }, this.#site, inside),
        },
        ancestors: { collapsed: '', view: (inside) => commentsAbove(comment).map((one) => this.comment(one, inside)) },
        children: {
          collapsed: `/rest/api/content/${id}/child`,
          view: (inside) =>
            expanded(inside, {
              comment: this.#inner(`${id}/child/comment`, repliesTo(comment), (one, below) => this.comment(one, below)),
            }),
        },
      }),
      extensions: commentExtensions(comment, this.#site, expand.inside('extensions')),
      _links: this.#links(id, `${pageLinks(page).webui}?focusedCommentId=${id}#comment-${id}`),
    };
  }

  attachment(attachment: PageAttachment, expand: Expansion): Linked {
    const { id, page } = attachment;
    const file = currentFile(attachment);
    return {
      id,
      type: 'attachment',
      status: attachment.status,
      title: attachment.fileName,
      ...expanded(expand, {
        ...this.#common(id, page.space, file),
        container: { collapsed: `/rest/api/content/${page.id}`, view: (inside) => this.page(page, inside) },
        history: {
          collapsed: `/rest/api/content/${id}/history`,
          view: (inside) => historyOf({ type: 'attachment', attachment }, this.#site, inside),
        },
      }),
      metadata: { comment: file.message, mediaType: file.mediaType, _expandable: {} },
      extensions: { mediaType: file.mediaType, fileSize: file.bytes.length, comment: file.message },
      _links: { ...this.#links(id, pageLinks(page).webui), download: downloadPath(attachment) },
    };
  }

  space(space: Space, expand: Expansion): Linked {
    return spaceView(space, this.#site, expand, (inside) => {
      const home = this.#site.confluence.findPage(space.homepageId, this.#user);
      return home === undefined ? undefined : this.page(home, inside);
    });
  }

  /** What is directly below a page, by type. */
  childrenOf(page: Page, expand: Expansion): JsonObject {
    const pages = this.#site.confluence.childrenOf(page, this.#user);
    const comments = page.comments.filter(({ parentId }) => parentId === null);
    return expanded(expand, {
      page: this.#inner(`${page.id}/child/page`, pages, (one, inside) => this.page(one, inside)),
      comment: this.#inner(`${page.id}/child/comment`, comments, (one, inside) => this.comment(one, inside)),
      attachment: this.#inner(`${page.id}/child/attachment`, currentAttachments(page), (one, inside) =>
        this.attachment(one, inside),
      ),
    });
  }

  descendantsOf(page: Page, expand: Expansion): JsonObject {
    return expanded(expand, {
      comment: this.#inner(`${page.id}/descendant/comment`, page.comments, (one, inside) => this.comment(one, inside)),
    });
  }

  #common(id: string, space: Space, version: Version): Readonly<Record<string, ExpandablePart>> {
    return {
      space: { collapsed: `/rest/api/space/${space.key}`, view: (inside) => this.space(space, inside) },
      version: { collapsed: '', view: () => versionView(version, id, this.#site) },
    };
  }

  #body(id: string, storage: string): ExpandablePart {
    return { collapsed: '', view: (inside) => bodyView(storage, id, this.#site, inside) };
  }

  #inner<T>(path: string, all: readonly T[], view: (item: T, inside: Expansion) => unknown): ExpandablePart {
    const address = `/rest/api/content/${path}`;
    return {
      collapsed: address,
      view: (inside) => innerList(`${this.#site.confluenceUrl}${address}`, all, (item) => view(item, inside)),
    };
  }

  #links(id: string, webui: string) {
    return { webui, self: `${this.#site.confluenceUrl}/rest/api/content/${id}` };
  }
}
