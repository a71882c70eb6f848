/** Which languages a draft is checked in: any number, or none. A dictionary that cannot be read says so here. */
import { Menu } from '@mantine/core';
import { IconBook, IconRefresh } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { SPELLING_LANGUAGES } from '#core/spelling/languages.ts';
import { useRunCommand } from '../../../commands.tsx';
import { Icon } from '../../../ui/index.ts';
import type { DraftSession } from '../draft/draft-session.ts';
import { speller } from './speller.ts';
import styles from './spelling.module.css';
import { useSpellingLanguages } from './use-checking.ts';
import { useSpellingT } from './words.ts';

export default function LanguageMenu({
  session,
  onClose,
}: {
  readonly session: DraftSession;
  readonly onClose: () => void;
}) {
  const t = useSpellingT();
  const run = useRunCommand();
  const { languages, choose, toggle } = useSpellingLanguages(session);
  const unreadable = useSyncExternalStore(speller.subscribe, speller.unreadable);
  return (
    <Menu
      opened
      position="top-end"
      width={300}
      withinPortal={false}
      returnFocus={false}
      closeOnItemClick={false}
      alignItemsLabels="all"
      withInitialFocusPlaceholder={false}
      zIndex={450}
      onChange={(opened) => {
        if (!opened) onClose();
      }}
    >
      <Menu.Target>
        <span className={styles.menuAnchor} aria-hidden />
      </Menu.Target>
      <Menu.Dropdown aria-label={t('languages')}>
        <Menu.Label>{t('any')}</Menu.Label>
        {SPELLING_LANGUAGES.map((language) => (
          <Menu.CheckboxItem
            key={language}
            checked={languages.includes(language)}
            onChange={() => toggle(language)}
          >
            {t(`language.${language}`)}
            {unreadable.includes(language) && <span className={styles.unreadable}>{t('unreadable')}</span>}
          </Menu.CheckboxItem>
        ))}
        <Menu.Divider />
        <Menu.CheckboxItem checked={languages.length === 0} onChange={() => choose([])}>
          {t('off')}
        </Menu.CheckboxItem>
        {unreadable.length > 0 && (
          <Menu.Item leftSection={<Icon of={IconRefresh} />} onClick={() => speller.retry()}>
            {t('retry')}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<Icon of={IconBook} />}
          onClick={() => {
            onClose();
            run('go-settings');
          }}
        >
          {t('myWords')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
