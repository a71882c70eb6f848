/** The last attempts, newest first: when, with whom, how far, the server's own words. Each one's conversation is in the lens. */
import { Button } from '@mantine/core';
import { IconMessageCode } from '@tabler/icons-react';
import type { AttemptSummary } from '#core/contract/outbox.ts';
import type { AccountId } from '#core/message/ids.ts';
import { useCall } from '../../../api.ts';
import { formatDateTime, formatDuration } from '../../../format.ts';
import { ReplyText } from '../../../ui/exchange/ReplyText.tsx';
import { StepBar } from '../../../ui/exchange/StepBar.tsx';
import { useDiagnosisText } from '../../../ui/exchange/diagnosis-words.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import styles from '../outbox.module.css';
import { attemptSteps } from './attempt-steps.ts';

const SHOWN = 5;

export function Attempts({
  accountId,
  attempts,
  onRead,
}: {
  readonly accountId: AccountId;
  /** the oldest first */
  readonly attempts: readonly AttemptSummary[];
  readonly onRead: () => void;
}) {
  const { t } = useWords();
  const earlier = Math.max(0, attempts.length - SHOWN);
  const shown = attempts.slice(earlier).map((attempt, index) => ({ attempt, number: earlier + index + 1 }));
  return (
    <section className={styles.attempts} aria-label={t('outbox.attempts.title')}>
      <div className={styles.attemptsHead}>
        <b>{t('outbox.attempts.title')}</b>
        <Button size="xs" leftSection={<Icon of={IconMessageCode} size={16} />} onClick={onRead}>
          {t('outbox.read')}
        </Button>
      </div>
      {shown.toReversed().map(({ attempt, number }, index) => (
        <Attempt
          key={attempt.attemptId}
          attempt={attempt}
          number={number}
          accountId={accountId}
          withSteps={index === 0}
        />
      ))}
      {earlier > 0 && <p className={styles.small}>{t('outbox.attempts.earlier', { count: earlier })}</p>}
    </section>
  );
}

function Attempt({
  attempt,
  number,
  accountId,
  withSteps,
}: {
  readonly attempt: AttemptSummary;
  readonly number: number;
  readonly accountId: AccountId;
  readonly withSteps: boolean;
}) {
  const { t, language } = useWords();
  const diagnose = useDiagnosisText();
  const accounts = useCall('accounts.list', null).data?.accounts ?? [];
  const account = accounts.find((view) => view.account.id === accountId)?.account;
  const { beganAt, endedAt, remoteAddress, diagnosis, finalReply } = attempt;
  const reply = diagnosis?.reply ?? finalReply;
  const at = formatDateTime(beganAt, language);
  const when =
    endedAt === null
      ? `${at}, ${t('outbox.attempts.cut')}`
      : t('outbox.attempts.noted', { at, took: formatDuration(endedAt - beganAt, language) });
  return (
    <div className={styles.attempt}>
      <div className={styles.small}>
        <b>{t('outbox.attempts.number', { number })}</b>{' '}
        {[when, ...(remoteAddress === null ? [] : [remoteAddress])].join(' · ')}
      </div>
      {withSteps && account !== undefined && (
        <StepBar
          steps={attemptSteps(attempt, { security: account.security, signsIn: account.user !== '' })}
        />
      )}
      {reply && (
        <ReplyText reply={reply} tone={reply.code < 400 ? 'plain' : reply.code < 500 ? 'warn' : 'danger'} />
      )}
      {diagnosis && <span className={styles.small}>{diagnose(diagnosis).title}</span>}
    </div>
  );
}
