/**
 * The way to a host while an account's server is looked for: straight to an address that may be connected to, or through the account's proxy.
 * Where the proxy resolves names, none but its own is looked up here.
 */
import { resolvesElsewhere, type Proxy } from '#core/account/proxy.ts';
import type { OutcomeCode } from '#core/discovery/vocabulary.ts';
import type { SystemProxy } from '../accounts/access.ts';
import type { Secret } from '../secrets/secret.ts';
import type { Resolve } from '../submission/connection/names.ts';
import type { ProxyRoute } from '../submission/connection/proxy/route.ts';
import { systemRoute } from '../submission/connection/proxy/system.ts';
import type { Lookup } from './lookup.ts';
import type { Names } from './names.ts';

/** Null: straight there. `unsupported`: a proxy is prescribed that is not known here, and nothing goes past it. */
export type RouteTo = (host: string, port: number) => Promise<ProxyRoute | 'unsupported' | null>;

export const straight: RouteTo = () => Promise.resolve(null);

/** As the account will go. */
export const routeBy =
  (proxy: Proxy, password: Secret | null, systemProxy: SystemProxy): RouteTo =>
  async (host, port) => {
    const { kind } = proxy;
    if (kind === 'none') return null;
    if (kind === 'system') return systemRoute(await systemProxy(host, port));
    return { kind, host: proxy.host, port: proxy.port, user: proxy.user, password };
  };

type Way =
  /** `resolve` gives what may be connected to, and the proxy's own addresses */
  | { readonly ok: true; readonly route: ProxyRoute | null; readonly resolve: Resolve }
  | { readonly ok: false; readonly outcome: OutcomeCode };

export type WayTo = (host: string, port: number, signal: AbortSignal) => Promise<Way>;

export const waysBy =
  (routeTo: RouteTo, names: Names, lookup: Lookup): WayTo =>
  async (host, port, signal) => {
    const route = await routeTo(host, port);
    if (route === 'unsupported') return { ok: false, outcome: 'proxy-unsupported' };
    if (route !== null && resolvesElsewhere(route)) return { ok: true, route, resolve: names.addresses };
    const found = await lookup(host, signal);
    if (!found.ok) return found;
    const resolve: Resolve = (name) =>
      name === route?.host ? names.addresses(name) : Promise.resolve(found.addresses);
    return { ok: true, route, resolve };
  };

/** Whether records about a domain may be asked for: DNS is asked by this machine, which a proxy that resolves names is to prevent. */
export async function mayAskDns(routeTo: RouteTo, domain: string): Promise<boolean> {
  const route = await routeTo(domain, 465);
  return route === null || (route !== 'unsupported' && !resolvesElsewhere(route));
}
