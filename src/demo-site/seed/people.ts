import type { User } from '../people.ts';

/** Names and keys that Data Center gives a person, and the tokens besides the API token, all from the first name. */
function known<Name extends string>(name: Name, number: number) {
  return {
    username: name,
    jiraUserKey: `JIRAUSER${10_100 + number}`,
    confluenceUserKey: `4028d6b09a1c22e7019a1c24${(0x5f3a0000 + number).toString(16)}`,
    personalToken: `demo-personal-${name}`,
    accessToken: `demo-access-${name}`,
  };
}

/** Whom `--demo` signs in as: a developer who may see and do nearly everything. */
export const mainUser = {
  ...known('ben', 2),
  accountId: '5f1c0a7e9d2b4c0068a1f302',
  displayName: 'Ben Okafor',
  email: 'ben.okafor@example.com',
  apiToken: 'demo-token-ben',
  timeZone: 'Europe/Dublin',
} satisfies User;

/** The team behind the ferry booking site, by first name. */
export const team = {
  /** Product owner; the only one with Emil who sees the hiring plan. */
  ana: {
    ...known('ana', 1),
    accountId: '5f1c0a7e9d2b4c0068a1f301',
    displayName: 'Ana Costa',
    email: 'ana.costa@example.com',
    apiToken: 'demo-token-ana',
    timeZone: 'Europe/Lisbon',
  },
  ben: mainUser,
  /** A contractor, who doesn't see the project OPS. */
  chen: {
    ...known('chen', 3),
    accountId: '712020:2f6e5c1d-8a43-4b7e-9c10-5d0e7a41b303',
    displayName: 'Chen Wei',
    email: 'chen.wei@example.com',
    apiToken: 'demo-token-chen',
    timeZone: 'Asia/Singapore',
  },
  dana: {
    ...known('dana', 4),
    accountId: '712020:91b7d3e4-0c58-47f2-8e6a-3b9f20c4d404',
    displayName: 'Dana Novak',
    email: 'dana.novak@example.com',
    timeZone: 'Europe/Prague',
  },
  emil: {
    ...known('emil', 5),
    accountId: '712020:c85a1f60-7d29-4e3b-a1f4-64e8b0d7e505',
    displayName: 'Emil Larsen',
    email: 'emil.larsen@example.com',
    timeZone: 'Europe/Copenhagen',
  },
  /** A guest: reads everything that is not hidden and writes nothing. */
  farah: {
    ...known('farah', 6),
    accountId: '712020:e3d94b72-56a1-4c8f-b2d7-07f1c9a8f606',
    displayName: 'Farah Haddad',
    email: 'farah.haddad@example.com',
    apiToken: 'demo-token-farah',
    mayWrite: false,
    timeZone: 'Asia/Amman',
  },
} satisfies Record<string, User>;

export type Person = keyof typeof team;
