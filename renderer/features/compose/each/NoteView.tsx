/** In the slip: how many messages, and how much all of them weigh. */
import { IconMailbox } from '@tabler/icons-react';
import { useDeferredValue, useMemo } from 'react';
import type { Identity } from '#core/account/identity.ts';
import type { Slip } from '#core/message/envelope.ts';
import { firstMessageOf } from '#core/message/one-each.ts';
import { estimateSize } from '#core/message/size.ts';
import { formatBytes } from '../../../format.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { DraftSession } from '../draft/draft-session.ts';
import { useDraft } from '../draft/sessions.ts';
import { useDoubtsWords } from '../findings/words.ts';
import styles from './each.module.css';
import { useCount } from './use-count.ts';

export default function NoteView({
  session,
  slip,
  identity,
}: {
  readonly session: DraftSession;
  readonly slip: Slip;
  readonly identity: Identity | undefined;
}) {
  const t = useDoubtsWords();
  const { language } = useWords();
  const count = useCount(slip);
  const { content, attachments } = useDraft(session, (state) => ({
    content: state.content,
    attachments: state.attachments,
  }));
  const later = useDeferredValue(content);
  const size = useMemo(() => {
    if (identity === undefined) return 0;
    const first = firstMessageOf(later, identity);
    return estimateSize(first.content, first.identity, attachments);
  }, [later, identity, attachments]);
  const all = formatBytes(size * slip.recipients.length, language);
  return (
    <p className={styles.note}>
      <Icon of={IconMailbox} size={14} />
      <span>
        <b>{count}</b> {t('each.inAll', { size: all })}
      </span>
    </p>
  );
}
