/** Reply-To of this message alone, in the place of the identity's. Shown when asked for; taking it away leaves the identity's. */
import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { Identity } from '#core/account/identity.ts';
import { checkReplyTo } from '#core/message/check-draft.ts';
import type { RecipientEntry } from '#core/message/draft.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { DraftSession } from '../draft/draft-session.ts';
import { RecipientsField, type FieldLine } from './RecipientsField.tsx';
import styles from './fields.module.css';

export function ReplyToField({
  session,
  entries,
  identity,
}: {
  readonly session: DraftSession;
  readonly entries: readonly RecipientEntry[];
  readonly identity: Identity | undefined;
}) {
  const { t } = useWords();
  const lines = useMemo(
    () =>
      entries.map((entry, index): FieldLine => {
        return { field: 'replyTo', index, entry, problem: checkReplyTo(entry.address), sameAs: null };
      }),
    [entries],
  );
  const usual = identity?.replyTo ?? '';
  return (
    <RecipientsField
      field="replyTo"
      session={session}
      lines={lines}
      asked={false}
      aside={
        <span className={styles.fromEnd}>
          {usual !== '' && t('compose.replyToInstead', { address: usual })}
          <ActionIcon
            variant="subtle"
            aria-label={t('compose.noReplyTo')}
            onClick={() => {
              session.type('replyTo', '');
              session.edit({ replyTo: undefined });
              document.getElementById('recipients-to')?.focus();
            }}
          >
            <Icon of={IconX} size={16} />
          </ActionIcon>
        </span>
      }
    />
  );
}
