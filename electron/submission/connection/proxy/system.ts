/** What the system says of proxies, as Chromium gives it: `PROXY host:port; SOCKS5 host:port; DIRECT` (the answer of a PAC file). */
import type { ProxyRoute } from './route.ts';

/** The first that can be used; null: the direct way, where the system names it. `HTTPS` (TLS to the proxy) and SOCKS 4 are passed over. */
export function systemRoute(answer: string): ProxyRoute | 'unsupported' | null {
  for (const entry of answer.split(';')) {
    const [word = '', place = ''] = entry.trim().split(/\s+/);
    const kind = KINDS[word.toUpperCase()];
    if (kind === 'direct') return null;
    const match = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(place);
    const host = match?.[1] ?? match?.[2];
    const port = Number(match?.[3]);
    if (kind === undefined || host === undefined || port < 1 || port > 65_535) continue;
    return { kind, host, port, user: '', password: null };
  }
  // Going past a proxy that somebody has prescribed is not ours to decide.
  return 'unsupported';
}

/** A SOCKS proxy of the system is given names, as Chromium itself does. */
const KINDS: Readonly<Record<string, ProxyRoute['kind'] | 'direct'>> = {
  DIRECT: 'direct',
  PROXY: 'http',
  SOCKS5: 'socks5h',
  SOCKS: 'socks5h',
};
