/** What the accounts file holds, and what it holds at first. How it survives damage is store.ts's, what is done with it accounts.ts's. */
import { monotonicFactory } from 'ulid';
import { z } from 'zod';
import { Account, USUAL_SETTINGS } from '#core/account/account.ts';
import { USUAL_IDENTITY } from '#core/account/identity.ts';
import { AccountId, IdentityId, PRACTICE_ACCOUNT_ID } from '#core/message/ids.ts';
import { ServerOffers } from '#core/smtp/offers.ts';
import { Diagnosis } from '#core/smtp/vocabulary.ts';
import type { StoreShape } from './store.ts';

const nextUlid = monotonicFactory();
export const newAccountId = (): AccountId => AccountId.parse(nextUlid());
export const newIdentityId = (): IdentityId => IdentityId.parse(nextUlid());

/** The last test of some settings, under the words of `settingsKey`. */
export const LastTest = z.strictObject({
  settings: z.string(),
  at: z.number(),
  diagnosis: Diagnosis.nullable(),
});
export type LastTest = z.infer<typeof LastTest>;

/** What a server of some settings offers. */
export const KeptOffers = z.strictObject({ settings: z.string(), offers: ServerOffers });
export type KeptOffers = z.infer<typeof KeptOffers>;

export const MAX_ACCOUNTS = 1000;

const hasNoTwins = (accounts: readonly Account[]): boolean =>
  new Set(accounts.map(({ id }) => id)).size === accounts.length;

export const AccountFile = z.strictObject({
  /** in the user's order, the practice account among them */
  accounts: z.array(Account).max(MAX_ACCOUNTS).refine(hasNoTwins),
  defaultId: AccountId,
  /** Not worth an account: when they cannot be read, there were none. */
  lastTests: z.array(LastTest).max(2000).catch([]),
  offers: z.array(KeptOffers).max(2000).catch([]).default([]),
});
export type AccountFile = z.infer<typeof AccountFile>;

/** What the practice account says before its user edits it; the words come from the catalogue. */
export interface PracticeWords {
  readonly name: string;
  readonly identityName: string;
}

/** The practice server's, whatever a form says; a port is only known when it runs. Its mail leaves this machine by no proxy either. */
export const PRACTICE_CONNECTION = {
  host: '127.0.0.1',
  port: 2525,
  security: 'starttls',
  user: 'practice',
  signIn: USUAL_SETTINGS.signIn,
  tls: USUAL_SETTINGS.tls,
  proxy: USUAL_SETTINGS.proxy,
} as const satisfies Partial<Account>;

const PRACTICE_HUE = 4;
/** `.example` belongs to nobody (RFC 2606 §2). */
const PRACTICE_ADDRESS = 'you@practice.example';

export function practiceAccount(words: PracticeWords): Account {
  const identity = { id: newIdentityId(), name: words.identityName, address: PRACTICE_ADDRESS };
  return {
    id: PRACTICE_ACCOUNT_ID,
    name: words.name,
    ...USUAL_SETTINGS,
    ...PRACTICE_CONNECTION,
    ehloName: '',
    hue: PRACTICE_HUE,
    identities: [{ ...USUAL_IDENTITY, ...identity }],
  };
}

export const accountFileShape = (words: PracticeWords): StoreShape<AccountFile> => ({
  name: 'accounts',
  schema: AccountFile,
  migrations: [],
  defaults: () => ({
    accounts: [practiceAccount(words)],
    defaultId: PRACTICE_ACCOUNT_ID,
    lastTests: [],
    offers: [],
  }),
});
