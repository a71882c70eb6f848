/** Secrets go in here and never come back: the page learns only whether one is stored. */
import { secretBinding } from '#core/account/secrets.ts';
import { AppFailure } from '#core/contract/errors.ts';
import { PRACTICE_ACCOUNT_ID } from '#core/message/ids.ts';
import type { Program } from '../program.ts';
import type { HandlersOf } from './border.ts';

export function secretHandlers({ services }: Program): HandlersOf<'secrets'> {
  return {
    'secrets.store': async ({ accountId, kind, password, where }) => {
      // The practice server's password is its own, made anew each time it starts.
      if (accountId === PRACTICE_ACCOUNT_ID) throw new AppFailure({ code: 'not-now' });
      const account = (await services.accounts()).account(accountId);
      if (account === undefined) throw new AppFailure({ code: 'not-found' });
      const secrets = await services.secrets();
      const state = await secrets.store(secretBinding(account, kind), password, where);
      await services.mended(accountId);
      return { state };
    },
    'secrets.forget': async ({ accountId, kind }) => {
      const account = (await services.accounts()).account(accountId);
      if (account === undefined) throw new AppFailure({ code: 'not-found' });
      const secrets = await services.secrets();
      await secrets.forget(accountId, kind);
      return { state: secrets.statesOf(account)[kind ?? 'password'] };
    },
    'secrets.cancelPrompt': async () => {
      (await services.secrets()).cancelPrompt();
      return null;
    },
    'secrets.startNewVault': async () => {
      await (await services.secrets()).startNewVault();
      return null;
    },
  };
}
