/**
 * Where a link or an image of the site leads, spelled as the target of a Markdown link so that it survives:
 *
 * | spelling | what it is | storage |
 * |---|---|---|
 * | `page:SPACE/Title`, `page:Title` | a page by its title, in this space or another | `ri:page` |
 * | `blog:SPACE/2026-05-01/Title` | a blog post | `ri:blog-post` |
 * | `attachment:file.pdf`, `attachment:SPACE/Title/file.pdf` | a file of this page or of another | `ri:attachment` |
 * | `space:KEY` | a space | `ri:space` |
 * | `content:123` | a page or post by its id | `ri:content-entity` |
 * | `#heading` | a place on this page | `ac:anchor` |
 *
 * The parts are percent-encoded, so `/` parts them; `#anchor` may follow all but attachments. In ADF, which has no such links,
 * only the text stays. `media:ID/COLLECTION` is a picture or file that ADF names by id.
 */
export type LinkTarget =
  | { readonly type: 'page'; readonly title: string; readonly space?: string; readonly anchor?: string }
  | {
      readonly type: 'blog';
      readonly title: string;
      readonly day: string;
      readonly space?: string;
      readonly anchor?: string;
    }
  | { readonly type: 'attachment'; readonly file: string; readonly title?: string; readonly space?: string }
  | { readonly type: 'space'; readonly space: string; readonly anchor?: string }
  | { readonly type: 'content'; readonly id: string; readonly anchor?: string }
  | { readonly type: 'anchor'; readonly anchor: string };

export function linkTargetHref(target: LinkTarget): string {
  if (target.type === 'anchor') return `#${encode(target.anchor)}`;
  const path = partsOf(target).map(encode).join('/');
  const anchor = 'anchor' in target && target.anchor !== undefined ? `#${encode(target.anchor)}` : '';
  return `${target.type}:${path}${anchor}`;
}

function partsOf(target: Exclude<LinkTarget, { type: 'anchor' }>): string[] {
  switch (target.type) {
    case 'page':
      return target.space === undefined ? [target.title] : [target.space, target.title];
    case 'blog':
      return target.space === undefined ? [target.day, target.title] : [target.space, target.day, target.title];
    case 'attachment':
      if (target.title === undefined) return [target.file];
      return target.space === undefined ? [target.title, target.file] : [target.space, target.title, target.file];
    case 'space':
      return [target.space];
    case 'content':
      return [target.id];
  }
}

/** The target that `href` spells; `undefined` where it is an ordinary URL. */
export function parseLinkTarget(href: string): LinkTarget | undefined {
  if (href.startsWith('#') && href.length > 1) return { type: 'anchor', anchor: decode(href.slice(1)) };
  const [, type, path = '', fragment] = /^(page|blog|attachment|space|content):([^#]+)(?:#(.+))?$/s.exec(href) ?? [];
  const parts = path.split('/').map(decode);
  const last = parts.pop();
  if (type === undefined || last === undefined || last === '') return undefined;
  const anchor = fragment === undefined ? {} : { anchor: decode(fragment) };
  const nearest = parts.pop();
  const furthest = parts.pop();
  if (parts.length > 0) return undefined;
  switch (type) {
    case 'page':
      return furthest === undefined ? { type, title: last, ...spaceOf(nearest), ...anchor } : undefined;
    case 'blog':
      return nearest === undefined ? undefined : { type, title: last, day: nearest, ...spaceOf(furthest), ...anchor };
    case 'attachment':
      return { type, file: last, ...(nearest === undefined ? {} : { title: nearest }), ...spaceOf(furthest) };
    case 'space':
      return nearest === undefined ? { type, space: last, ...anchor } : undefined;
    default:
      return nearest === undefined ? { type: 'content', id: last, ...anchor } : undefined;
  }
}

function spaceOf(space: string | undefined) {
  return space === undefined ? {} : { space };
}

/** Percent-encodes what would end a part, or the link around it. */
export function encode(part: string): string {
  return encodeURIComponent(part.replace(/[\ud800-\udfff]/gu, '\ufffd')).replace(
    /[()!'*~]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

export function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
