/** Which one thing mends an account that is on hold, by the likeliest fix its diagnosis names. */
import type { Diagnosis, FixCode } from '#core/smtp/vocabulary.ts';

/** `password`: it is asked for here; `consent`: in the browser; `unlock`: the system asks; `again`: nothing here can be changed; `account`: its settings. */
export type Mend = 'password' | 'consent' | 'unlock' | 'again' | 'account';

const mends: Record<FixCode, Mend> = {
  'check-host': 'account',
  'check-network': 'again',
  'use-port-465': 'account',
  'use-port-587': 'account',
  'use-tls': 'account',
  'use-starttls': 'account',
  'choose-sign-in': 'account',
  'trust-certificate': 'account',
  'choose-client-certificate': 'account',
  'give-consent': 'consent',
  'check-proxy': 'account',
  'enter-password': 'password',
  'make-app-password': 'password',
  'unlock-keychain': 'unlock',
  'keep-in-memory': 'password',
  'correct-recipients': 'again',
  'make-smaller': 'again',
  'try-later': 'again',
  'ask-administrator': 'account',
  'search-message-id': 'again',
  'free-disk-space': 'again',
  'send-again': 'again',
  'use-oauth2': 'account',
  'open-provider-page': 'account',
  'use-whole-address': 'account',
  'choose-sender': 'account',
  'set-ehlo-name': 'account',
  'set-clock': 'again',
  'check-antivirus': 'again',
  'slow-down': 'account',
  'correct-message': 'again',
  'remove-attachment': 'again',
  'ask-recipient': 'again',
  'send-in-parts': 'again',
};

export function mendOf({ fixes }: Pick<Diagnosis, 'fixes'>): Mend {
  const [likeliest] = fixes;
  return likeliest === undefined ? 'account' : mends[likeliest];
}
