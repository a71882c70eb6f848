/**
 * Every word a user reads, in English: one file a room, merged here. English is the type: a key that French lacks, or has too much, does
 * not compile. Page, menus, notifications, diagnosis and errors all take their words from here.
 */
import accounts from './en/accounts.json' with { type: 'json' };
import app from './en/app.json' with { type: 'json' };
import compose from './en/compose.json' with { type: 'json' };
import lens from './en/lens.json' with { type: 'json' };
import outbox from './en/outbox.json' with { type: 'json' };
import sending from './en/sending.json' with { type: 'json' };
import settings from './en/settings.json' with { type: 'json' };
import smtp from './en/smtp.json' with { type: 'json' };
import transfer from './en/transfer.json' with { type: 'json' };

/** `app`: shell, menus, notifications, notices, errors; `sending`: how a message is handed over; `lens`: Sent and the header lens; `smtp`: steps, diagnosis, fixes, reply codes. */
export const en = { app, compose, sending, outbox, lens, accounts, settings, smtp, transfer };

/** The same keys, any words. */
type Words<T> = { [K in keyof T]: T[K] extends string ? string : Words<T[K]> };
export type Catalogue = Words<typeof en>;
