/** What became of each recipient, with the reply that decided it; a refused one can be given another address. */
import { Button } from '@mantine/core';
import {
  IconCheck,
  IconClock,
  IconHelpCircle,
  IconHourglassEmpty,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { OutboxItem } from '#core/contract/outbox.ts';
import type { Fate, RecipientState } from '#core/outbox/submission.ts';
import { explainReply } from '#core/smtp/codes.ts';
import type { Reply } from '#core/smtp/vocabulary.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { Asking } from '../card/actions.ts';
import heard from '../../../ui/marks/heard.module.css';
import styles from '../outbox.module.css';
import { Correct } from './Correct.tsx';

const icons: Record<Fate, TablerIcon> = {
  waiting: IconHourglassEmpty,
  accepted: IconCheck,
  refused: IconX,
  unknown: IconHelpCircle,
  cancelled: IconX,
  deferred: IconClock,
};

export function Recipients({
  item,
  recipients,
  asking,
}: {
  readonly item: OutboxItem;
  readonly recipients: readonly RecipientState[];
  readonly asking: Asking;
}) {
  const { t } = useWords();
  const [correcting, setCorrecting] = useState<string | null>(null);
  const mayCorrect = item.actions.includes('correct');
  return (
    <table className={styles.recipients}>
      <caption className={heard.heard}>{t('outbox.recipients')}</caption>
      <thead className={heard.heard}>
        <tr>
          <th>{t('outbox.recipient')}</th>
          <th>{t('outbox.reply')}</th>
          <th>{t('outbox.fateTitle')}</th>
        </tr>
      </thead>
      <tbody>
        {recipients.map((recipient) => {
          const { address, fate, reply } = recipient;
          return (
            <tr key={address} data-fate={fate}>
              <td>
                <Who recipient={recipient} />
                {correcting === address && (
                  <Correct item={item} from={address} asking={asking} onClose={() => setCorrecting(null)} />
                )}
              </td>
              <td className={styles.code}>
                {reply && [String(reply.code), reply.enhanced].filter((part) => part !== null).join(' ')}
              </td>
              <td>
                <div className={styles.fate}>
                  <Became fate={fate} reply={reply} />
                  {fate === 'refused' && mayCorrect && correcting !== address && (
                    <Button size="xs" onClick={() => setCorrecting(address)}>
                      {t('outbox.correct.button')}
                    </Button>
                  )}
                </div>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Who({ recipient }: { readonly recipient: RecipientState }) {
  const { t } = useWords();
  const { address, field, fate, correctedFrom } = recipient;
  return (
    <>
      <span className={styles.fateIcon}>
        <Icon of={icons[fate]} size={16} />
      </span>
      <span className={styles.address}>{address}</span>
      {field === 'bcc' && <span className={styles.bcc}>{t('outbox.bcc')}</span>}
      {correctedFrom !== undefined && (
        <div className={styles.small}>{t('outbox.correctedFrom', { address: correctedFrom })}</div>
      )}
    </>
  );
}

function Became({ fate, reply }: { readonly fate: Fate; readonly reply: Reply | null }) {
  const { t } = useWords();
  /** Only where the reply said why not. */
  const meaning =
    reply === null || fate === 'accepted'
      ? []
      : explainReply(reply)
          .slice(0, 1)
          .map(({ code }) => t(code));
  return (
    <div>
      {[t(`outbox.fate.${fate}`), ...meaning].join(', ')}
      {reply && fate !== 'accepted' && <div className={styles.theirs}>{reply.lines.join(' ')}</div>}
    </div>
  );
}
