import { expect, it } from 'vitest';
import { parseRedisUrl } from '../../../bridge/directory/redis-url.ts';

const single = { kind: 'single', isTls: false, name: '', db: 0, username: undefined, password: undefined };

it.each([
  ['redis://redis', { ...single, nodes: [{ host: 'redis', port: 6379 }] }],
  ['redis://[::1]:7000/2', { ...single, nodes: [{ host: '::1', port: 7000 }], db: 2 }],
  ['rediss://:p%40ss@redis:6380', { ...single, isTls: true, nodes: [{ host: 'redis', port: 6380 }], password: 'p@ss' }],
  ['redis://me:pa:ss@redis/', { ...single, nodes: [{ host: 'redis', port: 6379 }], username: 'me', password: 'pa:ss' }],
  [
    'redis+sentinel://:secret@one,two:26380/main/3',
    {
      ...single,
      kind: 'sentinel',
      name: 'main',
      db: 3,
      password: 'secret',
      nodes: [
        { host: 'one', port: 26_379 },
        { host: 'two', port: 26_380 },
      ],
    },
  ],
  [
    'rediss+cluster://one:7000,two',
    {
      ...single,
      kind: 'cluster',
      isTls: true,
      nodes: [
        { host: 'one', port: 7000 },
        { host: 'two', port: 6379 },
      ],
    },
  ],
])('reads %s', (url, target) => {
  expect(parseRedisUrl(url)).toEqual(target);
});

it.each([
  'http://secret@redis',
  'redis://',
  'redis://:secret@one,two',
  'redis://:secret@redis/zero',
  'redis://:secret@redis:port',
  'redis+sentinel://:secret@one',
  'redis+cluster://:secret@one/1',
])('refuses %s without repeating it (P-SECRET)', (url) => {
  expect(() => parseRedisUrl(url)).toThrow(/^(?!.*secret).*Redis/);
});
