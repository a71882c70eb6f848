/** What stands beside the list while a mailing is chosen in it: what became of all its messages, and the way to each. */
import { Button } from '@mantine/core';
import type { SentMailing } from '#core/contract/mailings.ts';
import { formatMoment, formatNumber } from '../../format.ts';
import { usePlace } from '../../place.tsx';
import { AccountDot, PracticeBadge } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import styles from './mailings.module.css';
import { SumList } from './SumList.tsx';
import { useMailingsT } from './words.ts';

export default function SentMailingThing({
  mailing,
  isUnfolded,
  onUnfold,
}: {
  readonly mailing: SentMailing;
  readonly isUnfolded: boolean;
  readonly onUnfold: () => void;
}) {
  const t = useMailingsT();
  const { t: say, language } = useWords();
  const { go } = usePlace();
  const { sums, messages, subject } = mailing;
  const missing = sums.missing ?? 0;
  const isInOutbox = (sums.accepted ?? 0) + (sums.cancelled ?? 0) + missing < messages;
  const facts = [
    mailing.accountName,
    t('messages', { count: messages, number: formatNumber(messages, language) }),
    t('latest', { when: formatMoment(mailing.at, language) }),
  ];
  return (
    <section className={styles.thing} aria-label={subject === '' ? say('lens.list.noSubject') : subject}>
      <h2 className={styles.title}>{subject === '' ? say('lens.list.noSubject') : subject}</h2>
      <p className={styles.facts}>
        <AccountDot hue={mailing.hue} /> <span>{facts.join(' · ')}</span>
        {mailing.practice && <PracticeBadge />}
      </p>
      <SumList sums={sums} label={t('state')} />
      {isInOutbox && <p>{t('inOutbox')}</p>}
      {missing > 0 && <p>{t('missing')}</p>}
      <p className={styles.quiet}>{t('pick')}</p>
      <div className={styles.buttons}>
        <Button size="xs" aria-expanded={isUnfolded} onClick={onUnfold}>
          {t(isUnfolded ? 'hide' : 'show')}
        </Button>
        {isInOutbox && (
          <Button size="xs" onClick={() => go('outbox')}>
            {t('openOutbox')}
          </Button>
        )}
      </div>
    </section>
  );
}
