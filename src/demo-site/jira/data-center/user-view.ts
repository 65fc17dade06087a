import type { User } from '../../people.ts';
import type { Site } from '../../site.ts';

/** A person as Data Center shows one: known by a name that may change and a key that doesn't. */
export function userView(user: User, site: Site) {
  const { username, jiraUserKey, email, displayName, timeZone } = user;
  const avatar = (size: string) => `${site.jiraUrl}/secure/useravatar?size=${size}&ownerId=${jiraUserKey}`;
  return {
    self: `${site.jiraUrl}/rest/api/2/user?username=${encodeURIComponent(username)}`,
    key: jiraUserKey,
    name: username,
    emailAddress: email,
    avatarUrls: {
      '48x48': avatar('large'),
      '32x32': avatar('medium'),
      '24x24': avatar('small'),
      '16x16': avatar('xsmall'),
    },
    displayName,
    active: true,
    deleted: false,
    timeZone,
    locale: 'en_US',
  };
}
