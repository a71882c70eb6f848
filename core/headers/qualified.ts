/** Is a name fully qualified (RFC 5321 §2.3.5)? By its form alone: nothing is looked up. And which two addresses are the same one. */

/** `literal`: an address in brackets instead of a name (RFC 5321 §4.1.3). */
export type Qualification = 'qualified' | 'literal' | 'unqualified';

const LABEL = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/i;

/** Host or domain, in A-labels or Unicode; a dot at the end is not part of mail's names. */
export function hostQualification(host: string): Qualification {
  if (/^\[.+\]$/.test(host)) return 'literal';
  const ascii = toALabels(host);
  const labels = ascii.split('.');
  const topLevel = labels.at(-1) ?? '';
  const wellFormed = ascii.length <= 253 && labels.length >= 2 && labels.every((label) => LABEL.test(label));
  // A top level of digits alone is an IP address without its brackets.
  return wellFormed && !/^\d+$/.test(topLevel) ? 'qualified' : 'unqualified';
}

export function addressQualification(address: string): Qualification {
  const { localPart, domain } = splitAddress(address);
  return localPart === '' ? 'unqualified' : hostQualification(domain);
}

/** At the last `@`: one within quotes belongs to the local part. */
function splitAddress(address: string): { localPart: string; domain: string } {
  const at = address.lastIndexOf('@');
  return at < 0
    ? { localPart: address, domain: '' }
    : { localPart: address.slice(0, at), domain: address.slice(at + 1) };
}

/** Lower-case A-labels (RFC 5890); a name that cannot be converted stays as it is, in lower case. */
export function toALabels(domain: string): string {
  const lower = domain.toLowerCase();
  if (!/[^\0-\u007f]/.test(lower)) return lower;
  try {
    const { hostname } = new URL(`http://${lower}`);
    return hostname === '' ? lower : hostname;
  } catch {
    return lower;
  }
}

/** `case`: local parts differ in case alone, which the receiving host alone may judge (RFC 5321 §2.4). */
export function sameAddress(one: string, other: string): 'same' | 'case' | 'different' {
  const a = splitAddress(one);
  const b = splitAddress(other);
  if (toALabels(a.domain) !== toALabels(b.domain)) return 'different';
  if (a.localPart === b.localPart) return 'same';
  return a.localPart.toLowerCase() === b.localPart.toLowerCase() ? 'case' : 'different';
}

export const sameDomain = (one: string, other: string): boolean =>
  toALabels(splitAddress(one).domain) === toALabels(splitAddress(other).domain);
