/** The note on a draft that was made of a message. It stays until it is put away, and takes no focus. */
import type { DraftId } from '#core/message/ids.ts';
import { InlineMessage } from '../../ui/index.ts';
import { putAway, type ReuseNote } from './notes.ts';
import styles from './reuse.module.css';
import { useReuseT } from './words.ts';

export default function ReuseStrip({ id, note }: { readonly id: DraftId; readonly note: ReuseNote }) {
  const t = useReuseT();
  const { how, messageId, foreignSender, files, leftOut } = note;
  const isWarning = leftOut.length > 0 || foreignSender !== null;
  const sender = foreignSender === null ? 'stays' : 'staysNotSender';
  return (
    <div className={styles.note}>
      <InlineMessage tone={isWarning ? 'warning' : 'info'} live onDismiss={() => putAway(id)}>
        <p>{t(`about.${how}`)}</p>
        {how === 'send-again' && (
          <dl>
            <dt>{t('changes')}</dt>
            <dd>{messageId === null ? t('changesText') : t('changesId', { id: messageId })}</dd>
            <dt>{t('stays')}</dt>
            <dd>
              {files > 0
                ? t(`${sender}Files`, { count: files })
                : t(sender === 'stays' ? 'staysText' : 'staysNotSender')}
            </dd>
          </dl>
        )}
        {foreignSender !== null && <p>{t('sender', { address: foreignSender })}</p>}
        {leftOut.map((one) => (
          <p key={one}>{t(`leftOut.${one}`)}</p>
        ))}
      </InlineMessage>
    </div>
  );
}
