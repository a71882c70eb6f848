/** Copies what the source shows, or the chosen field alone: as text, or in a form that gives every octet back. */
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconBinary, IconChevronDown, IconCopy, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { EXACT_FORMS, type OctetForm } from '#core/headers/octet-forms.ts';
import { Keys } from '../../../commands.tsx';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import styles from './source.module.css';

export function CopyBytes({
  field,
  compact,
  onCopy,
  onSave,
}: {
  /** name of the chosen field; null: none is */
  readonly field: string | null;
  /** little room: an icon stands for the button */
  readonly compact: boolean;
  readonly onCopy: (form: OctetForm, alone: boolean) => void;
  readonly onSave: () => void;
}) {
  const { t } = useWords();
  const [alone, setAlone] = useState(false);
  const copy = (form: OctetForm) => onCopy(form, alone && field !== null);
  const name = t('lens.source.copyBytes');
  return (
    <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        {compact ? (
          <ActionIcon className={styles.copy ?? ''} aria-label={name}>
            <Icon of={IconCopy} size={16} />
          </ActionIcon>
        ) : (
          <Button
            size="xs"
            variant="subtle"
            className={styles.copy ?? ''}
            leftSection={<Icon of={IconCopy} size={16} />}
            rightSection={<Icon of={IconChevronDown} size={14} />}
          >
            {name}
          </Button>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('lens.copy.exact')}</Menu.Label>
        {EXACT_FORMS.map((form) => (
          <Menu.Item key={form} leftSection={<Icon of={IconBinary} size={16} />} onClick={() => copy(form)}>
            {t(`lens.copy.form.${form}`)}
          </Menu.Item>
        ))}
        <Menu.Item
          leftSection={<Icon of={IconDownload} size={16} />}
          rightSection={<Keys id="save-report" quiet />}
          onClick={onSave}
        >
          {t('lens.copy.file')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<Icon of={IconCopy} size={16} />}
          rightSection={<Keys id="copy-tab" quiet />}
          onClick={() => copy('text')}
        >
          {t('lens.copy.form.text')}
        </Menu.Item>
        {field !== null && (
          <>
            <Menu.Divider />
            <Menu.CheckboxItem checked={alone} onChange={setAlone} closeMenuOnClick={false}>
              {t('lens.copy.alone', { field })}
            </Menu.CheckboxItem>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
