/** How far the attempt under way has come, in bytes of the message. */
import type { OutboxItem } from '#core/contract/outbox.ts';
import { formatBytes } from '../../../format.ts';
import { useWords } from '../../../words.ts';
import styles from '../outbox.module.css';

export function SendingBody({ item }: { readonly item: OutboxItem }) {
  const { t, language } = useWords();
  const { progress } = item;
  const total = progress?.total ?? item.size;
  const sent = progress?.sent ?? 0;
  const share = total === 0 ? 0 : Math.min(1, sent / total);
  const step = progress === null ? t('outbox.starting') : t(`smtp.step.${progress.step}`);
  return (
    <>
      <div
        className={styles.bar}
        role="progressbar"
        aria-label={t('outbox.progress')}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={sent}
        aria-valuetext={t('outbox.bytes', {
          sent: formatBytes(sent, language),
          total: formatBytes(total, language),
        })}
      >
        <i style={{ width: `${share * 100}%` }} data-begun={sent > 0 || undefined} />
      </div>
      <div className={styles.progress}>
        <span>
          {step}
          {sent > 0 &&
            `: ${t('outbox.bytes', { sent: formatBytes(sent, language), total: formatBytes(total, language) })}`}
        </span>
        {progress?.stoppable === false && <span>{t('outbox.waitsForReply')}</span>}
      </div>
    </>
  );
}
