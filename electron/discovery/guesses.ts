/** Where submission servers usually stand when nobody has published one: names below the domain, the hosts that take its mail, four ports. */
import type { PublishedServer } from '#core/discovery/autoconfig.ts';
import { targetOf } from '#core/discovery/targets.ts';
import { isOutside } from './outside.ts';

export interface Guess {
  readonly server: PublishedServer;
  readonly outside?: boolean;
}

const MAX_EXCHANGERS = 2;

/** `likely`: RFC 8314's ports. `seldom`: 2525, which some providers have, and 25, which is for relaying (RFC 6409 §3.1). */
export function guesses(
  domain: string,
  exchangers: readonly string[],
): { readonly likely: readonly Guess[]; readonly seldom: readonly Guess[] } {
  const hosts = [
    ...new Set([`smtp.${domain}`, `mail.${domain}`, ...exchangers.slice(0, MAX_EXCHANGERS), domain]),
  ];
  const at = (port: number, security: 'tls' | 'starttls') =>
    hosts.flatMap((host): Guess[] => {
      const target = targetOf(host, port);
      if (target === null) return [];
      const server = { ...target, security, user: '%EMAILADDRESS%', signIn: 'password' as const };
      return [{ server, outside: isOutside(target.host, domain) }];
    });
  return {
    likely: [...at(465, 'tls'), ...at(587, 'starttls')],
    seldom: [...at(2525, 'starttls'), ...at(25, 'starttls')],
  };
}
