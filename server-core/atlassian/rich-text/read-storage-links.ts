import type { LinkTarget } from './link-target.ts';
import type { Inline, UserIdKind } from './rich-text.ts';
import { attribute, elementsOf, firstOf, type XmlElement } from './storage-xml.ts';

/** What an `ac:link`, an `ac:image` or a parameter of a macro leads to: the first `ri:…` in it, or a place on the page. */
export function storageTarget(element: XmlElement): LinkTarget | undefined {
  const fragment = attribute(element, 'ac:anchor');
  const anchor = fragment === undefined ? {} : { anchor: fragment };
  for (const resource of elementsOf(element)) {
    const target = resourceTarget(resource, anchor);
    if (target !== undefined) return target;
  }
  return fragment === undefined ? undefined : { type: 'anchor', anchor: fragment };
}

function resourceTarget(resource: XmlElement, anchor: { readonly anchor?: string }): LinkTarget | undefined {
  const title = attribute(resource, 'ri:content-title');
  const key = attribute(resource, 'ri:space-key');
  const space = key === undefined ? {} : { space: key };
  switch (resource.name) {
    case 'ri:page':
      return title === undefined ? undefined : { type: 'page', title, ...space, ...anchor };
    case 'ri:blog-post': {
      const day = attribute(resource, 'ri:posting-day')?.replaceAll('/', '-');
      return title === undefined || day === undefined ? undefined : { type: 'blog', title, day, ...space, ...anchor };
    }
    case 'ri:attachment': {
      const file = attribute(resource, 'ri:filename');
      const page = firstOf(resource, 'ri:page');
      const on = page === undefined ? undefined : resourceTarget(page, {});
      if (file === undefined) return undefined;
      return on?.type === 'page' ? { ...on, type: 'attachment', file } : { type: 'attachment', file };
    }
    case 'ri:space':
      return key === undefined ? undefined : { type: 'space', space: key, ...anchor };
    case 'ri:content-entity': {
      const id = attribute(resource, 'ri:content-id');
      return id === undefined ? undefined : { type: 'content', id, ...anchor };
    }
    default:
      return undefined;
  }
}

/** What a link without a text of its own shows. */
export function targetLabel(target: LinkTarget): string {
  switch (target.type) {
    case 'page':
    case 'blog':
      return target.title;
    case 'attachment':
      return target.file;
    case 'space':
      return target.space;
    case 'content':
      return target.id;
    case 'anchor':
      return target.anchor;
  }
}

const userAttributes: readonly (readonly [string, UserIdKind])[] = [
  ['ri:account-id', 'accountid'],
  ['ri:userkey', 'userkey'],
  ['ri:username', 'username'],
];

/** Who is mentioned; storage has no name, so the caller may give one. */
export function storageMention(element: XmlElement, name: string): Extract<Inline, { type: 'mention' }> | undefined {
  const user = element.name === 'ri:user' ? element : firstOf(element, 'ri:user');
  if (user === undefined) return undefined;
  for (const [key, kind] of userAttributes) {
    const id = attribute(user, key);
    if (id !== undefined) return { type: 'mention', kind, id, name: name.replace(/^@\s*/, '') || id };
  }
  return undefined;
}

/** The address of `ri:url`. */
export function storageUrl(element: XmlElement): string | undefined {
  const url = firstOf(element, 'ri:url');
  return url === undefined ? undefined : attribute(url, 'ri:value');
}
