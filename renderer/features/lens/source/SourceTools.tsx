/** Above the source: find, what of the invisible is drawn, and copying. */
import { ActionIcon, Checkbox, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconRegex, IconSearch } from '@tabler/icons-react';
import type { KeyboardEvent, Ref } from 'react';
import type { Settings } from '#core/contract/settings.ts';
import { formatNumber } from '../../../format.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { CopyBytes } from './CopyBytes.tsx';
import type { Finding } from './use-find.ts';
import type { SourceCopy } from './use-source-copy.ts';
import styles from './source.module.css';

type Source = Settings['source'];

export function SourceTools({
  finding,
  onText,
  onPattern,
  onStep,
  input,
  source,
  onSource,
  copying,
  onLeave,
  compact,
  whole,
}: {
  readonly finding: Finding;
  readonly onText: (text: string) => void;
  readonly onPattern: (isPattern: boolean) => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly input: Ref<HTMLInputElement>;
  readonly source: Source;
  readonly onSource: (source: Source) => void;
  readonly copying: SourceCopy;
  /** Escape in the field: back to the lines */
  readonly onLeave: () => void;
  /** little room: an icon stands for the button */
  readonly compact: boolean;
  /** all of the message is searched, not its header alone */
  readonly whole: boolean;
}) {
  const { t } = useWords();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') {
      onText('');
      onLeave();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const box = (key: keyof Source, label: string) => (
    <Checkbox
      size="16px"
      radius="xs"
      label={label}
      classNames={{ label: styles.checkLabel ?? '', body: styles.check ?? '' }}
      checked={source[key]}
      onChange={(event) => onSource({ ...source, [key]: event.currentTarget.checked })}
    />
  );
  return (
    <div className={styles.tools}>
      <div className={styles.find} role="search">
        <TextInput
          ref={input}
          size="xs"
          className={styles.findField}
          classNames={{ input: styles.findText ?? '' }}
          aria-label={t('lens.source.find')}
          placeholder={t('lens.source.find')}
          leftSection={<Icon of={IconSearch} size={16} />}
          value={finding.text}
          onChange={(event) => onText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          rightSection={
            <ActionIcon
              size="sm"
              variant={finding.isPattern ? 'light' : 'subtle'}
              aria-label={t('lens.source.pattern')}
              title={t('lens.source.pattern')}
              aria-pressed={finding.isPattern}
              onClick={() => onPattern(!finding.isPattern)}
            >
              <Icon of={IconRegex} size={16} />
            </ActionIcon>
          }
        />
        {finding.text !== '' && (
          <>
            <span className={styles.found} role="status">
              <FoundWords finding={finding} whole={whole} />
            </span>
            <ActionIcon aria-label={t('lens.source.findPrevious')} onClick={() => onStep(-1)}>
              <Icon of={IconChevronUp} size={16} />
            </ActionIcon>
            <ActionIcon aria-label={t('lens.source.findNext')} onClick={() => onStep(1)}>
              <Icon of={IconChevronDown} size={16} />
            </ActionIcon>
          </>
        )}
      </div>
      {box('lineEnds', t('lens.source.lineEnds'))}
      {box('spaces', t('lens.source.spaces'))}
      {box('wrap', t('lens.source.wrap'))}
      {/* An icon where there has to be room for what was found. */}
      <CopyBytes
        field={copying.field}
        compact={compact || finding.text !== ''}
        onCopy={copying.copy}
        onSave={copying.save}
      />
    </div>
  );
}

function FoundWords({
  finding: { found, current },
  whole,
}: {
  readonly finding: Finding;
  readonly whole: boolean;
}) {
  const { t, language } = useWords();
  if (found.trouble !== undefined) return t(`lens.source.patternTrouble.${found.trouble}`);
  if (!found.done && found.matches.length === 0) return t('lens.source.searching');
  if (found.matches.length === 0) return t(whole ? 'lens.source.none' : 'lens.source.noneInHeader');
  const at = formatNumber(current + 1, language);
  const total = formatNumber(found.matches.length, language);
  return t(found.more ? 'lens.source.foundMany' : 'lens.source.found', { at, total });
}
