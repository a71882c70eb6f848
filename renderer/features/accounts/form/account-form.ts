/** The account form's values and what is wrong with them: the contract's schema, and what a person can be told before main is asked. */
import { set, type FieldErrors, type Resolver } from 'react-hook-form';
import type { Account } from '#core/account/account.ts';
import { checkEhloName, checkHost } from '#core/account/rules.ts';
import { AccountInput, type AccountView } from '#core/contract/accounts.ts';
import { checkAddress } from '#core/message/address.ts';

export type AccountForm = AccountInput;

/** Words: i18n `accounts.problem.<code>`. */
const problems = [
  'required',
  'port',
  'host',
  'address',
  'connections',
  'messagesPerConnection',
  'messagesPerMinute',
  'line-break',
  'too-long',
  'invalid',
] as const;
export type FormProblem = (typeof problems)[number];

export const problemOf = (message: string | undefined): FormProblem =>
  problems.find((code) => code === message) ?? 'invalid';

const isWrong = (address: string): boolean => checkAddress(address.trim()) !== null;

const schema = AccountInput.superRefine((account, context) => {
  const wrong = (path: (string | number)[], message: FormProblem) =>
    context.addIssue({ code: 'custom', path, message });
  if (account.name.trim() === '') wrong(['name'], 'required');
  if (account.host.trim() === '') wrong(['host'], 'required');
  else if (checkHost(account.host) !== null) wrong(['host'], 'host');
  if (!checkEhloName(account.ehloName.trim())) wrong(['ehloName'], 'host');
  account.identities.forEach((identity, index) => {
    const at = (field: string) => ['identities', index, field];
    if (identity.address.trim() === '') wrong(at('address'), 'required');
    else if (isWrong(identity.address)) wrong(at('address'), 'address');
    if (identity.replyTo !== '' && isWrong(identity.replyTo)) wrong(at('replyTo'), 'address');
    if (identity.returnPath !== '' && isWrong(identity.returnPath)) wrong(at('returnPath'), 'address');
  });
});

export const resolver: Resolver<AccountForm> = (values) => {
  const parsed = schema.safeParse(values);
  if (parsed.success) return { values: trimmed(parsed.data), errors: {} };
  const errors: FieldErrors<AccountForm> = {};
  for (const issue of parsed.error.issues) {
    const [first, second] = issue.path;
    const message =
      first === 'port'
        ? 'port'
        : first === 'throttle'
          ? problemOf(String(second))
          : issue.code === 'too_big'
            ? 'too-long'
            : problemOf(issue.message);
    set(errors, issue.path.join('.'), { type: 'contract', message });
  }
  return { values: {}, errors };
};

/** Spaces around are never meant, and invisible. */
const trimmed = (account: AccountForm): AccountForm => ({
  ...account,
  name: account.name.trim(),
  host: account.host.trim(),
  user: account.user.trim(),
  ehloName: account.ehloName.trim(),
  identities: account.identities.map((identity) => ({
    ...identity,
    name: identity.name.trim(),
    address: identity.address.trim(),
    replyTo: identity.replyTo.trim(),
    returnPath: identity.returnPath.trim(),
  })),
});

export const formOf = (account: Account): AccountForm => ({ ...account });

/** The stored password is bound to host and user; with either changed it is not used, and says so before. */
export const bindingChanged = (view: AccountView | null, form: Pick<AccountForm, 'host' | 'user'>): boolean =>
  view !== null &&
  (view.secret === 'keychain' || view.secret === 'memory' || view.secret === 'unreadable') &&
  (view.account.host.toLowerCase() !== form.host.trim().toLowerCase() ||
    view.account.user !== form.user.trim());
