/** Every word a user reads, in French: the keys of en.ts. */
import type { Catalogue } from './en.ts';
import accounts from './fr/accounts.json' with { type: 'json' };
import app from './fr/app.json' with { type: 'json' };
import compose from './fr/compose.json' with { type: 'json' };
import lens from './fr/lens.json' with { type: 'json' };
import outbox from './fr/outbox.json' with { type: 'json' };
import sending from './fr/sending.json' with { type: 'json' };
import settings from './fr/settings.json' with { type: 'json' };
import smtp from './fr/smtp.json' with { type: 'json' };
import transfer from './fr/transfer.json' with { type: 'json' };

export const fr: Catalogue = { app, compose, sending, outbox, lens, accounts, settings, smtp, transfer };
