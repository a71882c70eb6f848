/**
 * Which addresses a name may lead to. A public domain whose DNS names an address of this machine or of the network around it would make the
 * program knock at doors behind the user's own router; the address that was looked at is the one that is then connected to.
 */
import { BlockList, isIP } from 'node:net';

/** IANA's special-purpose registries (RFC 6890): what no public mail server has. */
const IPV4: readonly (readonly [string, number])[] = [
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
];

/** Those that carry an IPv4 address (mapped, NAT64, 6to4, Teredo) are refused whole: none is where a server is published. */
const IPV6: readonly (readonly [string, number])[] = [
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];

/** A list each: Node finds an IPv4 address in an IPv6 network of mapped ones too. */
const special = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [network, prefix] of IPV4) special.ipv4.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of IPV6) special.ipv6.addSubnet(network, prefix, 'ipv6');

export function isSpecialAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, '');
  const version = isIP(bare);
  if (version === 0) return true;
  if (version === 4) return special.ipv4.check(bare, 'ipv4');
  // What NAT64 translates (RFC 6052) is as public as the IPv4 address in it.
  const nat64 = /^64:ff9b::(?:([\da-f]{1,4}):)?([\da-f]{1,4})$/i.exec(bare);
  if (nat64 !== null) return special.ipv4.check(ipv4Of(nat64[1] ?? '0', nat64[2] ?? '0'), 'ipv4');
  return special.ipv6.check(bare, 'ipv6');
}

function ipv4Of(high: string, low: string): string {
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [a >> 8, a & 255, b >> 8, b & 255].join('.');
}

/** Names that exist on a network of one's own alone: RFC 6761, 6762, 8375, and ICANN's `internal`. */
const OWN_NETWORK = ['local', 'localhost', 'internal', 'lan', 'test', 'home.arpa'];

/** Whether answers for this domain may lead into the user's own network. */
const mayBePrivate = (domain: string): boolean =>
  OWN_NETWORK.some((suffix) => domain === suffix || domain.endsWith(`.${suffix}`));

export type MayConnect = (domain: string, address: string) => boolean;

export const mayConnect: MayConnect = (domain, address) => mayBePrivate(domain) || !isSpecialAddress(address);
