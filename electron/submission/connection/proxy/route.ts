/** A proxy to go through, with all that it asks for. Which one an account uses, and its password, others know. */
import type { Secret } from '../../../secrets/secret.ts';

export interface ProxyRoute {
  /** `socks5`: the server's name is resolved here; the others are given the name */
  readonly kind: 'socks5' | 'socks5h' | 'http';
  readonly host: string;
  readonly port: number;
  /** empty: no sign-in */
  readonly user: string;
  readonly password: Secret | null;
}

/** For words: without user and password. */
export const proxyName = ({ host, port }: Pick<ProxyRoute, 'host' | 'port'>): string =>
  `${host.includes(':') ? `[${host}]` : host}:${String(port)}`;

export type TunnelTrouble =
  | { readonly kind: 'stopped' | 'timeout' }
  /** it closed the connection, or what it said belongs to no such proxy */
  | { readonly kind: 'not-speaking' }
  | { readonly kind: 'sign-in-refused' }
  /** its reason, in its own words or the protocol's; no secret */
  | { readonly kind: 'refused'; readonly reason: string };

export interface TunnelOrder {
  readonly route: ProxyRoute;
  /** the server, as the proxy is to connect to it */
  readonly host: string;
  readonly port: number;
  /** ms */
  readonly within: number;
  readonly signal: AbortSignal | undefined;
}
