/** One field: its name, with the usual ones to choose from, and its value. A mistake is said at once, except that something is not there yet. */
import { ActionIcon, Autocomplete, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { checkHeaderField, elsewhereOf, type HeaderField } from '#core/message/own-header.ts';
import { Icon } from '../../../../ui/index.ts';
import { useWords } from '../../../../words.ts';
import { Cited } from '../../fields/Cited.tsx';
import options from '../options.module.css';
import { exampleOf, KNOWN_NAMES } from './known.ts';
import styles from './own.module.css';
import type { Replaced } from './replaced.ts';
import { useOwnFieldsWords } from './words.ts';

export const fieldId = (at: number, part: 'name' | 'value'): string => `own-field-${String(at)}-${part}`;

export function FieldRow({
  at,
  field,
  replaced,
  onChange,
  onPaste,
  onRemove,
}: {
  readonly at: number;
  readonly field: HeaderField;
  readonly replaced: Replaced | null;
  readonly onChange: (changes: Partial<HeaderField>) => void;
  /** True: it is taken. */
  readonly onPaste: (text: string) => boolean;
  readonly onRemove: () => void;
}) {
  const t = useOwnFieldsWords();
  const number = at + 1;
  const wrong = useWrong(field);
  const input = { autoComplete: 'off', autoCapitalize: 'off', spellCheck: false } as const;
  return (
    <div role="group" aria-label={t('one', { number })} className={styles.field}>
      <div className={styles.head}>
        <Autocomplete
          {...input}
          id={fieldId(at, 'name')}
          label={t('name')}
          data={[...KNOWN_NAMES]}
          value={field.name}
          maxLength={200}
          error={wrong?.part === 'name' && <Cited text={wrong.text} />}
          classNames={{ input: options.exact ?? '' }}
          comboboxProps={{ withinPortal: true }}
          onChange={(name) => onChange({ name: name.trim() })}
          onPaste={(event) => {
            if (onPaste(event.clipboardData.getData('text'))) event.preventDefault();
          }}
        />
        <ActionIcon aria-label={t('remove', { number, name: field.name })} onClick={onRemove}>
          <Icon of={IconX} size={16} />
        </ActionIcon>
      </div>
      <TextInput
        {...input}
        id={fieldId(at, 'value')}
        label={t('value')}
        value={field.value}
        maxLength={4000}
        placeholder={exampleOf(field.name)}
        error={wrong?.part === 'value' && <Cited text={wrong.text} />}
        classNames={{ input: options.exact ?? '' }}
        onChange={(event) => onChange({ value: event.currentTarget.value.replace(/[\r\n\0]+/g, ' ') })}
      />
      {replaced !== null && wrong === null && (
        <p role="status" className={options.note}>
          {t(`replaces.${replaced.what}`, { value: replaced.value })}
        </p>
      )}
      {field.name !== '' && field.value.trim() === '' && wrong === null && (
        <p className={options.note}>{t('empty')}</p>
      )}
    </div>
  );
}

/** Null: nothing, or nothing that has to be said. */
function useWrong(field: HeaderField): { readonly part: 'name' | 'value'; readonly text: string } | null {
  const { t } = useWords();
  const say = useOwnFieldsWords();
  const code = checkHeaderField(field);
  switch (code) {
    case null:
      return null;
    case 'field-ours': {
      const where = elsewhereOf(field.name);
      return { part: 'name', text: say(`elsewhere.${where ?? 'servers'}`, { name: field.name }) };
    }
    case 'field-name':
    case 'field-no-name':
      return { part: 'name', text: t(`smtp.problem.${code}`, { value: field.name }) };
    case 'field-line-break':
    case 'field-not-ascii':
    case 'field-too-long':
      return { part: 'value', text: t(`smtp.problem.${code}`, { value: field.name }) };
  }
}
