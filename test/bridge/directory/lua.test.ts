import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { redisScripts } from '../../../bridge/directory/redis-scripts.ts';
import { repositoryRoot } from '../../support/bins.ts';
import { startRedis } from '../../support/start-redis.ts';
import { connectTo } from './redis-topologies.ts';

const folder = path.join(repositoryRoot, 'bridge/directory/lua');
const files = readdirSync(folder).map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }));

describe.each(files)('$name', ({ text }) => {
  const head = /^(?:--.*\n)+/.exec(text)?.[0] ?? '';
  const body = text.slice(head.length);
  const indicesIn = (code: string, name: string): Set<string> =>
    new Set([...code.matchAll(new RegExp(`${name}\\[(\\d+)`, 'g'))].map(([, index = '']) => index));

  it('says at its head what it does, which keys and arguments it takes, and what it returns', () => {
    expect(head).toMatch(/^--- [A-Z].*\.\n/);
    expect(head).toMatch(/^-- Returns .*/m);
    expect(indicesIn(head, 'KEYS')).toEqual(new Set(['1']));
    for (const index of indicesIn(body, 'ARGV')) expect(head).toContain(`-- ARGV[${index}`);
  });

  it('touches no key but the one that it is given', () => {
    const calls = [...body.matchAll(/redis\.p?call\('(\w+)'(?:, ([^,)]+))?/g)];
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.length).toBe(body.split('redis.').length - 1);
    for (const [, command, key] of calls)
      expect([command, key]).toEqual([command, command === 'TIME' ? undefined : 'KEYS[1]']);
  });
});

it('Redis accepts every script and knows it by the name that the bridge calls it', async () => {
  const { url } = await startRedis();
  const redis = connectTo(url);
  expect(
    Object.values(redisScripts)
      .map(({ text }) => text)
      .sort(),
  ).toEqual(files.map(({ text }) => text).sort());
  for (const { text, sha } of Object.values(redisScripts)) expect(await redis.script('LOAD', text)).toBe(sha);
});
