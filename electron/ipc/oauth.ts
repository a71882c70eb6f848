/** Signing in with the browser: begun, called off, kept, forgotten. Tokens never come back here. */
import type { Program } from '../program.ts';
import type { HandlersOf } from './border.ts';

export function oauthHandlers({ services }: Program): HandlersOf<'oauth'> {
  return {
    'oauth.start': async ({ accountId }) => {
      await (await services.oauth()).signIn(accountId);
      await services.mended(accountId);
      return null;
    },
    'oauth.cancel': async ({ accountId }) => {
      await services.oauth.ifMade((oauth) => oauth.cancel(accountId));
      return null;
    },
    'oauth.keep': async ({ accountId, where }) => {
      await (await services.oauth()).keep(accountId, where);
      await services.mended(accountId);
      return null;
    },
    'oauth.forget': async ({ accountId }) => {
      await (await services.oauth()).forget(accountId);
      return null;
    },
  };
}
