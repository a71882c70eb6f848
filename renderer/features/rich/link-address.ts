/** The address of a link, as people type it. */

/** A bare host is https, a mailbox is mailto; what names a scheme stays as it is, whether it may be linked or not. */
export function linkAddress(typed: string): string {
  const address = typed.trim();
  if (/^[a-z][a-z0-9+.-]*:/i.test(address) && !/^[^/]*:\d+(?:\/|$)/.test(address)) return address;
  if (/^[^\s@/]+@[^\s@/]+$/.test(address)) return `mailto:${address}`;
  return /^[^\s/]+\.[^\s/]/.test(address) ? `https://${address}` : address;
}
