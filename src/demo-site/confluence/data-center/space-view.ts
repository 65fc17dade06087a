import type { Site } from '../../site.ts';
import type { Space } from '../records.ts';
import { iso } from './content-frame.ts';
import { type Expansion, expanded } from './expansion.ts';
import { personView } from './person-view.ts';

/** A space; `homepage` is what its home page looks like, since that is for the view of pages to say. */
export function spaceView(space: Space, site: Site, expand: Expansion, homepage: (inside: Expansion) => unknown) {
  const { id, key, name, author, created, homepageId, description } = space;
  return {
    id: Number(id),
    key,
    name,
    status: 'current',
    type: 'global',
    creator: personView(author, site),
    creationDate: iso(created),
    ...expanded(expand, {
      homepage: { collapsed: `/rest/api/content/${homepageId}`, view: homepage },
      description: {
        collapsed: '',
        view: (inside) =>
          expanded(inside, {
            plain: { collapsed: '', view: () => ({ value: description, representation: 'plain' }) },
            view: { collapsed: '', view: () => ({ value: description, representation: 'view' }) },
          }),
      },
    }),
    _links: { webui: `/spaces/${key}`, self: `${site.confluenceUrl}/rest/api/space/${key}` },
  };
}
