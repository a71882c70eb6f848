/** A tab for each draft that is open: arrows move, Delete closes, the plus begins another. */
import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { DraftId } from '#core/message/ids.ts';
import { useCall } from '../../api.ts';
import { useRunCommand } from '../../commands.tsx';
import { usePlace } from '../../place.tsx';
import { Icon } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { useOpenSession } from './draft/sessions.ts';
import { useSubject } from './draft/subject.ts';
import styles from './compose.module.css';

export function DraftTabs({ onClose }: { readonly onClose: (id: DraftId) => void }) {
  const { t } = useWords();
  const run = useRunCommand();
  const { openDrafts, activeDraft, compose } = usePlace();
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (event.key === 'Delete' && activeDraft !== null) onClose(activeDraft);
    if (step === 0 || activeDraft === null) return;
    event.preventDefault();
    const at = (openDrafts.indexOf(activeDraft) + step + openDrafts.length) % openDrafts.length;
    void compose(openDrafts[at]);
    const tabs = event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]');
    tabs[at]?.focus();
  };
  return (
    <div className={styles.tabs}>
      <div
        className={styles.tabList}
        role="tablist"
        aria-label={t('compose.openDrafts')}
        onKeyDown={onKeyDown}
      >
        {openDrafts.map((id) => (
          <DraftTab key={id} id={id} onClose={() => onClose(id)} />
        ))}
      </div>
      <ActionIcon aria-label={t('compose.write')} onClick={() => run('compose')}>
        <Icon of={IconPlus} />
      </ActionIcon>
    </div>
  );
}

function DraftTab({ id, onClose }: { readonly id: DraftId; readonly onClose: () => void }) {
  const { t } = useWords();
  const { activeDraft, compose } = usePlace();
  const session = useOpenSession(id);
  const summaries = useCall('drafts.list', null);
  const written = useSubject(session);
  const subject = written ?? summaries.data?.find((draft) => draft.id === id)?.subject ?? '';
  const active = id === activeDraft;
  const tab = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    // On a narrow window it may lie beyond the edge.
    if (active) tab.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);
  return (
    <span ref={tab} className={styles.tab} data-active={active || undefined} role="presentation">
      <UnstyledButton
        className={styles.tabName}
        role="tab"
        aria-selected={active}
        aria-controls={active ? 'composer' : undefined}
        aria-keyshortcuts="Delete"
        tabIndex={active ? 0 : -1}
        onClick={() => void compose(id)}
        onAuxClick={(event) => event.button === 1 && onClose()}
      >
        {subject.trim() === '' ? t('compose.newMessage') : subject}
      </UnstyledButton>
      {/* For the pointer; by keyboard it is Delete on the tab, or the command. */}
      <ActionIcon size={24} tabIndex={-1} aria-hidden title={t('compose.closeTab')} onClick={onClose}>
        <Icon of={IconX} size={14} />
      </ActionIcon>
    </span>
  );
}
