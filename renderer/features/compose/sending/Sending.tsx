/** In place of the foot while the message is the outbox's: progress in bytes with Stop, or why it did not go, and the ways on from there. */
import { Button } from '@mantine/core';
import { IconArrowBackUp, IconRefresh, IconSend2, IconX } from '@tabler/icons-react';
import type { OutboxItem } from '#core/contract/outbox.ts';
import type { SubmissionId } from '#core/message/ids.ts';
import type { Diagnosis } from '#core/smtp/vocabulary.ts';
import { useAction } from '../../../api.ts';
import { formatBytes } from '../../../format.ts';
import { useOutboxItem } from '../../../outbox-answers.ts';
import { usePlace } from '../../../place.tsx';
import { putOff, useDiagnosisWords } from '../../../ui/exchange/diagnosis-words.ts';
import { ReplyText } from '../../../ui/exchange/ReplyText.tsx';
import { Icon, StatusBadge, useErrorWords } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { ByteBar } from '../ByteBar.tsx';
import type { DraftSession } from '../draft/draft-session.ts';
import styles from './sending.module.css';
import { useBackToDraft } from './undo.tsx';

export function Sending({
  session,
  submissionId,
}: {
  readonly session: DraftSession;
  readonly submissionId: SubmissionId;
}) {
  const item = useOutboxItem(submissionId);
  const goes = item === undefined || item.submission.status === 'sending' || isBeginning(item);
  return (
    <div className={styles.sending} role="status">
      {goes ? (
        <OnTheWire item={item} submissionId={submissionId} />
      ) : (
        <Stayed item={item} session={session} />
      )}
    </div>
  );
}

/** Queued and not tried yet: its turn comes. */
const isBeginning = ({ submission, waitsFor }: OutboxItem): boolean =>
  submission.status === 'queued' && submission.diagnosis === null && waitsFor !== 'all-paused';

function OnTheWire({
  item,
  submissionId,
}: {
  readonly item: OutboxItem | undefined;
  readonly submissionId: SubmissionId;
}) {
  const { t, language } = useWords();
  const stop = useAction('outbox.stop');
  const progress = item?.progress ?? null;
  const total = progress?.total ?? item?.size ?? 0;
  const sent = progress?.sent ?? 0;
  const stoppable = progress?.stoppable ?? true;
  const bytes = t('compose.bytes', {
    sent: formatBytes(sent, language),
    total: formatBytes(total, language),
  });
  return (
    <div className={styles.line}>
      <div className={styles.grow}>
        <div className={styles.words}>
          <b>{t('compose.sending')}</b>
          <span>{progress === null ? t('compose.connecting') : t(`smtp.step.${progress.step}`)}</span>
          {total > 0 && <span className={styles.bytes}>{bytes}</span>}
        </div>
        <ByteBar label={t('compose.sending')} words={bytes} done={sent} total={total} />
        {!stoppable && <span className={styles.hint}>{t('compose.tooLate')}</span>}
      </div>
      <Button
        leftSection={<Icon of={IconX} />}
        disabled={!stoppable || stop.isPending}
        onClick={() => stop.mutate({ id: submissionId })}
      >
        {t('compose.stop')}
      </Button>
    </div>
  );
}

function Stayed({ item, session }: { readonly item: OutboxItem; readonly session: DraftSession }) {
  const { t } = useWords();
  const say = useErrorWords();
  const { go, closeDraft } = usePlace();
  const tryAgain = useAction('outbox.sendNow');
  const back = useBackToDraft();
  const { submission, actions, waitsFor } = item;
  const failed = tryAgain.error;
  const request = { id: submission.id };
  const openOutbox = () => {
    closeDraft(session.id);
    go('outbox');
  };
  return (
    <div className={styles.stayed}>
      <div className={styles.what}>
        <StatusBadge status={submission.status} />
        {waitsFor === 'all-paused' && (
          <p>
            <b>{t('outbox.allPaused')}.</b> {t('outbox.allPausedText')}
          </p>
        )}
        {submission.diagnosis && (
          <Words
            diagnosis={submission.status === 'deferred' ? putOff(submission.diagnosis) : submission.diagnosis}
          />
        )}
        {failed && <p className={styles.failed}>{say(failed.error)}</p>}
      </div>
      <div className={styles.ways}>
        {actions.includes('edit') && (
          <Button leftSection={<Icon of={IconArrowBackUp} />} onClick={() => void back(submission.id)}>
            {t('compose.editAgain')}
          </Button>
        )}
        <Button leftSection={<Icon of={IconSend2} />} onClick={openOutbox}>
          {t('compose.openOutbox')}
        </Button>
        {actions.includes('send-now') && submission.status !== 'unknown' && (
          <Button
            variant="filled"
            leftSection={<Icon of={IconRefresh} />}
            disabled={tryAgain.isPending}
            onClick={() => tryAgain.mutate(request)}
          >
            {t('app.tryAgain')}
          </Button>
        )}
      </div>
    </div>
  );
}

function Words({ diagnosis }: { readonly diagnosis: Diagnosis }) {
  const words = useDiagnosisWords(diagnosis);
  return (
    <div className={styles.diagnosis}>
      {diagnosis.reply && (
        <ReplyText reply={diagnosis.reply} tone={diagnosis.reply.code < 500 ? 'warn' : 'danger'} />
      )}
      <p>
        <b>{words.title}</b> {words.text}
      </p>
      {words.fixes.length > 0 && (
        <ul>
          {words.fixes.map(({ code, text }) => (
            <li key={code}>{text}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
