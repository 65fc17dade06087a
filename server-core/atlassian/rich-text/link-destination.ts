import { reference } from './escape-markdown.ts';
import { startsEntity } from './named-entities.ts';

/** What of a target would end it, or begin something that binds closer than a link. */
const RISKY = /[\\`<>"]/g;

/** The round brackets of a link or an image: `(target "title")`. */
export function linkDestination(href: string, title?: string): string {
  const target = escapeAmpersands(href).replace(RISKY, reference);
  const isPlain = target !== '' && !/[\s()\p{Cc}]/u.test(target);
  const written = isPlain ? target : `<${target}>`;
  if (title === undefined) return `(${written})`;
  return `(${written} "${escapeAmpersands(title).replace(/[\\`<>"()[\]]/g, reference)}")`;
}

function escapeAmpersands(text: string): string {
  return text.replace(/&/g, (char, index: number) => (startsEntity(text, index) ? '&amp;' : char));
}
