/** What has to be mended before sending, and what went wrong with saving. Wrong addresses say why at their chip; here stands how many. */
import { Button, UnstyledButton } from '@mantine/core';
import { IconAlertCircleFilled } from '@tabler/icons-react';
import type { Problem } from '#core/contract/errors.ts';
import { InlineMessage, useErrorWords } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import styles from './compose.module.css';
import type { DraftSession } from './draft/draft-session.ts';
import { isOfRecipient, useProblems, type Sender } from './draft/problems.ts';
import { useDraft } from './draft/sessions.ts';
import { Cited } from './fields/Cited.tsx';

/** What is mended among the sending options. */
const IN_OPTIONS: ReadonlySet<Problem['field']> = new Set(['envid', 'return-path', 'headers'] as const);

export function Problems({
  session,
  sender,
  onShow,
}: {
  readonly session: DraftSession;
  readonly sender: Sender | undefined;
  /** to where the first of them is mended */
  readonly onShow: () => void;
}) {
  const { t } = useWords();
  const say = useErrorWords();
  const { error, asked, refused } = useDraft(session, (state) => ({
    error: state.error,
    asked: state.asked,
    refused: state.refused,
  }));
  const problems = useProblems(session, sender);
  const addresses = problems.filter(isOfRecipient).length;
  // Before Send was pressed, an empty field is no fault yet.
  const others = problems.filter(
    (problem) =>
      !isOfRecipient(problem) && (asked || refused.includes(problem) || problem.code !== 'no-recipient'),
  );
  return (
    <div role="status" className={styles.problems}>
      {error && (
        <InlineMessage
          tone="error"
          onDismiss={() => session.set({ error: null })}
          actions={
            error.code === 'draft-conflict' && (
              <Button size="xs" onClick={() => void session.reload()}>
                {t('compose.takeOther')}
              </Button>
            )
          }
        >
          {say(error)}
        </InlineMessage>
      )}
      {(addresses > 0 || others.length > 0) && (
        <div className={styles.find}>
          <IconAlertCircleFilled size={16} aria-hidden />
          {addresses > 0 && <b>{t('compose.addressesToFix', { count: addresses })}</b>}
          <ul>
            {others.map((problem, at) => (
              <li key={`${String(at)} ${problem.code} ${problem.value}`}>
                <Cited text={t(`smtp.problem.${problem.code}`, { value: problem.value })} />
              </li>
            ))}
          </ul>
          {(addresses > 0 || others.some(({ field }) => IN_OPTIONS.has(field))) && (
            <UnstyledButton className={styles.link} onClick={onShow}>
              {t('compose.show')}
            </UnstyledButton>
          )}
        </div>
      )}
    </div>
  );
}
