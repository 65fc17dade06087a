import { commentRefOf } from './comment-marker.ts';
import { type LinkTarget, parseLinkTarget } from './link-target.ts';
import { xmlElement } from './xml-text.ts';

/** A link around XHTML: `ac:link` to what the site holds, the mark of a comment, `a` to everywhere else. */
export function writeStorageLink(href: string, title: string | undefined, body: string): string {
  const ref = commentRefOf(href);
  if (ref !== undefined) return xmlElement('ac:inline-comment-marker', { 'ac:ref': ref }, body);
  const target = parseLinkTarget(href);
  if (target === undefined) return xmlElement('a', { href, title }, body);
  const anchor = 'anchor' in target ? target.anchor : undefined;
  return xmlElement('ac:link', { 'ac:anchor': anchor }, resourceOf(target) + xmlElement('ac:link-body', {}, body));
}

/** The `ri:…` element that names a target; nothing for a place on the same page. */
export function resourceOf(target: LinkTarget): string {
  switch (target.type) {
    case 'page':
      return xmlElement('ri:page', { 'ri:space-key': target.space, 'ri:content-title': target.title });
    case 'blog':
      return xmlElement('ri:blog-post', {
        'ri:space-key': target.space,
        'ri:content-title': target.title,
        'ri:posting-day': target.day.replaceAll('-', '/'),
      });
    case 'attachment': {
      const { title, space } = target;
      const page =
        title === undefined ? '' : xmlElement('ri:page', { 'ri:space-key': space, 'ri:content-title': title });
      return xmlElement('ri:attachment', { 'ri:filename': target.file }, page);
    }
    case 'space':
      return xmlElement('ri:space', { 'ri:space-key': target.space });
    case 'content':
      return xmlElement('ri:content-entity', { 'ri:content-id': target.id });
    case 'anchor':
      return '';
  }
}
