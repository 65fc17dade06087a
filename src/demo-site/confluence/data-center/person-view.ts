import type { User } from '../../people.ts';
import type { Site } from '../../site.ts';

/** A person as Data Center shows one, with the username that the cloud has not. */
export function personView(user: User, site: Site) {
  const { username, confluenceUserKey, displayName } = user;
  return {
    type: 'known',
    username,
    userKey: confluenceUserKey,
    profilePicture: {
      path: '/confluence/images/icons/profilepics/default.svg',
      width: 48,
      height: 48,
      isDefault: true,
    },
    displayName,
    _links: { self: `${site.confluenceUrl}/rest/api/user?key=${confluenceUserKey}` },
    _expandable: { status: '' },
  };
}
