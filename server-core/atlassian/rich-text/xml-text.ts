import { speakable } from './markdown-source.ts';

/** Text between tags. */
export function xmlText(text: string): string {
  return speakable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** An element whose content is XML already; without content it closes itself. Attributes that are `undefined` are left out. */
export function xmlElement(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  content = '',
): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${xmlAttribute(value)}"`],
  );
  const tag = `${name}${written.join('')}`;
  return content === '' ? `<${tag} />` : `<${tag}>${content}</${name}>`;
}

/** Text that XML takes as it is. `]]>`, which would end it, is parted between two sections. */
export function xmlCdata(text: string): string {
  return `<![CDATA[${speakable(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

function xmlAttribute(value: string): string {
  return xmlText(value)
    .replaceAll('"', '&quot;')
    .replace(/[\t\n\r]/g, ' ');
}
