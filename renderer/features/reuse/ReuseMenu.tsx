/** What can be made of a message: a button with a menu in the lens's head, and the same as commands. Making the draft is loaded when asked for. */
import { Button, Menu } from '@mantine/core';
import {
  IconChevronDown,
  IconPaperclip,
  IconPencilPlus,
  IconRepeat,
  type TablerIcon,
} from '@tabler/icons-react';
import { useState } from 'react';
import { errorOf } from '../../api.ts';
import { Keys, useCommand } from '../../commands.tsx';
import { usePlace } from '../../place.tsx';
import { Icon, toast, useErrorWords } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import type { Header, LensMessage } from '../lens/message.ts';
import type { Reuse } from './notes.ts';

const icons: Record<Reuse, TablerIcon> = {
  'edit-as-new': IconPencilPlus,
  'send-again': IconRepeat,
  'forward-as-attachment': IconPaperclip,
};

export function ReuseMenu({ message, header }: { readonly message: LensMessage; readonly header: Header }) {
  const { t, language } = useWords();
  const say = useErrorWords();
  const { compose } = usePlace();
  const [working, setWorking] = useState(false);
  // Mail that somebody else wrote is not sent again from here.
  const isOwn = message.kind === 'sent';
  const make = (how: Reuse) => {
    if (working) return;
    setWorking(true);
    void import('./reuse.ts')
      .then(({ draftFrom }) => draftFrom(how, { message, header, language }))
      .then(compose)
      .catch((error: unknown) => toast({ kind: 'error', title: say(errorOf(error)) }))
      .finally(() => setWorking(false));
  };
  useCommand('edit-as-new', () => make('edit-as-new'));
  useCommand('send-again', () => make('send-again'), { enabled: isOwn });
  useCommand('forward-as-attachment', () => make('forward-as-attachment'));
  const offered: Reuse[] = [
    'edit-as-new',
    ...(isOwn ? (['send-again'] as const) : []),
    'forward-as-attachment',
  ];
  return (
    <Menu position="bottom-start" width={320} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button size="xs" loading={working} rightSection={<Icon of={IconChevronDown} size={16} />}>
          {t('lens.head.useAgain')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map((how) => (
          <Menu.Item
            key={how}
            leftSection={<Icon of={icons[how]} size={16} />}
            rightSection={<Keys id={how} quiet />}
            onClick={() => make(how)}
          >
            {t(`app.command.${how}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
