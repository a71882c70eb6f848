/** What can be done with one chip, by pointer or by the menu's key: above all, moving it to another field. Loaded with the first. */
import { Menu } from '@mantine/core';
import { IconArrowRight, IconPencil, IconX } from '@tabler/icons-react';
import { useRef } from 'react';
import { ADDRESS_FIELDS, type AddressField } from '#core/message/address-fields.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import styles from './fields.module.css';

export default function ChipMenu({
  field,
  onClose,
  onEdit,
  onMove,
  onRemove,
}: {
  readonly field: AddressField;
  readonly onClose: () => void;
  readonly onEdit: () => void;
  readonly onMove: (to: AddressField) => void;
  readonly onRemove: () => void;
}) {
  const { t } = useWords();
  const place = useRef<HTMLSpanElement>(null);
  return (
    <Menu
      opened
      withinPortal={false}
      floatingStrategy="fixed"
      position="bottom-start"
      withInitialFocusPlaceholder={false}
      returnFocus={false}
      onChange={(opened) => {
        if (opened) return;
        place.current?.closest('li')?.focus();
        onClose();
      }}
    >
      <Menu.Target>
        <span ref={place} className={styles.menuPlace} aria-hidden />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Icon of={IconPencil} size={16} />} onClick={onEdit}>
          {t('compose.chipMenu.edit')}
        </Menu.Item>
        {ADDRESS_FIELDS.filter((other) => other !== field).map((other) => (
          <Menu.Item
            key={other}
            leftSection={<Icon of={IconArrowRight} size={16} />}
            onClick={() => onMove(other)}
          >
            {t('compose.chipMenu.move', { field: t(`compose.${other}`) })}
          </Menu.Item>
        ))}
        <Menu.Item leftSection={<Icon of={IconX} size={16} />} onClick={onRemove}>
          {t('compose.chipMenu.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
