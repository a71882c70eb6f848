/**
 * Mozilla's autoconfig format (`clientConfig` 1.1): what its outgoing servers say, made into what can be tried. Reading the XML itself is the
 * service's. Addresses of OAuth2 servers in a file are never taken over: whoever wrote the file could collect passwords with them.
 */
import type { SignIn } from './vocabulary.ts';
import { targetOf, type Target } from './targets.ts';

/** An `<outgoingServer>` as its elements say, nothing believed yet. */
export interface OutgoingServer {
  readonly type: string;
  readonly hostname: string;
  readonly port: string;
  readonly socketType: string;
  readonly username: string;
  /** in the file's order of preference */
  readonly authentication: readonly string[];
}

export interface PublishedServer extends Target {
  readonly security: 'tls' | 'starttls';
  readonly user: string;
  readonly signIn: SignIn;
}

/** `unusable`: servers that name no host, no port or no encryption. */
export interface Published {
  readonly servers: readonly PublishedServer[];
  readonly unusable: number;
}

const SECURITIES = new Map<string, 'tls' | 'starttls'>([
  ['ssl', 'tls'],
  ['starttls', 'starttls'],
]);

export function publishedServers(outgoing: readonly OutgoingServer[], domain: string): Published {
  const smtp = outgoing.filter(({ type }) => type.toLowerCase() === 'smtp');
  const servers = smtp.flatMap((server) => publishedServer(server, domain) ?? []);
  return { servers, unusable: smtp.length - servers.length };
}

function publishedServer(server: OutgoingServer, domain: string): PublishedServer | null {
  // The address itself is not main's to fill in: a host that depends on it would be told it.
  const host = server.hostname.trim().replaceAll('%EMAILDOMAIN%', domain);
  const port = /^\d{1,5}$/.test(server.port.trim()) ? Number(server.port) : Number.NaN;
  const security = SECURITIES.get(server.socketType.trim().toLowerCase());
  const target = targetOf(host, port);
  if (target === null || security === undefined) return null;
  return { ...target, security, user: userOf(server), signIn: signInOf(server.authentication) };
}

/** Without a way to sign in the file says that none is wanted. */
function signInOf(authentication: readonly string[]): SignIn {
  const ways = authentication.map((way) => way.trim().toLowerCase());
  if (ways.some((way) => way.startsWith('password-') || way === 'plain' || way === 'secure'))
    return 'password';
  if (ways.includes('oauth2')) return 'oauth2';
  return ways.some((way) => way === 'none' || way === 'client-ip-address') ? 'none' : 'password';
}

const MAX_USER = 320;

function userOf({ username, authentication }: OutgoingServer): string {
  if (signInOf(authentication) === 'none') return '';
  const user = username.trim();
  return user === '' || user.length > MAX_USER || /\p{Cc}/u.test(user) ? '%EMAILADDRESS%' : user;
}

/** The name to sign in with, on the user's own side: only here is the address put in. */
export function filledUser(template: string, address: string): string {
  const at = address.lastIndexOf('@');
  return template
    .replaceAll('%EMAILADDRESS%', address)
    .replaceAll('%EMAILLOCALPART%', at < 0 ? address : address.slice(0, at))
    .replaceAll('%EMAILDOMAIN%', address.slice(at + 1));
}
