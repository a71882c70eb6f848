/** What went wrong between us and a provider, as those who asked are told it: the window, and an attempt that needs a token. */
import { AppFailure } from '#core/contract/errors.ts';
import { TokenFailure } from '../submission/sign-in/credentials.ts';
import { OAuthFailure } from './failure.ts';

/** To the window. */
export function appFailure(error: unknown): unknown {
  if (error instanceof OAuthFailure)
    return new AppFailure({ code: 'oauth', reason: error.reason, said: error.said });
  if (!(error instanceof TokenFailure)) return error;
  // Only the client's secret is asked for on this way.
  switch (error.code) {
    case 'keychain-locked':
      return new AppFailure({ code: 'keychain', reason: 'locked' });
    case 'vault-key-missing':
      return new AppFailure({ code: 'keychain', reason: 'key-missing' });
    case 'keychain-unavailable':
      return new AppFailure({ code: 'keychain', reason: 'unavailable' });
    default:
      return new AppFailure({ code: 'oauth', reason: 'incomplete', said: '' });
  }
}

/** A refusal is the user's to mend, whatever it is called (`invalid_grant`, RFC 6749 §5.2); asking again would only be refused again. */
export function tokenFailure(error: unknown): unknown {
  if (!(error instanceof OAuthFailure)) return error;
  if (error.reason === 'incomplete') return new TokenFailure('consent-needed');
  return new TokenFailure(error.reason === 'refused' ? 'consent-withdrawn' : 'token-unavailable', error.said);
}
