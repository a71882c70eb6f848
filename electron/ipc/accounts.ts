/** Accounts: listing, editing, ordering, and trying one out without sending. */
import type { AccountInput, TestReport, TestStep } from '#core/contract/accounts.ts';
import { fingerprintsFor } from '#core/account/tls-policy.ts';
import { settingsKey } from '../accounts/account-list.ts';
import { PRACTICE_ACCOUNT_ID } from '#core/message/ids.ts';
import { windowOf } from '../host/dialogs.ts';
import { Secret } from '../secrets/secret.ts';
import { testAccount } from '../submission/test-account.ts';
import type { Program } from '../program.ts';
import type { HandlersOf } from './border.ts';
import { tell } from './events.ts';

export function accountHandlers(program: Program): HandlersOf<'accounts'> {
  const { services } = program;
  /** the one under way in each window */
  const tests = new Map<number, AbortController>();
  return {
    'accounts.list': async () => (await services.accounts()).list(),
    'accounts.save': async (input) => {
      const accounts = await services.accounts();
      const before = input.id === null ? undefined : accounts.account(input.id);
      const view = await accounts.save(input);
      program.used();
      // Another name does not mend what the server refused.
      if (before !== undefined && settingsKey(before) !== settingsKey(view.account))
        await services.mended(view.account.id);
      return view;
    },
    'accounts.duplicate': async ({ id }) => (await services.accounts()).duplicate(id),
    'accounts.remove': async ({ id }) => {
      await (await services.accounts()).remove(id);
      return null;
    },
    'accounts.restore': async ({ id }) => {
      const state = await (await services.accounts()).restore(id);
      await services.mended(id);
      return state;
    },
    'accounts.reorder': async ({ ids }) => (await services.accounts()).reorder(ids),
    'accounts.setDefault': async ({ id }) => (await services.accounts()).setDefault(id),
    'accounts.test': async ({ account: input, password, proxyPassword = null }, { windowId }) => {
      tests.get(windowId)?.abort();
      const abort = new AbortController();
      tests.set(windowId, abort);
      try {
        return await test(program, input, { password, proxyPassword }, abort.signal, (steps) => {
          const window = windowOf(windowId);
          if (window !== undefined) tell(window, 'accounts.testProgress', [...steps]);
        });
      } finally {
        if (tests.get(windowId) === abort) tests.delete(windowId);
      }
    },
    'accounts.stopTest': (_, { windowId }) => {
      tests.get(windowId)?.abort();
      return null;
    },
  };
}

/** With the settings as the form has them, saved or not. A password that was typed is used for this alone. */
async function test(
  { services }: Program,
  input: AccountInput,
  { password, proxyPassword }: Record<'password' | 'proxyPassword', string | null>,
  signal: AbortSignal,
  onSteps: (steps: readonly TestStep[]) => void,
): Promise<TestReport> {
  const accounts = await services.accounts();
  const wanted = accounts.preview(input);
  // The practice server has to run to be tried; its port and password are then known.
  const account =
    wanted.id === PRACTICE_ACCOUNT_ID ? ((await accounts.forAttempt(wanted.id)) ?? wanted) : wanted;
  const report = await testAccount({
    account,
    access: await services.access(account, signal, {
      ...(password === null ? {} : { password: new Secret(password) }),
      ...(proxyPassword === null ? {} : { proxyPassword: new Secret(proxyPassword) }),
    }),
    // As the form says, saved or not.
    pinned: account.id === PRACTICE_ACCOUNT_ID ? accounts.pinned(account.id) : fingerprintsFor(account),
    openSession: services.openSession,
    onSteps,
    signal,
  });
  if (!signal.aborted) accounts.recordTest(account, report.at, report.diagnosis);
  // It signed in with exactly what is stored.
  const saved = accounts.account(account.id);
  const isStored =
    saved !== undefined &&
    password === null &&
    proxyPassword === null &&
    settingsKey(saved) === settingsKey(account);
  if (isStored && report.diagnosis === null) await services.mended(account.id);
  return report;
}
