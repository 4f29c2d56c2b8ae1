import { type LookupAddress, type LookupOptions, lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Addresses that IANA's registries of special-purpose addresses do not mark as globally reachable, and multicast. */
const ipv4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const;
const ipv6 = [
  // Unspecified, loopback, and the IPv6 forms that embed IPv4: nobody needs those to reach a public host.
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 23],
  ['2002::', 16],
  ['100::', 64],
  ['2001:db8::', 32],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
] as const;

const blocked4 = new BlockList();
for (const [net, bits] of ipv4) blocked4.addSubnet(net, bits, 'ipv4');
const blocked6 = new BlockList();
for (const [net, bits] of ipv6) blocked6.addSubnet(net, bits, 'ipv6');

/** Whether an IP address is outside the public internet. */
export function isPrivate(address: string): boolean {
  return isIP(address) === 4 ? blocked4.check(address, 'ipv4') : blocked6.check(address, 'ipv6');
}

/** Whether a URL contains such an address itself. Host names are checked when they are resolved. */
export function namesPrivate({ hostname }: URL): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 ? /(^|\.)localhost\.?$/i.test(host) : isPrivate(host);
}

export class PrivateAddressError extends Error {
  override name = 'PrivateAddressError';
}

/**
 * Resolves a name for a connection, and refuses it if an address is private: the connection uses exactly the
 * addresses that were checked.
 */
export const publicLookup: LookupFunction = (hostname, options: LookupOptions, done) => {
  resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    const [first] = addresses ?? [];
    if (error || !first) return done(error ?? new Error(`${hostname} has no address`), '', 0);
    if (addresses.some(({ address }) => isPrivate(address))) {
      return done(new PrivateAddressError(`${hostname} has an address that is not public`), '', 0);
    }
    if (options.all) return done(null, addresses);
    done(null, first.address, first.family);
  });
};
