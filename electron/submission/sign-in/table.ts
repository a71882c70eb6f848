/** The mechanisms, and which of them an account uses with a server; and whether a secret may go over a connection at all. */
import { BlockList } from 'node:net';
import type { Proof, SignInMethod } from '#core/account/sign-in.ts';
import { external } from './external.ts';
import type { Mechanism } from './mechanism.ts';
import { cramMd5, login, plain } from './passwords.ts';
import { scramSha256 } from './scram.ts';
import { oauthBearer, xoauth2 } from './tokens.ts';

/**
 * The strongest first. SCRAM keeps the password from the server and makes it prove itself. Inside TLS PLAIN stands before CRAM-MD5, which
 * the server can only check if it keeps the password readable (draft-ietf-sasl-crammd5-to-historic).
 */
const MECHANISMS: readonly Mechanism[] = [external, oauthBearer, xoauth2, scramSha256, plain, login, cramMd5];

export interface MechanismChoice {
  /** EHLO's AUTH line */
  readonly offered: string;
  readonly method: SignInMethod;
  /** what there is to prove oneself with */
  readonly proofs: ReadonlySet<Proof>;
  readonly isEncrypted: boolean;
}

/** Null: there is none that both know. Without TLS one that does not show the password comes first. */
export function mechanismFor({ offered, method, proofs, isEncrypted }: MechanismChoice): Mechanism | null {
  const names = offered.toUpperCase().split(/[ =]+/);
  const known = MECHANISMS.filter(({ name, proof }) => names.includes(name) && proofs.has(proof));
  if (method !== 'auto') return known.find(({ name }) => name === method) ?? null;
  const hidden = isEncrypted ? undefined : known.find(({ isPlainText }) => !isPlainText);
  return hidden ?? known[0] ?? null;
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Without TLS, only where nobody but this machine can listen. */
export function mayRevealSecret(remoteAddress: string | null): boolean {
  if (remoteAddress === null) return false;
  const isIpv6 = remoteAddress.includes(':');
  return loopback.check(remoteAddress, isIpv6 ? 'ipv6' : 'ipv4');
}
