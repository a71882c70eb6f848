/**
 * Every word a user reads, in both languages: one file a room, merged here. English is the type: a key that French lacks, or has too
 * much, does not compile. Page, menus, notifications, diagnosis and errors all take their words from here.
 */
import accountsEn from './en/accounts.json' with { type: 'json' };
import appEn from './en/app.json' with { type: 'json' };
import composeEn from './en/compose.json' with { type: 'json' };
import lensEn from './en/lens.json' with { type: 'json' };
import outboxEn from './en/outbox.json' with { type: 'json' };
import sendingEn from './en/sending.json' with { type: 'json' };
import settingsEn from './en/settings.json' with { type: 'json' };
import smtpEn from './en/smtp.json' with { type: 'json' };
import accountsFr from './fr/accounts.json' with { type: 'json' };
import appFr from './fr/app.json' with { type: 'json' };
import composeFr from './fr/compose.json' with { type: 'json' };
import lensFr from './fr/lens.json' with { type: 'json' };
import outboxFr from './fr/outbox.json' with { type: 'json' };
import sendingFr from './fr/sending.json' with { type: 'json' };
import settingsFr from './fr/settings.json' with { type: 'json' };
import smtpFr from './fr/smtp.json' with { type: 'json' };
import type { Language } from './languages.ts';

/** `app`: shell, menus, notifications, notices, errors; `sending`: how a message is handed over; `lens`: Sent and the header lens; `smtp`: steps, diagnosis, fixes, reply codes. */
const en = {
  app: appEn,
  compose: composeEn,
  sending: sendingEn,
  outbox: outboxEn,
  lens: lensEn,
  accounts: accountsEn,
  settings: settingsEn,
  smtp: smtpEn,
};

/** The same keys, any words. */
type Words<T> = { [K in keyof T]: T[K] extends string ? string : Words<T[K]> };
export type Catalogue = Words<typeof en>;

const fr: Catalogue = {
  app: appFr,
  compose: composeFr,
  sending: sendingFr,
  outbox: outboxFr,
  lens: lensFr,
  accounts: accountsFr,
  settings: settingsFr,
  smtp: smtpFr,
};

export const catalogues: Record<Language, Catalogue> = { en, fr };
