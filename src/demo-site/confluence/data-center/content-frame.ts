import type { Site } from '../../site.ts';
import type { Version } from '../records.ts';
import { type Expansion, expanded } from './expansion.ts';
import { personView } from './person-view.ts';
import { withUserKeys } from './user-mentions.ts';

/** The parts that contents of every type have, in the shapes of the Confluence Data Center REST API document. */

export const iso = (moment: number): string => new Date(moment).toISOString();

export function versionView(version: Version, contentId: string, site: Site) {
  const { number, message, minorEdit, author, created } = version;
  return {
    by: personView(author, site),
    when: iso(created),
    message,
    number,
    minorEdit,
    hidden: false,
    _links: {},
    _expandable: { content: `/rest/api/content/${contentId}` },
  };
}

/** Representations that a body can be asked for in; this site has storage only, and leaves the others collapsed. */
const representations = ['editor', 'view', 'export_view', 'styled_view', 'anonymous_export_view'];

export function bodyView(storage: string, contentId: string, site: Site, expand: Expansion) {
  const content = `/rest/api/content/${contentId}`;
  const value = withUserKeys(storage, site.people);
  const shown = expanded(expand, {
    storage: { collapsed: '', view: () => ({ value, representation: 'storage', _expandable: { content } }) },
  });
  const others = Object.fromEntries(representations.map((name) => [name, '']));
  return { ...shown, _expandable: { ...others, ...shown._expandable } };
}
