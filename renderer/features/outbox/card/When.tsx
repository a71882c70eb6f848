/** What a submission waits for by itself, and until when, in words that count down. */
import type { OutboxItem } from '#core/contract/outbox.ts';
import { capital, formatMoment, formatSpan, systemZone } from '../../../format.ts';
import { useNow } from '../../../ui/clock.ts';
import { useWords } from '../../../words.ts';

export function When({ item }: { readonly item: OutboxItem }) {
  const { t, language } = useWords();
  const { waitsFor, nextTryAt, submission } = item;
  const counts = waitsFor === 'retry' || waitsFor === 'account-retry';
  const now = useNow(counts);
  if (submission.status === 'held' && submission.hold === 'account') return t('outbox.when.account');
  if (waitsFor === null || waitsFor === 'undo') return null;
  const span = formatSpan((nextTryAt ?? now) - now, language);
  switch (waitsFor) {
    case 'schedule':
      return <Scheduled item={item} />;
    case 'retry':
      return nextTryAt !== null && nextTryAt <= now
        ? t('outbox.when.turn')
        : t('outbox.when.retry', { span });
    case 'account-retry':
      return nextTryAt !== null && nextTryAt <= now
        ? t('outbox.when.turn')
        : t('outbox.when.accountRetry', { span });
    case 'all-paused':
      return t('outbox.when.allPaused');
    case 'network':
      return t('outbox.when.network');
    case 'turn':
      return t('outbox.when.turn');
  }
}

/** On the reader's clock; on the chosen one too where that is another. */
function Scheduled({ item }: { readonly item: OutboxItem }) {
  const { t, language } = useWords();
  const { schedule } = item.submission;
  if (schedule === null) return null;
  const here = capital(formatMoment(schedule.at, language), language);
  if (schedule.zone === systemZone()) return here;
  const there = { when: formatMoment(schedule.at, language, schedule.zone), zone: nameOf(schedule.zone) };
  return `${here} (${t('outbox.when.zone', there)})`;
}

const nameOf = (zone: string) => zone.replaceAll('_', '\u00A0');
