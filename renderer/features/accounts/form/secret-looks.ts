/** How it looks where a secret is kept, or is not: of a password, a token, a client certificate's passphrase. */
import { IconAlertTriangle, IconKey, IconLock } from '@tabler/icons-react';
import type { SecretState } from '#core/contract/accounts.ts';

export const secretLooks = {
  none: { tone: 'neutral', icon: IconKey },
  keychain: { tone: 'ok', icon: IconLock },
  memory: { tone: 'info', icon: IconKey },
  unreadable: { tone: 'warn', icon: IconAlertTriangle },
  'not-needed': { tone: 'neutral', icon: IconKey },
} as const satisfies Record<SecretState, unknown>;
