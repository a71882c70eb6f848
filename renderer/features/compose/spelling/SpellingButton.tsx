/** At the composer's foot: in which languages the draft is checked. The menu that chooses them is loaded when it is first opened. */
import { Button, Tooltip } from '@mantine/core';
import { IconTextSpellcheck } from '@tabler/icons-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { useCommand } from '../../../commands.tsx';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { DraftSession } from '../draft/draft-session.ts';
import styles from './spelling.module.css';
import { useSpellingLanguages } from './use-checking.ts';

const LanguageMenu = lazy(async () => {
  const [menu, { loadSpellingWords }] = await Promise.all([
    import('./LanguageMenu.tsx'),
    import('./words.ts'),
  ]);
  await loadSpellingWords();
  return menu;
});

export function SpellingButton({
  session,
  disabled,
}: {
  readonly session: DraftSession;
  readonly disabled: boolean;
}) {
  const { t } = useWords();
  const { languages } = useSpellingLanguages(session);
  const [opened, setOpened] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useCommand('spelling-languages', () => setOpened(true), { enabled: !disabled });
  const label = t('app.command.spelling-languages');
  const codes = languages.map((language) => language.toUpperCase());
  return (
    <span className={styles.place}>
      <Tooltip label={label} disabled={opened}>
        <Button
          ref={button}
          className={styles.codes ?? ''}
          variant="subtle"
          leftSection={<Icon of={IconTextSpellcheck} />}
          aria-label={[label, ...codes].join(' ')}
          aria-haspopup="menu"
          aria-expanded={opened}
          disabled={disabled}
          onClick={() => setOpened(true)}
        >
          <span className={styles.which}>{codes.length === 0 ? '–' : codes.join('\u00A0')}</span>
        </Button>
      </Tooltip>
      {opened && (
        <Suspense>
          <LanguageMenu
            session={session}
            onClose={() => {
              setOpened(false);
              button.current?.focus();
            }}
          />
        </Suspense>
      )}
    </span>
  );
}
