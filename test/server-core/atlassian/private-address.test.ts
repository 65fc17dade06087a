import { describe, expect, it } from 'vitest';
import { isPrivateAddress, isPrivateByName, publicLookup } from '../../../server-core/atlassian/private-address.ts';

describe('an address', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.1.2.3',
    '64:ff9b::a01:203',
    'fd00::1',
    'fe80::1',
  ])('%s is private', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each([
    '1.1.1.1',
    '100.128.0.1',
    '172.32.0.1',
    '192.169.0.1',
    '2606:4700::1111',
    '::ffff:1.1.1.1',
    'atlassian.com',
  ])('%s is not private', (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  });
});

it.each([
  ['http://localhost', true],
  ['http://a.localhost', true],
  ['http://[::1]', true],
  ['http://0x7f.1', true],
  ['http://2130706433', true],
  ['http://localhost.example', false],
])('%s is private by its name: %s', (url, expected) => {
  expect(isPrivateByName(new URL(url))).toBe(expected);
});

it.each([{ all: true }, { all: false }])('a name that leads to this machine is not found, with %j', async (options) => {
  const failure = await new Promise((resolve) => publicLookup('localhost', options, resolve));
  expect(failure).toMatchObject({ message: 'localhost has a private address' });
});
