/**
 * One mailbox: what is wrong with an address as typed, and its form on the wire. Lists of addresses are taken apart in address-list.ts;
 * who is in the envelope is decided in envelope.ts.
 */
import type { ProblemCode } from '../contract/errors.ts';

/** RFC 5321 §4.5.3.1.1: octets of a local part. */
const MAX_LOCAL_PART = 64;
/** RFC 5321 §4.5.3.1.2: octets of a domain. */
const MAX_DOMAIN = 255;
/** RFC 5321 §4.5.3.1.3: a path is at most 256 octets, its angle brackets included. */
const MAX_ADDRESS = 254;
/** RFC 1035 §2.3.4 */
const MAX_LABEL = 63;

export interface AddressParts {
  readonly localPart: string;
  readonly domain: string;
}

const octets = (text: string): number => new TextEncoder().encode(text).length;

export const hasLineBreak = (text: string): boolean => /[\r\n]/.test(text) || text.includes('\0');

/** At the last `@`, or at the one in front of an address literal, which may hold more of them. Null: there is none. */
export function splitAddress(address: string): AddressParts | null {
  const literal = address.endsWith(']') ? address.lastIndexOf('@[') : -1;
  const at = literal >= 0 ? literal : address.lastIndexOf('@');
  return at < 0 ? null : { localPart: address.slice(0, at), domain: address.slice(at + 1) };
}

/** Dot-string of RFC 5321 §4.1.2, with the UTF-8 that RFC 6531 §3.3 adds to atext. */
const DOT_STRING =
  /^[\w!#$%&'*+\-/=?^`{|}~\u0080-\u{10FFFF}]+(?:\.[\w!#$%&'*+\-/=?^`{|}~\u0080-\u{10FFFF}]+)*$/u;
/** Quoted-string of RFC 5321 §4.1.2, again with RFC 6531's additions. */
const QUOTED_STRING = /^"(?:[\x20!\x23-\x5b\x5d-\x7e\u0080-\u{10FFFF}]|\\[\x20-\x7e])*"$/u;

/** RFC 5321 §4.1.3: IPv4, IPv6 or a tagged literal. */
function isAddressLiteral(domain: string): boolean {
  const inner = domain.slice(1, -1);
  const ipv6 = /^IPv6:([\da-f:.]+)$/i.exec(inner)?.[1];
  if (ipv6 !== undefined) return URL.canParse(`http://[${ipv6}]/`);
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(inner)) return inner.split('.').every((part) => Number(part) <= 255);
  return /^[a-z\d-]*[a-z\d]:[\x21-\x5a\x5e-\x7e]+$/i.test(inner);
}

const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

/**
 * The domain in A-labels (RFC 5890), or null when it cannot be one. The platform's URL does the mapping of UTS 46, alike in page and main;
 * what URL would read as something other than a host never reaches it.
 */
export function domainToAscii(domain: string): string | null {
  const known = asAscii.get(domain);
  if (known !== undefined) return known;
  const ascii = toAscii(domain);
  if (asAscii.size >= MAX_REMEMBERED) asAscii.clear();
  asAscii.set(domain, ascii);
  return ascii;
}

/** Ten thousand recipients are of few domains, and each is looked at at every change. */
const asAscii = new Map<string, string | null>();
const MAX_REMEMBERED = 2000;

function toAscii(domain: string): string | null {
  if (domain.startsWith('[') && domain.endsWith(']')) return isAddressLiteral(domain) ? domain : null;
  if (isAscii(domain)) return isDomain(domain) ? domain : null;
  if (/[\p{Cc}\p{Z}/?#@:\\[\]%<>^|"']/u.test(domain)) return null;
  if (!URL.canParse(`http://${domain}/`)) return null;
  const { hostname } = new URL(`http://${domain}/`);
  return isDomain(hostname) ? hostname : null;
}

/** Labels of letters, digits and inner hyphens (RFC 5321 §4.1.2). A last label of digits alone would be an address without brackets. */
function isDomain(domain: string): boolean {
  const labels = domain.split('.');
  const last = labels.at(-1) ?? '';
  return (
    labels.every((label) => label.length <= MAX_LABEL && /^[a-z\d](?:[a-z\d-]*[a-z\d])?$/i.test(label)) &&
    !/^\d+$/.test(last)
  );
}

/** A host name of at least two labels, or an address literal (RFC 5321 §2.3.5, §4.1.3). */
export const isFullyQualified = (domain: string): boolean => domain.startsWith('[') || domain.includes('.');

/** `Friends: a@b, c@d;` (RFC 5322 §3.4) as parseAddressList leaves it. */
const isGroup = (text: string): boolean => /^[^@"<[]*:/.test(text) && text.endsWith(';');

/** What is wrong with an address as typed; null: nothing. */
export function checkAddress(address: string): ProblemCode | null {
  if (hasLineBreak(address)) return 'address-line-break';
  const text = address.trim();
  if (text === '') return 'address-empty';
  if (isGroup(text)) return 'address-group';
  const parts = splitAddress(text);
  if (parts === null) return 'address-no-at';
  return checkLocalPart(parts.localPart) ?? checkDomain(parts.domain) ?? checkLength(text);
}

function checkLocalPart(localPart: string): ProblemCode | null {
  if (!DOT_STRING.test(localPart) && !QUOTED_STRING.test(localPart)) return 'address-local-part';
  return octets(localPart) > MAX_LOCAL_PART ? 'address-local-part-long' : null;
}

function checkDomain(domain: string): ProblemCode | null {
  if (domain.length > MAX_DOMAIN) return 'address-too-long';
  const ascii = domainToAscii(domain);
  if (ascii === null) return 'address-domain';
  if (ascii.length > MAX_DOMAIN) return 'address-too-long';
  return isFullyQualified(ascii) ? null : 'address-domain-not-qualified';
}

const checkLength = (address: string): ProblemCode | null =>
  octets(toWireAddress(address)) > MAX_ADDRESS ? 'address-too-long' : null;

/** The address as MAIL and RCPT name it: domain in A-labels, local part untouched. One that is wrong comes back trimmed. */
export function toWireAddress(address: string): string {
  const text = address.trim();
  const parts = splitAddress(text);
  const domain = parts === null ? null : domainToAscii(parts.domain);
  return parts === null || domain === null ? text : `${parts.localPart}@${domain}`;
}

/** Two addresses are one mailbox: the domain's case means nothing (RFC 5321 §2.4), the local part's may. */
export function mailboxKey(address: string): string {
  const wire = toWireAddress(address);
  const parts = splitAddress(wire);
  return parts === null ? wire : `${parts.localPart}@${parts.domain.toLowerCase()}`;
}

/** Only a local part can need it: a domain has A-labels (RFC 6531 §3.2). */
export const needsSmtpUtf8 = (address: string): boolean =>
  !isAscii(splitAddress(address)?.localPart ?? address);

/** `Name <address>` for people to read, quoted where RFC 5322 §3.2.4 asks for it; without a name the address alone. */
export function formatMailbox({
  name,
  address,
}: {
  readonly name: string;
  readonly address: string;
}): string {
  if (name === '') return address;
  const needsQuotes = /["(),.:;<>@[\\\]]/.test(name);
  return `${needsQuotes ? `"${name.replace(/["\\]/g, String.raw`\$&`)}"` : name} <${address}>`;
}
