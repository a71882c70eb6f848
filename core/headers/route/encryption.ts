/** What a hop's `with` type says (RFC 3848, RFC 6531 §4.3), and whether the message came over TLS, as far as its field tells. */
import type { Peer } from './comments.ts';
import type { Received } from './received.ts';

export interface ProtocolFacts {
  /** in capitals: ESMTPSA */
  readonly type: string;
  readonly tls: boolean;
  readonly signedIn: boolean;
  readonly local: boolean;
}

/** Families with their A and S: LMTPA, UTF8SMTPSA. Plain SMTP knows neither, but servers write `smtps` too. */
const REGISTERED = /^(?:(?:E|UTF8)?SMTP|(?:UTF8)?LMTP)(S?)(A?)$/;

/** Null when no word of it is a registered type: `Microsoft SMTP Server`, `HTTP`. */
export function protocolFacts(protocol: string | null): ProtocolFacts | null {
  const [word = ''] = (protocol ?? '').split(' ', 1);
  const type = word.toUpperCase();
  const match = REGISTERED.exec(type);
  if (match === null) return type === 'HTTPS' ? { type, tls: true, signedIn: false, local: false } : null;
  return { type, tls: match[1] === 'S', signedIn: match[2] === 'A', local: type.includes('LMTP') };
}

/**
 * `local`: within one host or from its own program, where nothing has to be encrypted. `plain`: a type without S, and no comment tells of
 * TLS. `unknown`: the field does not tell.
 */
export type Encryption = 'tls' | 'plain' | 'local' | 'unknown';

export function encryptionOf(received: Received, protocol: ProtocolFacts | null): Encryption {
  const { tls, from, by } = received;
  if (tls !== null || protocol?.tls === true) return 'tls';
  if (from?.address?.scope === 'loopback' || sameHost(from, by)) return 'local';
  if (from === null) return by === null && protocol === null ? 'unknown' : 'local';
  if (protocol?.local === true && from.address === null) return 'local';
  return protocol === null ? 'unknown' : 'plain';
}

function sameHost(from: Peer | null, by: Peer | null): boolean {
  if (from === null || by === null) return false;
  const sameName = from.name !== null && from.name.toLowerCase() === by.name?.toLowerCase();
  return sameName || (from.address !== null && from.address.text === by.address?.text);
}
