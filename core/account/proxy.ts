/** The way to an account's server where it is not the direct one. A proxy's password is in the vault. */
import { z } from 'zod';
import { oneLine } from './one-line.ts';

/**
 * `system`: what the system's settings say for this host. `socks5` (RFC 1928): names are resolved here; `socks5h`: by the proxy, and then
 * nothing is looked up here. `http`: CONNECT (RFC 9110 §9.3.6); names are resolved by the proxy as well.
 */
export const ProxyKind = z.enum(['none', 'system', 'socks5', 'socks5h', 'http']);
export type ProxyKind = z.infer<typeof ProxyKind>;

export const Proxy = z.strictObject({
  kind: ProxyKind,
  host: oneLine(255),
  port: z.int().min(1).max(65535),
  /** empty: it asks for no sign-in */
  user: oneLine(255),
});
export type Proxy = z.infer<typeof Proxy>;

export const NO_PROXY: Proxy = { kind: 'none', host: '', port: 1080, user: '' };

/** Host, port and user are the user's own. */
export const isOwnProxy = ({ kind }: Pick<Proxy, 'kind'>): boolean =>
  kind === 'socks5' || kind === 'socks5h' || kind === 'http';

/** The host's name is looked up by somebody else: then no lookup of our own may give it away. */
export const resolvesElsewhere = ({ kind }: Pick<Proxy, 'kind'>): boolean =>
  kind === 'socks5h' || kind === 'http';

const PORTS = { socks5: 1080, socks5h: 1080, http: 3128 } as const;

/** The port to fill in when the kind changes: one that the user chose on purpose stays. `current` is NaN while none is typed. */
export function proxyPortFor(kind: ProxyKind, current: number): number {
  if (kind === 'none' || kind === 'system') return Number.isFinite(current) ? current : NO_PROXY.port;
  const isChosen = Number.isFinite(current) && current !== PORTS.socks5 && current !== PORTS.http;
  return isChosen ? current : PORTS[kind];
}
