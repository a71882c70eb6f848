/** The buttons of a mailing in the outbox: the likeliest two stand on its card, the others wait in a menu. */
import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconDots,
  IconEdit,
  IconPlayerPause,
  IconPlayerPlay,
  IconSend2,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import type { OutboxMailing } from '#core/contract/mailings.ts';
import type { MailingAction } from '#core/mailing/states.ts';
import { keysText } from '../../keys.ts';
import { Icon, Kbd } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { useMailingsT } from './words.ts';

const icons: Record<MailingAction, TablerIcon> = {
  edit: IconEdit,
  'send-now': IconSend2,
  resume: IconPlayerPlay,
  pause: IconPlayerPause,
  cancel: IconX,
  dismiss: IconX,
};

/** In its undo delay nothing else is as near. */
const likeliest = ({ lead }: OutboxMailing): readonly MailingAction[] =>
  lead.waitsFor === 'undo' ? ['edit'] : ['resume', 'pause', 'dismiss'];

export function MailingActions({
  mailing,
  busy,
  onAction,
}: {
  readonly mailing: OutboxMailing;
  readonly busy: boolean;
  readonly onAction: (action: MailingAction) => void;
}) {
  const { t } = useWords();
  const say = useMailingsT();
  const { actions, lead, sums } = mailing;
  const isUndo = lead.waitsFor === 'undo';
  const labelOf = (action: MailingAction): string => {
    if (action === 'edit') return t(isUndo ? 'outbox.action.undo' : 'outbox.action.edit');
    if (action === 'cancel') return say((sums.accepted ?? 0) > 0 ? 'action.cancel' : 'action.cancelAll');
    const isDraftAgain = action === 'dismiss' && (sums.accepted ?? 0) + (sums.unknown ?? 0) === 0;
    return isDraftAgain ? t('outbox.action.backToDrafts') : say(`action.${action}`);
  };
  const shown = actions.filter((action) => likeliest(mailing).includes(action));
  const rest = actions.filter((action) => !shown.includes(action));
  return (
    <>
      {shown.map((action) => (
        <Button
          key={action}
          size="xs"
          disabled={busy}
          leftSection={<Icon of={action === 'edit' && isUndo ? IconArrowBackUp : icons[action]} size={16} />}
          onClick={() => onAction(action)}
        >
          {labelOf(action)}
        </Button>
      ))}
      {isUndo && actions.includes('edit') && <Kbd>{keysText('Mod+Z')}</Kbd>}
      {rest.length > 0 && (
        <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <ActionIcon variant="default" aria-label={t('outbox.action.more')}>
              <Icon of={IconDots} size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map((action) => (
              <Menu.Item
                key={action}
                disabled={busy}
                leftSection={<Icon of={icons[action]} />}
                onClick={() => onAction(action)}
              >
                {labelOf(action)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}
