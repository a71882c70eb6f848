/** What of an account's form is as it was saved or tested, and under which tab a field stands. */
import type { FieldErrors } from 'react-hook-form';
import type { Account } from '#core/account/account.ts';
import type { AccountView, TestReport } from '#core/contract/accounts.ts';
import { offersOf, type ServerOffers } from '#core/smtp/offers.ts';
import type { AccountForm } from './account-form.ts';

/** What is kept belongs to the settings as they are saved. */
export const isSaved = (view: AccountView | null, values: AccountForm) =>
  view !== null &&
  (view.practice || (view.account.host === values.host && view.account.port === values.port));

/** Of an account that was tested and is not saved yet. */
export const offersIn = (report: TestReport | undefined): ServerOffers | null =>
  report === undefined || report.extensions.length === 0 ? null : offersOf(report, report.at);

export const sameServer = (a: Account, b: Account) =>
  a.host === b.host &&
  a.port === b.port &&
  a.security === b.security &&
  a.user === b.user &&
  a.ehloName === b.ehloName &&
  JSON.stringify([a.signIn, a.tls, a.proxy]) === JSON.stringify([b.signIn, b.tls, b.proxy]);

/** Where the first thing to correct is. */
export function sectionOf({
  identities,
  throttle,
  proxy,
  tls,
  ehloName,
  ...server
}: FieldErrors<AccountForm>): string {
  if (Object.keys(server).length > 0) return 'server';
  if (identities) return 'identities';
  if (tls) return 'tls';
  return throttle || proxy || ehloName ? 'advanced' : 'server';
}
