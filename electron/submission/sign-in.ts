/** Which SASL mechanism is used, and whether a secret may go over this connection at all. The exchange itself is nodemailer's. */
import { BlockList } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Without TLS, only where nobody but this machine can listen. */
export function mayRevealSecret(remoteAddress: string | null): boolean {
  if (remoteAddress === null) return false;
  const isIpv6 = remoteAddress.includes(':');
  return loopback.check(remoteAddress, isIpv6 ? 'ipv6' : 'ipv4');
}

/**
 * The mechanism to use of those in EHLO's AUTH line; null when there is none that we know. Inside TLS all three are as strong, and
 * PLAIN works with however the server stores passwords (RFC 4954 §4 makes it the one that all have); without TLS the one that
 * does not show the password comes first.
 */
export function mechanismFor(offered: string, isEncrypted: boolean): string | null {
  const names = offered.toUpperCase().split(/[ =]+/);
  const order = isEncrypted ? ['PLAIN', 'LOGIN', 'CRAM-MD5'] : ['CRAM-MD5', 'PLAIN', 'LOGIN'];
  return order.find((name) => names.includes(name)) ?? null;
}
