/**
 * Signing in to an open connection: whether at all, with which mechanism, and what came of it. A refused token is renewed and offered once
 * more; a refused password never is.
 */
import type { Account } from '#core/account/account.ts';
import type { Proof } from '#core/account/sign-in.ts';
import type { Conversation } from '../connection/conversation.ts';
import type { Trouble } from '../trouble.ts';
import { TokenFailure, type Credentials } from './credentials.ts';
import { authenticate, type SignedIn } from './exchange.ts';
import type { Mechanism } from './mechanism.ts';
import { mechanismFor } from './table.ts';

export interface SignInContext {
  readonly conversation: Conversation;
  readonly account: Account;
  /** EHLO's AUTH line */
  readonly offered: string;
  readonly isEncrypted: boolean;
  /** What is said without TLS is heard by nobody else. */
  readonly isOnThisMachine: boolean;
  /** one was given for the handshake */
  readonly hasCertificate: boolean;
  /** ms for each reply */
  readonly within: number;
}

/** Null: signed in. `lost`: the connection ended. */
export async function signIn(
  credentials: Credentials,
  context: SignInContext,
): Promise<Trouble | 'lost' | null> {
  const { account, offered, isEncrypted, isOnThisMachine } = context;
  if (!isEncrypted && !isOnThisMachine) return { kind: 'sign-in-needs-encryption' };
  const { method } = account.signIn;
  const proofs = proofsOf(credentials, context);
  const mechanism = mechanismFor({ offered, method, proofs, isEncrypted });
  if (mechanism === null) return { kind: 'sign-in-not-offered', offered };
  try {
    const first = await attempt(mechanism, credentials, context, false);
    const isWorthAnother = mechanism.proof === 'token' && isRefusal(first);
    return troubleOf(
      mechanism,
      isWorthAnother ? await attempt(mechanism, credentials, context, true) : first,
    );
  } catch (error) {
    if (error instanceof TokenFailure) return { kind: 'token', code: error.code, reason: error.reason };
    throw error;
  }
}

const proofsOf = (credentials: Credentials, { hasCertificate }: SignInContext): ReadonlySet<Proof> =>
  new Set<Proof>([
    ...(credentials.password === null ? [] : (['password'] as const)),
    ...(credentials.token === null ? [] : (['token'] as const)),
    ...(hasCertificate ? (['certificate'] as const) : []),
  ]);

async function attempt(
  mechanism: Mechanism,
  { user, password, token }: Credentials,
  { conversation, account, within }: SignInContext,
  refused: boolean,
): Promise<SignedIn> {
  const { host, port } = account;
  const secret = mechanism.proof === 'token' ? await token?.(refused) : password;
  // While the token was fetched the server may have hung up.
  if (conversation.ending !== null) return { kind: 'lost' };
  // Revealed for the exchange alone, which keeps it out of all that is shown.
  const identity = { user, secret: secret?.reveal() ?? '', host, port };
  return await authenticate(conversation, mechanism, identity, within);
}

/** Later is not never: 454 says nothing about the token. */
const isRefusal = (signedIn: SignedIn): boolean => signedIn.kind === 'reply' && signedIn.reply.code >= 500;

function troubleOf({ name, proof }: Mechanism, signedIn: SignedIn): Trouble | 'lost' | null {
  switch (signedIn.kind) {
    case 'lost':
      return 'lost';
    case 'unproven':
      return { kind: 'server-unproven', mechanism: name };
    case 'not-understood':
      return { kind: 'sign-in-challenge', mechanism: name, reply: signedIn.reply };
    case 'reply': {
      const { reply, reason } = signedIn;
      if (reply.code < 400) return null;
      if (proof === 'token' && reply.code >= 500) return { kind: 'token-refused', reply, reason };
      return { kind: 'refused', step: 'sign-in', reply };
    }
  }
}
