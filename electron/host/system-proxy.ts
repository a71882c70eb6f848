/** The system's proxy settings, lent to services: Chromium reads them and runs their PAC file. */
import { session } from 'electron';

/** As for `https:`, whose proxies let any port through a tunnel. */
export const systemProxy = (host: string, port: number): Promise<string> =>
  session.defaultSession.resolveProxy(`https://${host.includes(':') ? `[${host}]` : host}:${String(port)}/`);
