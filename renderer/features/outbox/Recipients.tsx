/** What became of each recipient, with the reply that decided it. */
import {
  IconCheck,
  IconClock,
  IconHelpCircle,
  IconHourglassEmpty,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Fate, RecipientState } from '#core/outbox/submission.ts';
import { explainReply } from '#core/smtp/codes.ts';
import type { Reply } from '#core/smtp/vocabulary.ts';
import { Icon } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import styles from './outbox.module.css';

const icons: Record<Fate, TablerIcon> = {
  waiting: IconHourglassEmpty,
  accepted: IconCheck,
  refused: IconX,
  unknown: IconHelpCircle,
  cancelled: IconX,
  deferred: IconClock,
};

export function Recipients({
  id,
  recipients,
}: {
  readonly id: string;
  readonly recipients: readonly RecipientState[];
}) {
  const { t } = useWords();
  /** Only where the reply said why not. */
  const meaning = (fate: Fate, reply: Reply | null) =>
    reply === null || fate === 'accepted'
      ? []
      : explainReply(reply)
          .slice(0, 1)
          .map(({ code }) => t(code));
  return (
    <table id={id} className={styles.recipients}>
      <caption>{t('outbox.recipients')}</caption>
      <thead>
        <tr>
          <th>{t('outbox.recipient')}</th>
          <th>{t('outbox.reply')}</th>
          <th>{t('outbox.fateTitle')}</th>
        </tr>
      </thead>
      <tbody>
        {recipients.map(({ address, field, fate, reply }) => (
          <tr key={address} data-fate={fate}>
            <td>
              <span className={styles.fateIcon}>
                <Icon of={icons[fate]} size={16} />
              </span>
              <span className={styles.address}>{address}</span>
              {field === 'bcc' && <span className={styles.bcc}>{t('outbox.bcc')}</span>}
            </td>
            <td className={styles.code}>
              {reply && [String(reply.code), reply.enhanced].filter((part) => part !== null).join(' ')}
            </td>
            <td>
              {[t(`outbox.fate.${fate}`), ...meaning(fate, reply)].join(', ')}
              {reply && fate !== 'accepted' && <div className={styles.theirs}>{reply.lines.join(' ')}</div>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
