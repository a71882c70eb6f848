/**
 * Every word a user reads, in English: one file a room, merged here. English is the type: a key that French lacks, or has too much, does
 * not compile. Page, menus, notifications, diagnosis and errors all take their words from here.
 */
import accounts from './en/accounts.json' with { type: 'json' };
import app from './en/app.json' with { type: 'json' };
import compose from './en/compose.json' with { type: 'json' };
import discovery from './en/discovery.json' with { type: 'json' };
import findings from './en/findings.json' with { type: 'json' };
import lens from './en/lens.json' with { type: 'json' };
import oauth from './en/oauth.json' with { type: 'json' };
import outbox from './en/outbox.json' with { type: 'json' };
import sending from './en/sending.json' with { type: 'json' };
import settings from './en/settings.json' with { type: 'json' };
import smtp from './en/smtp.json' with { type: 'json' };
import causes from './en/causes.json' with { type: 'json' };
import offers from './en/offers.json' with { type: 'json' };
import situations from './en/situations.json' with { type: 'json' };
import status from './en/status-codes.json' with { type: 'json' };

/** `app`: shell, menus, notifications, notices, errors; `sending`: how a message is handed over; `lens`: Sent and the header lens; `findings`: what its lint finds; `discovery`: finding an account's server; `smtp`: steps, diagnosis, fixes; `situations`, `causes`: why a step failed; `status`: reply and enhanced status codes; `offers`: what a server offers. */
export const en = {
  app,
  compose,
  sending,
  outbox,
  findings,
  lens,
  accounts,
  oauth,
  discovery,
  settings,
  smtp,
  situations,
  causes,
  status,
  offers,
};

/** The same keys, any words. */
export type Words<T> = { [K in keyof T]: T[K] extends string ? string : Words<T[K]> };
export type Catalogue = Words<typeof en>;
