/** Another time for one that has one, or for one that has none. */
import { lazy, Suspense } from 'react';
import type { OutboxItem } from '#core/contract/outbox.ts';
import { useWords } from '../../../words.ts';
import styles from '../outbox.module.css';
import type { Asking } from './actions.ts';

const ScheduleForm = lazy(() => import('../../compose/sending/later/ScheduleForm.tsx'));

export function Reschedule({
  item,
  asking,
  onClose,
}: {
  readonly item: OutboxItem;
  readonly asking: Asking;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { id, schedule } = item.submission;
  return (
    <Suspense>
      <div className={styles.form}>
        <ScheduleForm
          before={schedule}
          action={t('outbox.later.schedule')}
          busy={asking.busy}
          quiet
          onSchedule={(chosen) =>
            void asking.ask('outbox.reschedule', { id, schedule: chosen }).then((done) => {
              if (done) onClose();
            })
          }
          onCancel={onClose}
        />
      </div>
    </Suspense>
  );
}
