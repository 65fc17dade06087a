import type { Site } from '../../site.ts';
import type { Version } from '../records.ts';
import { iso, versionView } from './content-frame.ts';
import { type Expansion, expanded } from './expansion.ts';
import { type Found, versionsOf } from './find-content.ts';
import { personView } from './person-view.ts';

/** Who made a content and when, and the versions next to the one that is looked at. */
export function historyOf(found: Found, site: Site, expand: Expansion) {
  const versions = versionsOf(found);
  const [first] = versions;
  const { id, author, created } = makingOf(found);
  const last = versions.at(-1) ?? first;
  const shown = (found.type === 'page' ? found.version : undefined) ?? last;
  const at = versions.indexOf(shown);
  const [previous, next] = [versions[at - 1], versions[at + 1]];
  const view = (version: Version) => ({ collapsed: '', view: () => versionView(version, id, site) });
  const publishers = [...new Set(versions.map((version) => version.author))];
  return {
    latest: shown === last,
    createdBy: personView(author, site),
    createdDate: iso(created),
    ...expanded(expand, {
      lastUpdated: view(last),
      ...(previous === undefined ? {} : { previousVersion: view(previous) }),
      ...(next === undefined ? {} : { nextVersion: view(next) }),
      contributors: {
        collapsed: '',
        view: () => ({
          publishers: {
            users: publishers.map((user) => personView(user, site)),
            userKeys: publishers.map(({ confluenceUserKey }) => confluenceUserKey),
            _links: {},
            _expandable: {},
          },
        }),
      },
    }),
    _links: { self: `${site.confluenceUrl}/rest/api/content/${id}/history` },
  };
}

function makingOf(found: Found) {
  switch (found.type) {
    case 'page':
      return found.page;
    case 'comment':
      return found.comment;
    case 'attachment': {
      const { id, versions } = found.attachment;
      return { id, author: versions[0].author, created: versions[0].created };
    }
  }
}
