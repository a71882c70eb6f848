/** The buttons at the right of a card: exactly what the outbox allows now, the likeliest as buttons, the others in a menu. */
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconCalendarClock,
  IconChevronDown,
  IconChevronUp,
  IconDots,
  IconEdit,
  IconMailShare,
  IconMessageCode,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconSend2,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import type { OutboxItem } from '#core/contract/outbox.ts';
import { keysText } from '../../../keys.ts';
import { Icon, Kbd } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import styles from '../outbox.module.css';
import type { Asking } from './actions.ts';
import { arrange, type CardAction } from './prominent.ts';

interface Face {
  readonly icon: TablerIcon;
  readonly label: string;
}

/** What a button says depends on what it does to this one. */
function useFaces({ submission, fates, waitsFor }: OutboxItem): (action: CardAction) => Face {
  const { t } = useWords();
  const { status, hold, draftId, attempts, mailing } = submission;
  const nobody = fates.accepted + fates.unknown === 0;
  return (action) => {
    switch (action) {
      case 'edit':
        return waitsFor === 'undo'
          ? { icon: IconArrowBackUp, label: t('outbox.action.undo') }
          : { icon: IconEdit, label: t('outbox.action.edit') };
      case 'send-now':
        if (hold === 'not-all-at-once') return { icon: IconSend2, label: t('outbox.action.inParts') };
        return attempts > 0 && hold !== 'missed-schedule'
          ? { icon: IconRefresh, label: t('outbox.action.tryNow') }
          : { icon: IconSend2, label: t('outbox.action.sendNow') };
      case 'pause':
        return { icon: IconPlayerPause, label: t('outbox.action.pause') };
      case 'resume':
        return { icon: IconPlayerPlay, label: t('outbox.action.resume') };
      case 'reschedule':
        return { icon: IconCalendarClock, label: t('outbox.action.reschedule') };
      case 'other':
        return { icon: IconMailShare, label: t('outbox.action.other') };
      case 'cancel':
        if (status === 'scheduled') return { icon: IconX, label: t('outbox.action.unschedule') };
        return { icon: IconX, label: t(nobody ? 'outbox.action.cancel' : 'outbox.action.cancelRest') };
      case 'dismiss':
        // What is left of a mailing is no draft.
        return nobody && draftId !== null && mailing === null
          ? { icon: IconArrowBackUp, label: t('outbox.action.backToDrafts') }
          : { icon: IconX, label: t('outbox.action.dismiss') };
    }
  };
}

export function Actions({
  item,
  asking,
  details,
  open,
  onDetails,
  onAction,
  onRead,
}: {
  readonly item: OutboxItem;
  readonly asking: Asking;
  /** the id of the details */
  readonly details: string;
  readonly open: boolean;
  readonly onDetails: () => void;
  readonly onAction: (action: CardAction) => void;
  readonly onRead: () => void;
}) {
  const { t } = useWords();
  const faceOf = useFaces(item);
  const { shown, rest } = arrange(item);
  const tried = item.submission.attempts > 0;
  if (item.submission.status === 'sending') return <StopButton item={item} asking={asking} />;
  const isUnknown = item.submission.status === 'unknown';
  return (
    <div className={styles.actions}>
      {shown.map((action) => {
        const { icon, label } = faceOf(action);
        return (
          <Button
            key={action}
            size="xs"
            disabled={asking.busy}
            leftSection={<Icon of={icon} size={16} />}
            onClick={() => onAction(action)}
          >
            {label}
          </Button>
        );
      })}
      {item.waitsFor === 'undo' && <Kbd>{keysText('Mod+Z')}</Kbd>}
      {isUnknown && (
        <Button size="xs" leftSection={<Icon of={IconMessageCode} size={16} />} onClick={onRead}>
          {t('outbox.read')}
        </Button>
      )}
      <Tooltip withinPortal={false} label={t('outbox.action.details')}>
        <ActionIcon
          variant="default"
          aria-label={t('outbox.action.details')}
          aria-expanded={open}
          aria-controls={details}
          onClick={onDetails}
        >
          <Icon of={open ? IconChevronUp : IconChevronDown} size={16} />
        </ActionIcon>
      </Tooltip>
      <More
        actions={rest}
        faceOf={faceOf}
        busy={asking.busy}
        onAction={onAction}
        onRead={tried && !isUnknown ? onRead : null}
      />
    </div>
  );
}

function More({
  actions,
  faceOf,
  busy,
  onAction,
  onRead,
}: {
  readonly actions: readonly CardAction[];
  readonly faceOf: (action: CardAction) => Face;
  readonly busy: boolean;
  readonly onAction: (action: CardAction) => void;
  /** null: nothing was said yet, or its button stands on the card */
  readonly onRead: (() => void) | null;
}) {
  const { t } = useWords();
  if (actions.length === 0 && onRead === null) return null;
  return (
    <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="default" aria-label={t('outbox.action.more')}>
          <Icon of={IconDots} size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {onRead !== null && (
          <Menu.Item leftSection={<Icon of={IconMessageCode} />} onClick={onRead}>
            {t('outbox.read')}
          </Menu.Item>
        )}
        {onRead !== null && actions.length > 0 && <Menu.Divider />}
        {actions.map((action) => {
          const { icon, label } = faceOf(action);
          return (
            <Menu.Item
              key={action}
              disabled={busy}
              leftSection={<Icon of={icon} />}
              onClick={() => onAction(action)}
            >
              {label}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

/** From the final dot on nothing can be stopped: then the button says why. */
function StopButton({ item, asking }: { readonly item: OutboxItem; readonly asking: Asking }) {
  const { t } = useWords();
  const stoppable = item.progress?.stoppable ?? true;
  const stop = () => void asking.ask('outbox.stop', { id: item.submission.id });
  const button = (
    <Button
      size="xs"
      leftSection={<Icon of={IconX} size={16} />}
      {...(!stoppable && { 'data-disabled': true })}
      aria-disabled={!stoppable}
      disabled={asking.busy}
      onClick={stoppable ? stop : undefined}
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
