/** Every word a user reads, in French: the keys of en.ts. */
import type { Catalogue } from './en.ts';
import accounts from './fr/accounts.json' with { type: 'json' };
import app from './fr/app.json' with { type: 'json' };
import compose from './fr/compose.json' with { type: 'json' };
import discovery from './fr/discovery.json' with { type: 'json' };
import findings from './fr/findings.json' with { type: 'json' };
import lens from './fr/lens.json' with { type: 'json' };
import oauth from './fr/oauth.json' with { type: 'json' };
import outbox from './fr/outbox.json' with { type: 'json' };
import sending from './fr/sending.json' with { type: 'json' };
import settings from './fr/settings.json' with { type: 'json' };
import smtp from './fr/smtp.json' with { type: 'json' };
import causes from './fr/causes.json' with { type: 'json' };
import offers from './fr/offers.json' with { type: 'json' };
import situations from './fr/situations.json' with { type: 'json' };
import status from './fr/status-codes.json' with { type: 'json' };

export const fr: Catalogue = {
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
