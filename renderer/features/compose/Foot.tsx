/** The foot of the composer: whether it is saved, the slip's button where the slip is hidden, Send, and above them the time for later. */
import { ActionIcon, Button, Loader, Tooltip } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import { IconCircleCheck, IconMail, IconPaperclip, IconPencil, IconTrash } from '@tabler/icons-react';
import type { Schedule } from '#core/message/sending-schema.ts';
import { formatTime } from '../../format.ts';
import { usePlace } from '../../place.tsx';
import { Icon } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { useRemoveDraft } from '../drafts/remove.ts';
import { PreviewButton } from '../preview/PreviewButton.tsx';
import { VersionsButton } from '../versions/DraftVersions.tsx';
import styles from './compose.module.css';
import type { DraftSession } from './draft/draft-session.ts';
import { endSession, forgetSession, useDraft } from './draft/sessions.ts';
import { SendButton } from './sending/later/SendButton.tsx';
import { SpellingButton } from './spelling/SpellingButton.tsx';
import sending from './sending/sending.module.css';

/** ms that a save may take before it is worth a word */
const NOTICED = 300;

const ScheduleForm = lazy(() => import('./sending/later/ScheduleForm.tsx'));

export function Foot({
  session,
  narrow,
  slipShown,
  previewing,
  onSlip,
  onSend,
}: {
  readonly session: DraftSession;
  readonly narrow: boolean;
  readonly slipShown: boolean;
  /** the message is looked at, not the draft */
  readonly previewing: boolean;
  readonly onSlip: () => void;
  readonly onSend: (schedule: Schedule | null) => void;
}) {
  const { t } = useWords();
  const { closeDraft } = usePlace();
  const remove = useRemoveDraft();
  const { waiting, handingOver } = useDraft(session, ({ uploads, handingOver: leaving }) => {
    return { waiting: uploads.length, handingOver: leaving };
  });
  const [later, setLater] = useState(false);
  const discard = async () => {
    if (session.isBlank) {
      await endSession(session.id);
      closeDraft(session.id);
      return;
    }
    if (!(await session.close())) return;
    forgetSession(session.id);
    closeDraft(session.id);
    await remove(session.id, session.state().content.subject);
  };
  return (
    <>
      {later && (
        <Suspense>
          <div className={sending.later}>
            <ScheduleForm
              before={null}
              action={t('outbox.later.schedule')}
              busy={handingOver}
              onSchedule={(schedule) => {
                setLater(false);
                onSend(schedule);
              }}
              onCancel={() => setLater(false)}
            />
          </div>
        </Suspense>
      )}
      <footer className={styles.foot}>
        {narrow && (
          <ActionIcon
            aria-label={t('compose.attach')}
            disabled={handingOver}
            onClick={() => void session.files.choose()}
          >
            <Icon of={IconPaperclip} />
          </ActionIcon>
        )}
        <Saved session={session} />
        <span className={styles.grow} />
        <SpellingButton session={session} disabled={handingOver} />
        <VersionsButton disabled={handingOver} />
        <Tooltip label={t('compose.discard')}>
          <ActionIcon aria-label={t('compose.discard')} disabled={handingOver} onClick={() => void discard()}>
            <Icon of={IconTrash} />
          </ActionIcon>
        </Tooltip>
        {narrow && (
          <Tooltip label={t('compose.slip.envelope')}>
            <ActionIcon aria-label={t('compose.slip.envelope')} onClick={onSlip}>
              <Icon of={IconMail} />
            </ActionIcon>
          </Tooltip>
        )}
        {!narrow && !slipShown && (
          <Button leftSection={<Icon of={IconMail} />} onClick={onSlip}>
            {t('compose.slip.envelope')}
          </Button>
        )}
        <PreviewButton pressed={previewing} narrow={narrow} disabled={handingOver || waiting > 0} />
        <SendButton
          waiting={waiting}
          handingOver={handingOver}
          quiet={later}
          onSend={onSend}
          onOtherTime={() => setLater(true)}
        />
      </footer>
    </>
  );
}

function Saved({ session }: { readonly session: DraftSession }) {
  const { t, language } = useWords();
  const { saving, savedAt } = useDraft(session, (state) => ({
    saving: state.saving,
    savedAt: state.savedAt,
  }));
  const [takesLong] = useDebouncedValue(saving === 'saving', NOTICED);
  const { icon, text } = {
    saved: {
      icon: <Icon of={IconCircleCheck} size={16} />,
      text: t('compose.saved', { time: formatTime(savedAt, language) }),
    },
    saving: { icon: <Loader size={14} />, text: t('compose.saving') },
    changed: { icon: <Icon of={IconPencil} size={16} />, text: t('compose.changed') },
  }[saving === 'saving' && !takesLong ? 'changed' : saving];
  return (
    <span className={styles.saved} data-saved={saving === 'saved' || undefined}>
      {icon}
      {text}
    </span>
  );
}
