import { linkAtomOf } from './link-atom.ts';
import { parseLinkTarget } from './link-target.ts';
import type { Inline, MacroCall, PanelKind } from './rich-text.ts';
import { resourceOf } from './write-storage-links.ts';
import { xmlCdata, xmlElement, xmlText } from './xml-text.ts';

type Body = { readonly blocks: string } | { readonly text: string } | undefined;

/** A macro, its parameters, and its body of XHTML or of plain text. */
export function writeStorageMacro({ name, parameters }: MacroCall, body: Body): string {
  const given = Object.entries(parameters).map(([key, value]) =>
    xmlElement('ac:parameter', { 'ac:name': key }, parameterValue(value)),
  );
  return xmlElement(
    'ac:structured-macro',
    { 'ac:name': name, 'ac:schema-version': '1' },
    given.join('') + bodyOf(body),
  );
}

function bodyOf(body: Body): string {
  if (body === undefined) return '';
  if ('text' in body) return xmlElement('ac:plain-text-body', {}, xmlCdata(body.text));
  return xmlElement('ac:rich-text-body', {}, body.blocks === '' ? '<p />' : body.blocks);
}

/** A parameter that names a page, a file or a person is an element, as the macro expects it. */
function parameterValue(value: string): string {
  const target = value.startsWith('#') ? undefined : parseLinkTarget(value);
  if (target !== undefined) {
    const isLink = target.type === 'page' || target.type === 'blog' || target.type === 'content';
    return isLink ? xmlElement('ac:link', {}, resourceOf(target)) : resourceOf(target);
  }
  const atom = linkAtomOf(value, '');
  return atom?.type === 'mention' ? writeStorageUser(atom) : xmlText(value);
}

const userAttributes = { accountid: 'ri:account-id', userkey: 'ri:userkey', username: 'ri:username' } as const;

export function writeStorageUser({ kind, id }: Extract<Inline, { type: 'mention' }>): string {
  return xmlElement('ri:user', { [userAttributes[kind]]: id });
}

/** Confluence has a macro for four of the panels, and one with a colour of its own. */
export const panelMacros: Readonly<Record<PanelKind, string>> = {
  info: 'info',
  note: 'note',
  tip: 'tip',
  warning: 'warning',
  error: 'warning',
  success: 'tip',
  custom: 'panel',
};
