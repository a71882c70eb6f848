/** What may have been meant by a word, under it; and what to do when it was meant as it stands. */
import { Menu } from '@mantine/core';
import { IconBookUpload, IconEyeOff } from '@tabler/icons-react';
import type { SpellingLanguage } from '#core/spelling/languages.ts';
import type { Word } from '#core/spelling/words.ts';
import { Icon } from '../../../ui/index.ts';
import { useLanguageNames } from './language-names.ts';
import type { Place, SpelledText } from './spelled-text.ts';
import styles from './spelling.module.css';
import { useSpellingT } from './words.ts';

export interface Offer extends Place {
  readonly text: SpelledText;
  readonly word: Word;
  readonly written: string;
  readonly suggestions: readonly string[];
}

export function SuggestionMenu({
  offer,
  languages,
  onTake,
  onAdd,
  onIgnore,
  onClose,
}: {
  readonly offer: Offer;
  readonly languages: readonly SpellingLanguage[];
  readonly onTake: (text: string) => void;
  readonly onAdd: () => void;
  readonly onIgnore: () => void;
  readonly onClose: () => void;
}) {
  const t = useSpellingT();
  const names = useLanguageNames(languages);
  const { suggestions, written, left, bottom } = offer;
  return (
    <Menu
      opened
      position="bottom-start"
      withinPortal={false}
      floatingStrategy="fixed"
      returnFocus={false}
      withInitialFocusPlaceholder={false}
      width={260}
      zIndex={450}
      onChange={(opened) => {
        if (!opened) onClose();
      }}
    >
      <Menu.Target>
        <span className={styles.anchor} ref={(span) => placeAt(span, left, bottom)} aria-hidden />
      </Menu.Target>
      <Menu.Dropdown aria-label={t('suggestions', { word: written })}>
        <Menu.Label>
          <span className={styles.about}>{t('notIn', { word: written, languages: names })}</span>
        </Menu.Label>
        {suggestions.map((suggestion) => (
          <Menu.Item key={suggestion} onClick={() => onTake(suggestion)}>
            <b>{suggestion}</b>
          </Menu.Item>
        ))}
        {suggestions.length === 0 && <Menu.Label>{t('noSuggestion')}</Menu.Label>}
        <Menu.Divider />
        <Menu.Item leftSection={<Icon of={IconBookUpload} size={16} />} onClick={onAdd}>
          {t('add')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon of={IconEyeOff} size={16} />} onClick={onIgnore}>
          {t('ignore')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function placeAt(span: HTMLElement | null, left: number, bottom: number): void {
  if (span === null) return;
  span.style.left = `${left}px`;
  span.style.top = `${bottom}px`;
}
