/** Contacts by name, as far as they are in view. */
import type { Contact } from '#core/contacts/contact.ts';
import { pagesOf } from '../../ui/list/pages.ts';
import styles from './contacts.module.css';
import { fetchContact, usePages } from './pages.ts';
import { useRows } from './use-rows.tsx';

export interface Chosen {
  readonly index: number;
  readonly contact: Contact;
}

export function ContactList({
  label,
  typed,
  total,
  chosen,
  onChoose,
  onForget,
}: {
  readonly label: string;
  readonly typed: string;
  readonly total: number;
  readonly chosen: Chosen | null;
  /** `open`: on a narrow window, show the contact in place of the list */
  readonly onChoose: (chosen: Chosen, open: boolean) => void;
  readonly onForget: (contact: Contact) => void;
}) {
  const rows = useRows({
    label,
    total,
    chosen: chosen?.index ?? -1,
    onMove: (index, open) => void move(index, open),
    onForget: () => chosen !== null && onForget(chosen.contact),
  });
  const pages = usePages(typed, pagesOf(rows.first, rows.last));
  const move = async (index: number, open: boolean) => {
    const contact = pages.row(index) ?? (await fetchContact(typed, index).catch(() => undefined));
    if (contact !== undefined) onChoose({ index, contact }, open);
  };
  return rows.draw((index) => {
    const contact = pages.row(index);
    return (
      <>
        {contact !== undefined && contact.name !== '' && <b className={styles.line}>{contact.name}</b>}
        <span className={styles.line}>{contact?.address}</span>
      </>
    );
  });
}
