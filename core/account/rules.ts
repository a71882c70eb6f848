/** What can be said of an account's settings before any connection: host names, ports, warnings. The form and the importer ask here. */
import { domainToAscii, isFullyQualified } from '../message/address.ts';
import type { Security } from './tls-policy.ts';

/** Which words a reason gets is the form's to say. */
export type HostProblem = 'empty' | 'line-break' | 'space' | 'port-inside' | 'scheme' | 'not-a-host';
export type HostWarning = 'not-qualified' | 'loopback';

/** What forbids connecting to a host as typed. RFC 5321 §2.3.5, §4.1.3; an IP address may stand bare here. */
export function checkHost(host: string): HostProblem | null {
  if (/[\r\n]/.test(host) || host.includes('\0')) return 'line-break';
  const text = host.trim();
  if (text === '') return 'empty';
  if (/\s/.test(text)) return 'space';
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(text)) return 'scheme';
  if (isIpAddress(text)) return null;
  if (/^[^:]+:\d+$/.test(text)) return 'port-inside';
  return domainToAscii(text.replace(/\.$/, '')) === null ? 'not-a-host' : null;
}

/** Four numbers, or an IPv6 address with or without its brackets. */
export function isIpAddress(host: string): boolean {
  const bare = host.replace(/^\[(?:IPv6:)?(.*)\]$/i, '$1');
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(bare)) return bare.split('.').every((part) => Number(part) <= 255);
  return /^[\da-f:.]+$/i.test(bare) && bare.includes(':') && URL.canParse(`http://[${bare}]/`);
}

/** What the resolver and TLS are given: A-labels, no brackets, no last dot. Null: `checkHost` refuses it. */
export function hostForConnection(host: string): string | null {
  if (checkHost(host) !== null) return null;
  const text = host.trim();
  if (isIpAddress(text)) return text.replace(/^\[(?:IPv6:)?(.*)\]$/i, '$1');
  return domainToAscii(text.replace(/\.$/, ''));
}

/** Nothing forbids it, and it is seldom meant. */
export function hostWarning(host: string): HostWarning | null {
  const name = hostForConnection(host);
  if (name === null) return null;
  if (isLoopback(name)) return 'loopback';
  return isIpAddress(name) || isFullyQualified(name) ? null : 'not-qualified';
}

const isLoopback = (host: string): boolean =>
  /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i.test(host) || /\.localhost$/i.test(host);

/** RFC 5321 §4.1.1.1: a name or a literal; empty takes the literal of the connection. */
export const checkEhloName = (name: string): boolean =>
  name === '' || (!/\s/.test(name) && !name.includes('\0') && domainToAscii(name) !== null);

/** RFC 5321 §4.1.4: a name that the world can look up, or a literal; a bare host name tells of this machine, and nobody can check it. */
export function ehloProblem(name: string): 'not-a-host' | 'not-qualified' | null {
  if (!checkEhloName(name)) return 'not-a-host';
  return name === '' || isFullyQualified(name) ? null : 'not-qualified';
}

/** The usual port first: RFC 8314 §3.3 (465), RFC 6409 §3.1 (587), RFC 5321 §4.5.4.2 (25). */
const PORTS: Record<Security, readonly [number, ...number[]]> = {
  tls: [465],
  starttls: [587, 25, 2525],
  opportunistic: [587, 25, 2525],
  none: [25, 587, 2525],
};

/** The port to fill in when security changes: one that the user chose on purpose stays. `current` is NaN while none is typed. */
export function portFor(security: Security, current: number): number {
  const usual = Object.values(PORTS).flat();
  const isChosen = Number.isFinite(current) && !usual.includes(current);
  return isChosen || PORTS[security].includes(current) ? current : PORTS[security][0];
}

export type SecurityWarning =
  'plain-text' | 'opportunistic' | 'tls-on-starttls-port' | 'starttls-on-tls-port';

/** Plain text is warned of whatever the host: a name says nothing certain of where it leads. */
export function securityWarning(account: {
  readonly port: number;
  readonly security: Security;
}): SecurityWarning | null {
  if (account.security === 'none') return 'plain-text';
  if (account.security === 'opportunistic') return 'opportunistic';
  if (account.security === 'tls' && (account.port === 587 || account.port === 25))
    return 'tls-on-starttls-port';
  return account.security === 'starttls' && account.port === 465 ? 'starttls-on-tls-port' : null;
}

/** The risk is the user's to take: these want their word before anything is connected to. */
export const needsConsent = (warning: SecurityWarning | null): warning is 'plain-text' | 'opportunistic' =>
  warning === 'plain-text' || warning === 'opportunistic';
