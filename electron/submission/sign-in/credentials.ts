/** What a session signs in with, and where an OAuth 2.0 token comes from. Whoever gives out tokens lives outside submission/. */
import type { Account } from '#core/account/account.ts';
import type { DiagnosisCode } from '#core/smtp/vocabulary.ts';
import type { Secret } from '../../secrets/secret.ts';

export interface Credentials {
  readonly user: string;
  /** null where the account signs in otherwise */
  readonly password: Secret | null;
  /** null where the account has no OAuth provider */
  readonly token: TokenGiver | null;
}

/** `refused`: the server would not have the one before, so that another is needed however long that one is good. Rejects with TokenFailure. */
type TokenGiver = (refused: boolean) => Promise<Secret>;

/** Access tokens for accounts, renewed before they expire; whose refresh token is where is the implementer's (electron/oauth/). */
export interface TokenSource {
  /**
   * For this account as it is given, which may not be as it is stored: where the token would go to another server, or as another user, there is
   * none. Rejects with TokenFailure. Once the signal is aborted nothing more is asked of the provider.
   */
  accessToken(request: {
    readonly account: Account;
    readonly refused: boolean;
    readonly signal: AbortSignal;
  }): Promise<Secret>;
}

export class TokenFailure extends Error {
  readonly code: Extract<
    DiagnosisCode,
    | 'consent-needed'
    | 'consent-withdrawn'
    | 'token-unavailable'
    | 'keychain-unavailable'
    | 'keychain-locked'
    | 'vault-key-missing'
  >;
  /** the provider's own words, for the diagnosis; no secret */
  readonly reason: string;
  constructor(code: TokenFailure['code'], reason = '') {
    super(code);
    this.name = 'TokenFailure';
    this.code = code;
    this.reason = reason;
  }
}

export const passwordOf = (user: string, password: Secret): Credentials => ({ user, password, token: null });
