/**
 * A socket that leads to a server, straight or through a proxy, for what is no submission: HTTPS to a provider, a file of settings. A
 * submission takes the same steps one by one (`opening.ts`), so that its failure says which one it was.
 */
import type { Socket } from 'node:net';
import { connectTcp, resolveHost, type Dialled, type DialTrouble } from './dial.ts';
import type { Resolve } from './names.ts';
import type { ProxyRoute, TunnelTrouble } from './proxy/route.ts';
import { tunnel } from './proxy/tunnel.ts';

export interface ReachOptions {
  readonly host: string;
  readonly port: number;
  /** null: straight there */
  readonly route: ProxyRoute | null;
  /** of the first hop, and of the server where a proxy is given addresses */
  readonly resolve: Resolve;
  /** ms for each step */
  readonly within: number;
  readonly signal: AbortSignal;
}

export type Reached =
  | { readonly ok: true; readonly socket: Socket }
  /** `atProxy`: it is the proxy that cannot be had */
  | { readonly ok: false; readonly dial: DialTrouble; readonly atProxy: boolean }
  | { readonly ok: false; readonly tunnel: TunnelTrouble };

export async function reach(options: ReachOptions): Promise<Reached> {
  const { host, port, route, resolve, within, signal } = options;
  const first = route ?? { host, port };
  const atProxy = route !== null;
  const addresses = await resolveHost(first.host, resolve, within, signal);
  if (!addresses.ok) return { ok: false, dial: addresses.trouble, atProxy };
  const dialled = await connectTcp(addresses.value, first.port, within, signal);
  if (!dialled.ok) return { ok: false, dial: dialled.trouble, atProxy };
  const socket = dialled.value;
  if (route === null) return { ok: true, socket };
  const target = await targetFor(route, options);
  if (!target.ok) {
    socket.destroy();
    return { ok: false, dial: target.trouble, atProxy: false };
  }
  const trouble = await tunnel(socket, { route, host: target.value, port, within, signal });
  return trouble === null ? { ok: true, socket } : { ok: false, tunnel: trouble };
}

/** Where names are resolved by the proxy, none is looked up here. */
async function targetFor(route: ProxyRoute, options: ReachOptions): Promise<Dialled<string>> {
  const { host, resolve, within, signal } = options;
  if (route.kind !== 'socks5') return { ok: true, value: host };
  const found = await resolveHost(host, resolve, within, signal);
  return found.ok ? { ok: true, value: found.value[0] ?? host } : found;
}
