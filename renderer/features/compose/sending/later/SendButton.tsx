/** Send, and beside it the menu of when: the undo time, what is offered for later, and any other time. */
import { Button, Menu, Tooltip } from '@mantine/core';
import {
  IconCalendarClock,
  IconCalendarWeek,
  IconChevronUp,
  IconClock,
  IconClockHour8,
  IconMoon,
  IconSend2,
  type TablerIcon,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { Schedule } from '#core/message/sending.ts';
import { wallClockAt } from '#core/message/zone.ts';
import { useCall } from '../../../../api.ts';
import { Keys, useCommand } from '../../../../commands.tsx';
import { formatSpan, formatWeekdayTime, systemZone } from '../../../../format.ts';
import { useNow } from '../../../../ui/clock.ts';
import { Icon } from '../../../../ui/index.ts';
import { useWords } from '../../../../words.ts';
import styles from './send.module.css';
import { presets, type PresetName } from './times.ts';

const icons: Record<PresetName, TablerIcon> = {
  hour: IconClock,
  evening: IconMoon,
  tomorrow: IconClockHour8,
  monday: IconCalendarWeek,
};

export function SendButton({
  waiting,
  handingOver,
  quiet,
  onSend,
  onOtherTime,
}: {
  /** files still on their way: it waits for them, and says why */
  readonly waiting: number;
  readonly handingOver: boolean;
  /** another button of this pane is the yellow one */
  readonly quiet: boolean;
  readonly onSend: (schedule: Schedule | null) => void;
  readonly onOtherTime: () => void;
}) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const blocked = waiting > 0;
  const may = !blocked && !handingOver;
  useCommand('send-later', () => setOpen(true), { enabled: may });
  const send = (schedule: Schedule | null) => may && onSend(schedule);
  const variant = quiet ? 'default' : 'filled';
  const group = (
    <Button.Group className={styles.group} data-quiet={quiet || undefined}>
      <Button
        variant={variant}
        leftSection={<Icon of={IconSend2} />}
        rightSection={<Keys id="send" quiet />}
        loading={handingOver}
        aria-disabled={blocked}
        {...(blocked && { 'data-disabled': true })}
        onClick={() => send(null)}
      >
        {t('compose.send')}
      </Button>
      <Menu
        opened={open}
        onChange={setOpen}
        position="top-end"
        width={336}
        withinPortal={false}
        // Above news, which stays.
        zIndex={450}
        withInitialFocusPlaceholder={false}
      >
        <Menu.Target>
          <Button
            className={styles.more ?? ''}
            variant={variant}
            aria-label={t('outbox.later.menu')}
            disabled={!may}
          >
            <Icon of={IconChevronUp} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Times onSend={send} onOtherTime={onOtherTime} />
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  );
  return blocked ? <Tooltip label={t('compose.waitsForFiles', { count: waiting })}>{group}</Tooltip> : group;
}

function Times({
  onSend,
  onOtherTime,
}: {
  readonly onSend: (schedule: Schedule | null) => void;
  readonly onOtherTime: () => void;
}) {
  const { t, language } = useWords();
  const seconds = useCall('settings.get', null).data?.undoSeconds ?? 0;
  const zone = systemZone();
  const now = useNow(true);
  return (
    <>
      <Menu.Item
        leftSection={<Icon of={IconSend2} />}
        rightSection={
          <span className={styles.hint}>
            {seconds > 0
              ? t('outbox.later.undoFor', { span: formatSpan(seconds * 1000, language) })
              : t('outbox.later.atOnce')}{' '}
            <Keys id="send" />
          </span>
        }
        onClick={() => onSend(null)}
      >
        <b>{t('compose.send')}</b>
      </Menu.Item>
      <Menu.Label>
        <span className={styles.label}>
          {t('outbox.later.title')} <Keys id="send-later" />
        </span>
      </Menu.Label>
      {presets(now, zone).map(({ name, at }) => (
        <Menu.Item
          key={name}
          leftSection={<Icon of={icons[name]} />}
          rightSection={
            <span className={styles.hint}>
              {name === 'hour' || name === 'evening'
                ? wallClockAt(at, zone).time
                : formatWeekdayTime(at, language, zone)}
            </span>
          }
          onClick={() => onSend({ at, zone })}
        >
          {t(`outbox.later.preset.${name}`)}
        </Menu.Item>
      ))}
      <Menu.Item
        leftSection={<Icon of={IconCalendarClock} />}
        rightSection={<span className={styles.hint}>{zone.replaceAll('_', ' ')}</span>}
        onClick={onOtherTime}
      >
        {t('outbox.later.other')}
      </Menu.Item>
    </>
  );
}
