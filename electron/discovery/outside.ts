/** Whether a host belongs to who owns a domain, by the public suffix list: names below one registered domain are one owner's, two customers of a suffix are two. */
import { getDomain } from 'tldts';
import { isBelow } from '#core/discovery/targets.ts';

/** The domain that was registered, e.g. `example.co.uk` of `mx.example.co.uk`; null where there is none. */
export const registeredDomain = (host: string): string | null =>
  getDomain(host, { allowPrivateDomains: true });

/** RFC 6186 §6: such a target wants the user's explicit yes. */
export function isOutside(host: string, domain: string): boolean {
  if (isBelow(host, domain)) return false;
  const registered = registeredDomain(host);
  return registered === null || registered !== registeredDomain(domain);
}
