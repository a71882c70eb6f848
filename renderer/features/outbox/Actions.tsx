/** The buttons at the right of a card: those that its state allows. */
import { Button, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconChevronDown,
  IconChevronUp,
  IconMessageCode,
  IconRefresh,
  IconX,
} from '@tabler/icons-react';
import type { OutboxItem } from '#core/contract/outbox.ts';
import { Icon } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import type { OutboxActions } from './actions.ts';
import styles from './outbox.module.css';

export function Actions({
  item,
  actions,
  table,
  open,
  onOpen,
  onRead,
}: {
  readonly item: OutboxItem;
  readonly actions: OutboxActions;
  /** the id of the recipients' table */
  readonly table: string;
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly onRead: () => void;
}) {
  const { t } = useWords();
  const { status, recipients } = item.submission;
  const waits = recipients.some(({ fate }) => fate === 'waiting' || fate === 'deferred');
  const ended =
    status === 'sent' || status === 'failed' || status === 'partly-sent' || status === 'cancelled';
  // Nobody has it: what was written goes back to where it can be mended.
  const comesBack = status === 'failed' && item.submission.draftId !== null;
  if (status === 'sending') return <StopButton item={item} actions={actions} />;
  return (
    <div className={styles.actions}>
      {item.submission.attempts > 0 && (
        <Button size="xs" leftSection={<Icon of={IconMessageCode} size={16} />} onClick={onRead}>
          {t('outbox.read')}
        </Button>
      )}
      {recipients.length > 1 && (
        <Button
          size="xs"
          aria-expanded={open}
          aria-controls={table}
          leftSection={<Icon of={open ? IconChevronUp : IconChevronDown} size={16} />}
          onClick={onOpen}
        >
          {t('outbox.recipients')}
        </Button>
      )}
      {waits && status !== 'unknown' && (
        <Button
          size="xs"
          disabled={actions.busy}
          leftSection={<Icon of={IconRefresh} size={16} />}
          onClick={actions.tryAgain}
        >
          {t('app.tryAgain')}
        </Button>
      )}
      {waits && status !== 'unknown' && (
        <Button
          size="xs"
          disabled={actions.busy}
          leftSection={<Icon of={IconX} size={16} />}
          onClick={actions.cancel}
        >
          {t('outbox.giveUp')}
        </Button>
      )}
      {ended && !waits && (
        <Button
          size="xs"
          disabled={actions.busy}
          leftSection={<Icon of={comesBack ? IconArrowBackUp : IconX} size={16} />}
          onClick={actions.dismiss}
        >
          {t(comesBack ? 'outbox.backToDrafts' : 'outbox.putAway')}
        </Button>
      )}
    </div>
  );
}

/** From the final dot on nothing can be stopped: then the button says why. */
function StopButton({ item, actions }: { readonly item: OutboxItem; readonly actions: OutboxActions }) {
  const { t } = useWords();
  const stoppable = item.progress?.stoppable ?? true;
  const button = (
    <Button
      size="xs"
      leftSection={<Icon of={IconX} size={16} />}
      {...(!stoppable && { 'data-disabled': true })}
      aria-disabled={!stoppable}
      disabled={actions.busy}
      onClick={stoppable ? actions.stop : undefined}
    >
      {t('outbox.stop')}
    </Button>
  );
  return (
    <div className={styles.actions}>
      {stoppable ? button : <Tooltip label={t('outbox.tooLate')}>{button}</Tooltip>}
    </div>
  );
}
