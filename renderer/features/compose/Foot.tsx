/** The foot of the composer: whether it is saved, the slip's button where the slip is hidden, and Send. */
import { ActionIcon, Button, Loader, Tooltip } from '@mantine/core';
import {
  IconCircleCheck,
  IconMail,
  IconPaperclip,
  IconPencil,
  IconSend2,
  IconTrash,
} from '@tabler/icons-react';
import { Keys } from '../../commands.tsx';
import { formatTime } from '../../format.ts';
import { usePlace } from '../../place.tsx';
import { Icon } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { useRemoveDraft } from '../drafts/remove.ts';
import styles from './compose.module.css';
import type { DraftSession } from './draft/draft-session.ts';
import { endSession, forgetSession, useDraftState } from './draft/sessions.ts';

export function Foot({
  session,
  narrow,
  slipShown,
  onSlip,
  onSend,
}: {
  readonly session: DraftSession;
  readonly narrow: boolean;
  readonly slipShown: boolean;
  readonly onSlip: () => void;
  readonly onSend: () => void;
}) {
  const { t } = useWords();
  const { closeDraft } = usePlace();
  const remove = useRemoveDraft();
  const { uploads, handingOver, content } = useDraftState(session);
  const discard = async () => {
    if (session.isBlank) {
      await endSession(session.id);
      closeDraft(session.id);
      return;
    }
    if (!(await session.close())) return;
    forgetSession(session.id);
    closeDraft(session.id);
    await remove(session.id, content.subject);
  };
  return (
    <footer className={styles.foot}>
      {narrow && (
        <ActionIcon
          aria-label={t('compose.attach')}
          disabled={handingOver}
          onClick={() => void session.choose()}
        >
          <Icon of={IconPaperclip} />
        </ActionIcon>
      )}
      <Saved session={session} />
      <span className={styles.grow} />
      <Tooltip label={t('compose.discard')}>
        <ActionIcon aria-label={t('compose.discard')} disabled={handingOver} onClick={() => void discard()}>
          <Icon of={IconTrash} />
        </ActionIcon>
      </Tooltip>
      {!slipShown && (
        <Button leftSection={<Icon of={IconMail} />} onClick={onSlip}>
          {t('compose.slip.envelope')}
        </Button>
      )}
      <SendButton waiting={uploads.length} handingOver={handingOver} onSend={onSend} />
    </footer>
  );
}

/** While files are on their way it waits, and says why. */
function SendButton({
  waiting,
  handingOver,
  onSend,
}: {
  readonly waiting: number;
  readonly handingOver: boolean;
  readonly onSend: () => void;
}) {
  const { t } = useWords();
  const button = (
    <Button
      variant="filled"
      leftSection={<Icon of={IconSend2} />}
      rightSection={<Keys id="send" quiet />}
      loading={handingOver}
      aria-disabled={waiting > 0}
      {...(waiting > 0 && { 'data-disabled': true })}
      onClick={waiting > 0 ? undefined : onSend}
    >
      {t('compose.send')}
    </Button>
  );
  return waiting > 0 ? (
    <Tooltip label={t('compose.waitsForFiles', { count: waiting })}>{button}</Tooltip>
  ) : (
    button
  );
}

function Saved({ session }: { readonly session: DraftSession }) {
  const { t, language } = useWords();
  const { saving, savedAt } = useDraftState(session);
  const { icon, text } = {
    saved: {
      icon: <Icon of={IconCircleCheck} size={16} />,
      text: t('compose.saved', { time: formatTime(savedAt, language) }),
    },
    saving: { icon: <Loader size={14} />, text: t('compose.saving') },
    changed: { icon: <Icon of={IconPencil} size={16} />, text: t('compose.changed') },
  }[saving];
  return (
    <span className={styles.saved} data-saved={saving === 'saved' || undefined}>
      {icon}
      {text}
    </span>
  );
}
