import type { User } from '../../people.ts';
import type { Site } from '../../site.ts';
import type { Page } from '../records.ts';
import { type Expansion, expanded } from './expansion.ts';
import { innerList } from './offset-list.ts';
import { personView } from './person-view.ts';

export type Operation = 'read' | 'update';

/** Who alone may read a page and who may change it, by operation. Nobody named means everybody. */
export function restrictionsView(page: Page, site: Site, expand: Expansion) {
  const part = (operation: Operation) => ({
    collapsed: `/rest/api/content/${page.id}/restriction/byOperation/${operation}`,
    view: (inside: Expansion) => operationView(page, operation, site, inside),
  });
  return {
    ...expanded(expand, { read: part('read'), update: part('update') }),
    _links: { self: `${site.confluenceUrl}/rest/api/content/${page.id}/restriction/byOperation` },
  };
}

export function operationView(page: Page, operation: Operation, site: Site, expand: Expansion) {
  const self = `${site.confluenceUrl}/rest/api/content/${page.id}/restriction/byOperation/${operation}`;
  const users: readonly User[] = (operation === 'read' ? page.viewers : page.editors) ?? [];
  const shown = expanded(expand, {
    restrictions: {
      collapsed: '',
      view: (inside) =>
        expanded(inside, {
          user: { collapsed: '', view: () => innerList(self, users, (user) => personView(user, site)) },
          // The people of this site are in no groups that could be named.
          group: { collapsed: '', view: () => innerList(self, [], () => undefined) },
        }),
    },
  });
  const _expandable = { ...shown._expandable, content: `/rest/api/content/${page.id}` };
  return { operation, ...shown, _expandable, _links: { self } };
}
