import { lookup as lookUp } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** IPv4 networks that are not the public internet (IANA special-purpose registry, and multicast). */
const closed4 = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  closed4.addSubnet(network, bits, 'ipv4');

/** Of IPv6 only global unicast is let through: mapped, NAT64, local and multicast addresses lie outside of it. */
const open6 = new BlockList();
open6.addSubnet('2000::', 3, 'ipv6');

/** Inside global unicast: protocols that carry IPv4 addresses (Teredo, 6to4), and documentation. */
const closed6 = new BlockList();
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  closed6.addSubnet(network, bits, 'ipv6');

/** Whether an IP address belongs to the public internet. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !closed4.check(address, 'ipv4');
  if (family !== 6 || address.includes('%')) return false;
  return open6.check(address, 'ipv6') && !closed6.check(address, 'ipv6');
}

/** The host of a URL as it is looked up: an IPv6 address without its brackets. */
const hostOf = (url: URL) => url.hostname.replace(/^\[(.*)\]$/, '$1');

/** A host that is, or is known by, an address that is not public. */
export class PrivateAddress extends Error {
  constructor(host: string) {
    super(`“${host}” is not an address of the public internet.`);
    this.name = 'PrivateAddress';
  }
}

/**
 * Looks a name up and refuses it with PrivateAddress where any of its addresses is not public. Given to the request
 * that connects, so that the address that was checked is the one that is used.
 */
export const publicLookup: LookupFunction = (host, options, callback) => {
  lookUp(host, { ...options, all: true }, (error, addresses) => {
    const refusal =
      error ?? (addresses.every(({ address }) => isPublicAddress(address)) ? null : new PrivateAddress(host));
    const [first] = addresses ?? [];
    if (refusal || !first) callback(refusal ?? new PrivateAddress(host), '', 4);
    else if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

/** Throws PrivateAddress for an IP address that is not public; a connection to one asks no lookup. */
export function refusePrivate(url: URL): void {
  const host = hostOf(url);
  if (isIP(host) && !isPublicAddress(host)) throw new PrivateAddress(host);
}

/** Why nothing may be sent to this address, or undefined. Names are looked up unless `allowPrivate`. */
export async function whyNot(address: string, allowPrivate: boolean): Promise<string | undefined> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url) return 'This is not a URL.';
  if (!['http:', 'https:'].includes(url.protocol)) return 'Only http and https are sent to.';
  if (url.username || url.password)
    return 'A URL with a user name or a password would be stored in the open.';
  if (allowPrivate) return undefined;
  try {
    refusePrivate(url);
    if (!isIP(hostOf(url))) await found(hostOf(url));
    return undefined;
  } catch (error) {
    return error instanceof PrivateAddress ? error.message : `The host “${hostOf(url)}” cannot be found.`;
  }
}

const found = (host: string) =>
  new Promise<void>((resolve, reject) =>
    publicLookup(host, { all: true }, (error) => (error ? reject(error) : resolve())),
  );
