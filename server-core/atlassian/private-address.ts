import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { PrivateAddressError } from './network-errors.ts';

/** Networks that are not the internet. Source: https://www.iana.org/assignments/iana-ipv4-special-registry/ and -ipv6-. */
const privateNetworks = new BlockList();
const networks4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const;
const networks6 = [
  ['::', 127],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const;
for (const [net, prefix] of networks4) {
  privateNetworks.addSubnet(net, prefix, 'ipv4');
  privateNetworks.addSubnet(`::ffff:${net}`, 96 + prefix, 'ipv6');
}
for (const [net, prefix] of networks6) privateNetworks.addSubnet(net, prefix, 'ipv6');

/** Whether an IP address is of this machine or of a network that is not the internet. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && privateNetworks.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** Whether an address names such a host by itself, without a name server being asked. */
export function isPrivateByName({ hostname }: URL): boolean {
  return /^(?:.*\.)?localhost$/.test(hostname) || isPrivateAddress(hostname.replace(/^\[|\]$/g, ''));
}

/** Whether all addresses of a host are on the internet. One that is only known to a proxy counts as such. */
export async function isPublicHost(url: URL): Promise<boolean> {
  if (isPrivateByName(url)) return false;
  const addresses = await lookup(url.hostname.replace(/^\[|\]$/g, ''), { all: true }).catch(() => []);
  return !addresses.some(({ address }) => isPrivateAddress(address));
}

/**
 * Finds a host's addresses as Node does, and fails with `PrivateAddressError` where one is private. Asked by the
 * connection itself, so that a name cannot be checked with one address and connected to with another.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  const settle = (error: NodeJS.ErrnoException | null, found: string | LookupAddress[], family?: number): void => {
    const addresses = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address);
    const refused = error === null && addresses.some(isPrivateAddress);
    callback(refused ? new PrivateAddressError(`${hostname} has a private address`) : error, found, family);
  };
  systemLookup(hostname, options as LookupOptions, settle);
};
