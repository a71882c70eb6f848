/** All commands (Ctrl+K), grouped, each with its shortcut: those that somebody carries out now. */
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import '@mantine/spotlight/styles.layer.css';
import {
  IconAdjustments,
  IconBraces,
  IconEye,
  IconFolder,
  IconArrowLeft,
  IconCalendarClock,
  IconArrowRight,
  IconClipboardText,
  IconCommand,
  IconCopy,
  IconDeviceFloppy,
  IconDownload,
  IconFileTypePdf,
  IconFolderOpen,
  IconLayoutSidebarRight,
  IconHelp,
  IconHistory,
  IconMailCheck,
  IconMailForward,
  IconMailSearch,
  IconMoodSmile,
  IconNote,
  IconPaperclip,
  IconPencil,
  IconPencilPlus,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlugConnected,
  IconPlus,
  IconPrinter,
  IconRefresh,
  IconRepeat,
  IconSearch,
  IconSend,
  IconAddressBook,
  IconServer2,
  IconSettings,
  IconTemplate,
  IconTypography,
  IconTextSpellcheck,
  IconTransfer,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { CommandId } from '#core/contract/app.ts';
import { commands } from '#core/contract/commands.ts';
import { Keys, useAvailableCommands, useRunCommand } from '../commands.tsx';
import { Icon } from '../ui/marks/Icon.tsx';
import { Kbd } from '../ui/marks/Kbd.tsx';
import { useWords } from '../words.ts';
import styles from './palette.module.css';

const icons: Record<CommandId, TablerIcon> = {
  compose: IconPencil,
  'open-file': IconFolderOpen,
  'open-pasted': IconClipboardText,
  send: IconSend,
  'send-later': IconCalendarClock,
  'send-all-now': IconRefresh,
  'pause-all': IconPlayerPause,
  'resume-all': IconPlayerPlay,
  'toggle-slip': IconLayoutSidebarRight,
  'sending-options': IconAdjustments,
  preview: IconEye,
  'draft-versions': IconHistory,
  templates: IconTemplate,
  'writing-mode': IconTypography,
  emoji: IconMoodSmile,
  'attach-folder': IconFolder,
  'spelling-next': IconTextSpellcheck,
  'spelling-previous': IconTextSpellcheck,
  'spelling-suggest': IconTextSpellcheck,
  'spelling-languages': IconTextSpellcheck,
  'close-tab': IconX,
  'go-drafts': IconNote,
  'go-outbox': IconMailForward,
  'go-sent': IconMailCheck,
  'go-lens': IconMailSearch,
  'go-contacts': IconAddressBook,
  'go-accounts': IconServer2,
  'go-settings': IconSettings,
  'save-eml': IconDeviceFloppy,
  'edit-as-new': IconPencilPlus,
  'send-again': IconRepeat,
  'forward-as-attachment': IconPaperclip,
  'copy-tab': IconCopy,
  'save-report': IconDownload,
  'save-findings': IconBraces,
  'save-pdf': IconFileTypePdf,
  print: IconPrinter,
  guide: IconHelp,
  'add-account': IconPlus,
  'transfer-accounts': IconTransfer,
  'test-account': IconPlugConnected,
  palette: IconCommand,
  'next-column': IconArrowRight,
  'previous-column': IconArrowLeft,
  'rebuild-index': IconRefresh,
};

const [store, actions] = createSpotlight();

/** Letters without their marks, so that `reglages` finds Réglages. */
const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

export default function Palette({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const run = useRunCommand();
  const [query, setQuery] = useState('');
  useEffect(() => {
    actions.open();
    return () => actions.close();
  }, []);
  const asked = plain(query.trim());
  const found = useAvailableCommands().filter(
    (id) => id !== 'palette' && plain(t(`app.command.${id}`)).includes(asked),
  );
  const groups = [...new Set(found.map((id) => commands[id].group))];
  return (
    <Spotlight.Root
      store={store}
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={onClose}
      returnFocus
      size={640}
      yOffset={88}
      transitionProps={{ duration: 0 }}
      overlayProps={{ blur: 0 }}
      attributes={{ content: { 'aria-label': t('app.allCommands') } }}
      classNames={{
        content: styles.content ?? '',
        overlay: styles.overlay ?? '',
        search: styles.search ?? '',
        actionsList: styles.list ?? '',
        actionsGroup: styles.group ?? '',
        action: styles.action ?? '',
        actionSection: styles.section ?? '',
      }}
    >
      <Spotlight.Search
        placeholder={t('app.palette.search')}
        aria-label={t('app.palette.search')}
        leftSection={<Icon of={IconSearch} />}
        rightSection={<Kbd>Esc</Kbd>}
        rightSectionWidth={56}
      />
      <Spotlight.ActionsList>
        {groups.map((group) => (
          <Spotlight.ActionsGroup key={group} label={t(`app.palette.group.${group}`)}>
            {found
              .filter((id) => commands[id].group === group)
              .map((id) => (
                <Spotlight.Action
                  key={id}
                  label={t(`app.command.${id}`)}
                  highlightQuery
                  highlightColor="transparent"
                  dimmedSections={false}
                  leftSection={<Icon of={icons[id]} />}
                  rightSection={<Keys id={id} />}
                  onClick={() => run(id)}
                />
              ))}
          </Spotlight.ActionsGroup>
        ))}
        {found.length === 0 && <Spotlight.Empty>{t('app.palette.nothing')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
      <div className={styles.foot} aria-hidden>
        <span>
          <Kbd>↑</Kbd>
          <Kbd>↓</Kbd>
          {t('app.palette.choose')}
        </span>
        <span>
          <Kbd>↵</Kbd>
          {t('app.palette.run')}
        </span>
      </div>
    </Spotlight.Root>
  );
}
