/** Accounts as the page sees them: whether a secret is stored, never the secret. */
import { z } from 'zod';
import { Account } from '../account/account.ts';
import { Identity } from '../account/identity.ts';
import { oneLine } from '../account/one-line.ts';
import { checkHost } from '../account/rules.ts';
import { SecretKind } from '../account/secrets.ts';
import { AccountId, IdentityId } from '../message/ids.ts';
import { ServerOffers } from '../smtp/offers.ts';
import { Diagnosis, Extensions, SmtpStep, StepTiming, TlsFacts, TranscriptLine } from '../smtp/vocabulary.ts';

/** `unreadable`: the vault has one, and it cannot be opened now. `not-needed`: it does not sign in. */
export const SecretState = z.enum(['none', 'keychain', 'memory', 'unreadable', 'not-needed']);
export type SecretState = z.infer<typeof SecretState>;

export const TestStep = z.strictObject({
  step: SmtpStep,
  state: z.enum(['running', 'done', 'failed', 'not-reached']),
  ms: z.number().nullable(),
});
export type TestStep = z.infer<typeof TestStep>;

/** What a test found. Nothing was sent: it ends after sign-in with QUIT. */
export const TestReport = z.strictObject({
  accountId: AccountId,
  at: z.number(),
  ms: z.number(),
  steps: z.array(TestStep),
  timings: z.array(StepTiming),
  transcript: z.array(TranscriptLine),
  extensions: Extensions,
  tls: TlsFacts.nullable(),
  diagnosis: Diagnosis.nullable(),
});
export type TestReport = z.infer<typeof TestReport>;

export const AccountView = z.strictObject({
  account: Account,
  practice: z.boolean(),
  /** of what it signs in with */
  secret: SecretState,
  /** of each that it can have, needed or not */
  secrets: z.record(SecretKind, SecretState),
  /** the last test of exactly these settings in this run or an earlier one */
  lastTest: z.strictObject({ at: z.number(), diagnosis: Diagnosis.nullable() }).nullable(),
  /** what a server of these settings offered when it was last spoken to, in a test or an attempt */
  offers: ServerOffers.optional(),
});
export type AccountView = z.infer<typeof AccountView>;

export const AccountsState = z.strictObject({
  /** in the user's order, the practice account among them */
  accounts: z.array(AccountView),
  /** never the practice account once another exists */
  defaultId: AccountId,
});
export type AccountsState = z.infer<typeof AccountsState>;

/**
 * What the form sends. `id` null makes a new account; identities without an id get one. Which client certificate is stored main knows
 * better, and keeps. A host that could never be connected to is not stored, whoever sends it; files of before may hold one.
 */
export const AccountInput = Account.omit({ id: true, identities: true }).extend({
  id: AccountId.nullable(),
  host: oneLine(255).refine((host) => host.trim() === '' || checkHost(host) === null, { message: 'host' }),
  identities: z
    .array(Identity.omit({ id: true }).extend({ id: IdentityId.nullable() }))
    .min(1)
    .max(50),
});
export type AccountInput = z.infer<typeof AccountInput>;

/** What is typed as one line and stored as it is. */
export const PasswordKind = SecretKind.extract(['password', 'proxy-password', 'client-secret']);
export type PasswordKind = z.infer<typeof PasswordKind>;

/** A secret on its way in. It is never in a reply. */
export const SecretText = z.string().min(1).max(10_000);
