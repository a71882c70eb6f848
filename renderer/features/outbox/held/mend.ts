/** Which one thing mends an account that is on hold, by the likeliest fix its diagnosis names. */
import type { Diagnosis, FixCode } from '#core/smtp/vocabulary.ts';

/** `password`: it is asked for here; `unlock`: the system asks; `again`: nothing here can be changed; `account`: its settings. */
export type Mend = 'password' | 'unlock' | 'again' | 'account';

const mends: Record<FixCode, Mend> = {
  'check-host': 'account',
  'check-network': 'again',
  'use-port-465': 'account',
  'use-port-587': 'account',
  'use-tls': 'account',
  'use-starttls': 'account',
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
};

export function mendOf({ fixes }: Pick<Diagnosis, 'fixes'>): Mend {
  const [likeliest] = fixes;
  return likeliest === undefined ? 'account' : mends[likeliest];
}
