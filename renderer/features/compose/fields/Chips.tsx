/**
 * The chips of one field. Arrows move among them, Delete removes, Enter edits, the menu's key has what else one can do. Of a very long list
 * the first are shown.
 */
import { UnstyledButton } from '@mantine/core';
import { lazy, Suspense, useState, type KeyboardEvent, type MouseEvent, type Ref } from 'react';
import { toWireAddress } from '#core/message/address.ts';
import type { AddressField } from '#core/message/address-fields.ts';
import type { SlipLine } from '#core/message/envelope.ts';
import type { DraftId } from '#core/message/ids.ts';
import { Chip } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { holdChip } from './dragged-chip.ts';
import styles from './fields.module.css';

const ChipEditor = lazy(() => import('./ChipEditor.tsx'));
const ChipMenu = lazy(() => import('./ChipMenu.tsx'));

const SHOWN = 150;

export type ChipLine = Pick<SlipLine, 'entry' | 'problem' | 'sameAs'>;

/** Chips of a message's own fields can be changed where they stand, and move to another field. */
export interface InPlace {
  readonly field: AddressField;
  readonly draftId: DraftId;
  readonly onReplace: (at: number, text: string) => void;
  readonly onMove: (at: number, to: AddressField) => void;
}

export function Chips({
  ref,
  label,
  lines,
  onRemove,
  onEdit,
  onLeave,
  inPlace,
}: {
  readonly ref: Ref<HTMLUListElement>;
  readonly label: string;
  readonly lines: readonly ChipLine[];
  readonly onRemove: (at: number) => void;
  /** where it cannot be edited in place */
  readonly onEdit: (at: number) => void;
  /** to the place where one types */
  readonly onLeave: () => void;
  readonly inPlace?: InPlace;
}) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const [editing, setEditing] = useState<number | null>(null);
  const [menu, setMenu] = useState<number | null>(null);
  const edit = (at: number) => (inPlace === undefined ? onEdit(at) : setEditing(at));
  const shown = all ? lines : lines.slice(0, SHOWN);
  const onKeyDown = (event: KeyboardEvent<HTMLLIElement>, at: number) => {
    const here = event.currentTarget;
    // What is typed in the chip, or chosen in its menu, is no key of the chip.
    if (event.target !== here) return;
    const focus = (sibling: Element | null) => {
      if (sibling instanceof HTMLLIElement) sibling.focus();
      else onLeave();
    };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    switch (event.key) {
      case 'ArrowLeft':
        if (here.previousElementSibling instanceof HTMLLIElement) here.previousElementSibling.focus();
        break;
      case 'ArrowRight':
        focus(here.nextElementSibling);
        break;
      case 'Delete':
      case 'Backspace':
        focus(here.nextElementSibling ?? here.previousElementSibling);
        onRemove(at);
        break;
      case 'Enter':
      case 'F2':
        edit(at);
        break;
      case 'Escape':
        onLeave();
        break;
      default:
        return;
    }
    event.preventDefault();
  };
  const openMenu = (event: MouseEvent, at: number) => {
    event.preventDefault();
    if (editing === null) setMenu(at);
  };
  return (
    <ul ref={ref} className={styles.chips} aria-label={label}>
      {shown.map(({ entry, problem, sameAs }, at) => {
        const text = entry.name === '' ? entry.address : entry.name;
        return (
          <li
            key={`${entry.address} ${String(at)}`}
            tabIndex={-1}
            title={
              sameAs === null
                ? bothWays(entry.address)
                : t('compose.sameAs', { field: t(`compose.${sameAs}`) })
            }
            data-same={sameAs !== null || undefined}
            data-wrong={problem !== null || undefined}
            aria-keyshortcuts={inPlace === undefined ? 'Enter Delete' : 'Enter Delete Shift+F10'}
            draggable={inPlace !== undefined && editing !== at}
            onDragStart={(event) => inPlace && holdChip(event, { ...inPlace, at, text })}
            onKeyDown={(event) => onKeyDown(event, at)}
            onDoubleClick={() => edit(at)}
            onContextMenu={(event) => inPlace && openMenu(event, at)}
          >
            {inPlace !== undefined && editing === at ? (
              <Suspense>
                <ChipEditor
                  entry={entry}
                  onDone={(written, back) => {
                    const list = back?.closest('ul');
                    setEditing(null);
                    if (written !== null) inPlace.onReplace(at, written);
                    requestAnimationFrame(() => {
                      if (back === null) return;
                      // What is written makes another chip in its place, or none.
                      const now = list?.children[at];
                      if (now instanceof HTMLLIElement) now.focus();
                      else onLeave();
                    });
                  }}
                />
              </Suspense>
            ) : (
              <Chip name={text} wrong={problem !== null} onRemove={() => onRemove(at)}>
                {problem === null ? text : entry.address}
              </Chip>
            )}
            {inPlace !== undefined && menu === at && (
              <Suspense>
                <ChipMenu
                  field={inPlace.field}
                  onClose={() => setMenu(null)}
                  onEdit={() => edit(at)}
                  onMove={(to) => inPlace.onMove(at, to)}
                  onRemove={() => {
                    onRemove(at);
                    onLeave();
                  }}
                />
              </Suspense>
            )}
          </li>
        );
      })}
      {shown.length < lines.length && (
        <li>
          <UnstyledButton className={styles.more} onClick={() => setAll(true)}>
            {t('compose.moreChips', { count: lines.length - shown.length })}
          </UnstyledButton>
        </li>
      )}
    </ul>
  );
}

/** A domain of other letters as people read it, and as the wire has it (RFC 5890). */
function bothWays(address: string): string {
  const wire = toWireAddress(address);
  return wire === address.trim() ? address : `${address} (${wire})`;
}
