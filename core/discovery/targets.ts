/** What may be asked about, and what an answer may name. Answers come from strangers: whatever is no plain host name with a port is refused here. */
import { isIpAddress } from '../account/rules.ts';
import { checkAddress, domainToAscii, isFullyQualified, splitAddress } from '../message/address.ts';

/** The domain of an address, in A-labels and lower case; null: there is none that could be asked about. */
export function domainOf(address: string): string | null {
  if (checkAddress(address) !== null) return null;
  const parts = splitAddress(address.trim());
  return parts === null ? null : askableDomain(parts.domain);
}

/** RFC 1035 §2.3.4, of which 3 octets are the dots and the root that the name has on the wire. */
const MAX_NAME = 253;

/** A name that DNS can be asked about; an address literal cannot. */
export function askableDomain(domain: string): string | null {
  const ascii = domainToAscii(domain.trim().replace(/\.$/, ''));
  if (ascii === null || ascii.startsWith('[') || !isFullyQualified(ascii) || ascii.length > MAX_NAME)
    return null;
  return ascii.toLowerCase();
}

export interface Target {
  readonly host: string;
  readonly port: number;
}

/** `host` as an answer of DNS or a file gives it. Null: a name with spaces, underscores or control characters, an IP address, a port that is none. */
export function targetOf(host: string, port: number): Target | null {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return null;
  if (isIpAddress(host.trim())) return null;
  const name = askableDomain(host);
  return name === null ? null : { host: name, port };
}

/** Below the domain itself: what RFC 6186 §6 calls its hierarchy. */
export const isBelow = (host: string, domain: string): boolean =>
  host === domain || host.endsWith(`.${domain}`);
