/** What is being written and not sent, last saved first. Enter opens a draft as a tab of the composer, Delete removes it with Undo. */
import { ActionIcon, Button, UnstyledButton } from '@mantine/core';
import { IconNote, IconPaperclip, IconTrash } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import type { DraftSummary } from '#core/message/draft.ts';
import { useCall } from '../../api.ts';
import { Keys, useRunCommand } from '../../commands.tsx';
import { formatDay, formatList, formatTime } from '../../format.ts';
import { usePlace } from '../../place.tsx';
import { AccountDot, EmptyState, ErrorPane, Icon, Pane, PaneHeader, PracticeBadge } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { endSession } from '../compose/draft/sessions.ts';
import heard from '../../ui/marks/heard.module.css';
import styles from './drafts.module.css';
import { useRemoveDraft } from './remove.ts';

export default function DraftsPlace() {
  const { t } = useWords();
  const run = useRunCommand();
  const drafts = useCall('drafts.list', null);
  const list = drafts.data ?? [];
  return (
    <Pane label={t('app.place.drafts')} paper>
      <PaneHeader
        title={t('app.place.drafts')}
        aside={list.length > 0 ? t('compose.drafts.count', { count: list.length }) : undefined}
        actions={
          <Button size="xs" rightSection={<Keys id="templates" quiet />} onClick={() => run('templates')}>
            {t('app.command.templates')}
          </Button>
        }
      />
      {drafts.isError && (
        <ErrorPane
          title={t('compose.drafts.cannotList')}
          error={drafts.error.error}
          onRetry={() => void drafts.refetch()}
        />
      )}
      {drafts.isSuccess && list.length === 0 && (
        <EmptyState
          icon={IconNote}
          title={t('compose.drafts.empty')}
          action={
            <Button size="xs" rightSection={<Keys id="compose" />} onClick={() => run('compose')}>
              {t('compose.write')}
            </Button>
          }
        >
          {t('compose.drafts.emptyText')}
        </EmptyState>
      )}
      {list.length > 0 && (
        <ul className={styles.drafts}>
          {list.map((draft) => (
            <DraftRow key={draft.id} draft={draft} />
          ))}
        </ul>
      )}
    </Pane>
  );
}

function DraftRow({ draft }: { readonly draft: DraftSummary }) {
  const { t, language } = useWords();
  const { compose } = usePlace();
  const remove = useRemoveDraft();
  const accounts = useCall('accounts.list', null).data?.accounts ?? [];
  const from = accounts.find(({ account }) => account.id === draft.accountId);
  const subject = draft.subject.trim() === '' ? t('compose.noSubject') : draft.subject;
  const discard = () =>
    void endSession(draft.id).then((ended) => (ended ? remove(draft.id, draft.subject) : undefined));
  const onKeyDown = (event: KeyboardEvent<HTMLLIElement>) => {
    const row = event.currentTarget;
    const next =
      event.key === 'ArrowDown'
        ? row.nextElementSibling
        : event.key === 'ArrowUp'
          ? row.previousElementSibling
          : null;
    if (next !== null) {
      event.preventDefault();
      next.querySelector('button')?.focus();
    }
    if (event.key === 'Delete') discard();
  };
  return (
    <li className={styles.draft} onKeyDown={onKeyDown}>
      <UnstyledButton className={styles.open} onClick={() => void compose(draft.id)}>
        <span className={styles.top}>
          <b>{draft.to.length === 0 ? t('compose.drafts.nobody') : formatList(draft.to, language)}</b>
          <span className={styles.time}>
            {t('compose.drafts.savedAt', {
              day: formatDay(draft.savedAt, language),
              time: formatTime(draft.savedAt, language),
            })}
          </span>
        </span>
        <span className={styles.second}>
          {from && <AccountDot hue={from.account.hue} />}
          {from && <span className={heard.heard}>{from.account.name}</span>}
          <span className={styles.subject}>{subject}</span>
          {draft.attachments > 0 && (
            <span className={styles.files}>
              <Icon of={IconPaperclip} size={14} />
              {t('compose.drafts.files', { count: draft.attachments })}
            </span>
          )}
          {from?.practice === true && <PracticeBadge />}
        </span>
      </UnstyledButton>
      <ActionIcon aria-label={t('compose.drafts.delete', { subject })} onClick={discard}>
        <Icon of={IconTrash} />
      </ActionIcon>
    </li>
  );
}
