import { decode, encode } from './link-target.ts';
import { type Inline, type MacroCall, statusColors } from './rich-text.ts';

/**
 * What Markdown has no syntax for is spelled as a link that shows the thing and whose target says what it is:
 *
 * | spelling | what it is |
 * |---|---|
 * | `[@Name](accountid:712020:…)`, `userkey:…`, `username:…` | a mention |
 * | `[In progress](status:blue)` | a status lozenge; neutral, purple, blue, red, yellow or green |
 * | `[2026-05-01](date:2026-05-01)` | a date |
 * | `[toc](macro:toc?maxLevel=3)` | a macro without a body, in a line or alone |
 *
 * Beside them: `<https://…>` is a card (a link that shows the title of its page), `:smile:` an emoji, `<br>` a line
 * break where a line has to go on, `<u>`, `<s>`, `<sub>` and `<sup>` what HTML means by them. All other HTML is text.
 */
export function linkAtomOf(href: string, label: string): Inline | undefined {
  const [, scheme, rest = ''] = /^(accountid|userkey|username|status|date|macro):(.+)$/s.exec(href) ?? [];
  switch (scheme) {
    case 'accountid':
    case 'userkey':
    case 'username': {
      const id = decode(rest);
      return { type: 'mention', kind: scheme, id, name: label.replace(/^@\s*/, '') || id };
    }
    case 'status': {
      const color = statusColors.find((known) => known === rest.toLowerCase());
      return color === undefined || label === '' ? undefined : { type: 'status', text: label, color };
    }
    case 'date':
      return isDay(rest) ? { type: 'date', day: rest } : undefined;
    case 'macro': {
      const call = parseMacroCall(rest);
      return call === undefined ? undefined : { type: 'macro', call };
    }
    default:
      return undefined;
  }
}

export type LinkAtom = Extract<Inline, { type: 'mention' | 'status' | 'date' | 'macro' }>;

/** The label and the target of the link that spells `atom`. */
export function linkAtomSpelling(atom: LinkAtom): { readonly label: string; readonly href: string } {
  switch (atom.type) {
    case 'mention':
      return { label: `@${atom.name}`, href: `${atom.kind}:${encode(atom.id).replaceAll('%3A', ':')}` };
    case 'status':
      return { label: atom.text, href: `status:${atom.color}` };
    case 'date':
      return { label: atom.day, href: `date:${atom.day}` };
    case 'macro':
      return { label: macroLabel(atom.call), href: `macro:${macroCallSpelling(atom.call)}` };
  }
}

/** What a reader sees of a macro without a body: the issue or the query that the Jira macro shows, its title or its name. */
function macroLabel({ name, parameters }: MacroCall): string {
  return parameters['key'] ?? parameters['jqlQuery'] ?? parameters['title'] ?? name;
}

/** `toc?maxLevel=3&style=none` */
export function macroCallSpelling({ name, parameters }: MacroCall): string {
  const query = Object.entries(parameters).map(([key, value]) => `${encode(key)}=${encode(value)}`);
  return query.length === 0 ? encode(name) : `${encode(name)}?${query.join('&')}`;
}

export function parseMacroCall(spelling: string): MacroCall | undefined {
  const [, name = '', query] = /^([^?\s]+)(?:\?(\S+))?$/.exec(spelling) ?? [];
  if (name === '') return undefined;
  const pairs = (query ?? '').split('&').filter((pair) => pair.includes('='));
  const parameters = pairs.map((pair) => [
    decode(pair.slice(0, pair.indexOf('='))),
    decode(pair.slice(pair.indexOf('=') + 1)),
  ]);
  return { name: decode(name), parameters: Object.fromEntries(parameters) };
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
}
