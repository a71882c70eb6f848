/** The account form's values and what is wrong with them: the contract's schema, and what a person can be told before main is asked. */
import { set, type FieldErrors, type Resolver } from 'react-hook-form';
import type { Account } from '#core/account/account.ts';
import { isOwnProxy } from '#core/account/proxy.ts';
import { secretBinding, type SecretKind } from '#core/account/secrets.ts';
import { checkOAuth } from '#core/account/oauth-providers.ts';
import { proofOf, type OAuthSettings } from '#core/account/sign-in.ts';
import { checkFieldName } from '#core/account/field-name.ts';
import { checkHost, ehloProblem } from '#core/account/rules.ts';
import { AccountInput, type AccountView, type SecretState } from '#core/contract/accounts.ts';
import { checkAddress } from '#core/message/address.ts';
import { checkMessageIdDomain } from '#core/message/own-fields.ts';

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
  'proxy-user',
  'issuer',
  'tenant',
  'field-name',
  'field-ours',
  'ehlo-bare',
  'message-id-domain',
  'message-id-bare',
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
  const ehlo = ehloProblem(account.ehloName.trim());
  if (ehlo !== null) wrong(['ehloName'], ehlo === 'not-qualified' ? 'ehlo-bare' : 'host');
  const { oauth } = account.signIn;
  const lacks = oauth !== null && proofOf(account) === 'token' ? checkOAuth(oauth) : null;
  if (lacks !== null) wrong(['signIn', 'oauth', lacks.field], lacks.problem);
  if (isOwnProxy(account.proxy)) {
    if (account.proxy.host.trim() === '') wrong(['proxy', 'host'], 'required');
    else if (checkHost(account.proxy.host) !== null) wrong(['proxy', 'host'], 'host');
    // RFC 7617 §2: a colon ends the user's name.
    if (account.proxy.kind === 'http' && account.proxy.user.includes(':'))
      wrong(['proxy', 'user'], 'proxy-user');
  }
  account.identities.forEach((identity, index) => {
    const at = (field: string) => ['identities', index, field];
    if (identity.address.trim() === '') wrong(at('address'), 'required');
    else if (isWrong(identity.address)) wrong(at('address'), 'address');
    if (identity.replyTo !== '' && isWrong(identity.replyTo)) wrong(at('replyTo'), 'address');
    if (identity.returnPath !== '' && isWrong(identity.returnPath)) wrong(at('returnPath'), 'address');
    const domain = checkMessageIdDomain(identity.messageIdDomain);
    if (domain !== null)
      wrong(at('messageIdDomain'), domain === 'not-qualified' ? 'message-id-bare' : 'message-id-domain');
    identity.headers.forEach((header, place) => {
      if (header.value.trim() === '') wrong(['identities', index, 'headers', place, 'value'], 'required');
    });
  });
});

export const resolver: Resolver<AccountForm> = (values) => {
  const parsed = schema.safeParse(values);
  if (parsed.success) return { values: trimmed(parsed.data), errors: {} };
  const errors: FieldErrors<AccountForm> = {};
  for (const issue of parsed.error.issues) {
    const [first, second] = issue.path;
    const message =
      first === 'port' || second === 'port'
        ? 'port'
        : first === 'throttle'
          ? problemOf(String(second))
          : issue.code === 'too_big'
            ? 'too-long'
            : issue.message === 'field-name'
              ? nameProblem(values, issue.path)
              : problemOf(issue.message);
    set(errors, issue.path.join('.'), { type: 'contract', message });
  }
  return { values: {}, errors };
};

/** Why a header field's name is refused; the contract says only that it is. */
function nameProblem(
  { identities }: AccountForm,
  [, identity, , header]: readonly PropertyKey[],
): FormProblem {
  const name = identities[Number(identity)]?.headers[Number(header)]?.name ?? '';
  return checkFieldName(name) === 'ours' ? 'field-ours' : name === '' ? 'required' : 'field-name';
}

/** Spaces around are never meant, and invisible. */
const trimmed = (account: AccountForm): AccountForm => ({
  ...account,
  name: account.name.trim(),
  host: account.host.trim(),
  user: account.user.trim(),
  ehloName: account.ehloName.trim(),
  signIn: { ...account.signIn, oauth: account.signIn.oauth && trimmedOAuth(account.signIn.oauth) },
  proxy: { ...account.proxy, host: account.proxy.host.trim(), user: account.proxy.user.trim() },
  identities: account.identities.map((identity) => ({
    ...identity,
    name: identity.name.trim(),
    address: identity.address.trim(),
    replyTo: identity.replyTo.trim(),
    returnPath: identity.returnPath.trim(),
    organisation: identity.organisation.trim(),
    messageIdDomain: identity.messageIdDomain.trim(),
    signature: identity.signature.replace(/\r\n?/g, '\n').trimEnd(),
  })),
});

const trimmedOAuth = ({ provider, issuer, clientId, scope, tenant }: OAuthSettings): OAuthSettings => ({
  provider,
  issuer: issuer.trim(),
  clientId: clientId.trim(),
  scope: scope.trim(),
  tenant: tenant.trim(),
});

export const formOf = (account: Account): AccountForm => ({ ...account });

/** The stored password is bound to host and user; with either changed it is not used, and says so before. */
export const bindingChanged = (view: AccountView | null, form: Pick<AccountForm, 'host' | 'user'>): boolean =>
  view !== null &&
  (view.secret === 'keychain' || view.secret === 'memory' || view.secret === 'unreadable') &&
  (view.account.host.toLowerCase() !== form.host.trim().toLowerCase() ||
    view.account.user !== form.user.trim());

/** As `bindingChanged`, for what else is stored. */
function otherwiseBound(view: AccountView | null, form: AccountForm, kind: SecretKind): boolean {
  if (view === null || !KEPT.has(view.secrets[kind])) return false;
  const { account } = view;
  const { host, user, signIn, proxy } = trimmed(form);
  const before = secretBinding(account, kind);
  const now = secretBinding({ ...account, host, user, signIn, proxy }, kind);
  return before.host !== now.host || before.user !== now.user;
}

export const proxyChanged = (view: AccountView | null, form: AccountForm): boolean =>
  otherwiseBound(view, form, 'proxy-password');
export const tokenChanged = (view: AccountView | null, form: AccountForm): boolean =>
  otherwiseBound(view, form, 'refresh-token');
export const clientSecretChanged = (view: AccountView | null, form: AccountForm): boolean =>
  otherwiseBound(view, form, 'client-secret');

const KEPT: ReadonlySet<SecretState> = new Set<SecretState>(['keychain', 'memory', 'unreadable']);
