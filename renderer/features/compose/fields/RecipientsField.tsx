/**
 * To, Cc, Bcc or Reply-To: chips and a place to type. Enter, comma, semicolon and Tab make a chip, a pasted list makes many; arrows move among them.
 * A wrong one says why under the field, and offers the repair that is most likely meant. Contacts that fit are offered while one types.
 */
import {
  lazy,
  Suspense,
  useRef,
  useState,
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { formatMailbox } from '#core/message/address.ts';
import { parseAddressList } from '#core/message/address-list.ts';
import {
  entriesOf,
  moveEntry,
  putEntries,
  removeEntry,
  type AddressField,
} from '#core/message/address-fields.ts';
import type { SlipLine } from '#core/message/envelope.ts';
import { useWords } from '../../../words.ts';
import composer from '../compose.module.css';
import type { DraftSession } from '../draft/draft-session.ts';
import { useDraft } from '../draft/sessions.ts';
import { loadDoubtsWords } from '../findings/words.ts';
import { Chips } from './Chips.tsx';
import { useCompletion } from './completion/use-completion.ts';
import { droppedChip, isChip } from './dragged-chip.ts';
import styles from './fields.module.css';
import { Why } from './Why.tsx';

const CompletionList = lazy(() => import('./completion/CompletionList.tsx'));
const Slips = lazy(async () => {
  const [slips] = await Promise.all([import('./Slips.tsx'), loadDoubtsWords()]);
  return slips;
});

/** One of a message's own addresses; Reply-To's are in no envelope. */
export type FieldLine = Pick<SlipLine, 'index' | 'entry' | 'problem' | 'sameAs'> & {
  readonly field: AddressField;
};

export function RecipientsField({
  field,
  session,
  lines: all,
  asked,
  aside,
}: {
  readonly field: AddressField;
  readonly session: DraftSession;
  readonly lines: readonly FieldLine[];
  readonly asked: boolean;
  readonly aside: ReactNode;
}) {
  const { t } = useWords();
  const { text, merged, written } = useDraft(session, ({ typed, merged: last, content }) => ({
    text: typed[field],
    merged: last?.field === field ? last.what : null,
    written: entriesOf(content, field),
  }));
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const chips = useRef<HTMLUListElement>(null);
  const lines = all.filter((line) => line.field === field);
  const wrong = lines.filter((line) => line.problem !== null);
  const missing = asked && field === 'to' && all.length === 0;
  const entries = lines.map((line) => line.entry);
  const id = `recipients-${field}`;

  const remove = (at: number) => session.edit(removeEntry(session.state().content, field, at));
  const replace = (at: number, written: string) =>
    session.address(
      field,
      putEntries(session.state().content, field, parseAddressList(written), { at, instead: 1 }),
    );
  const move = (from: AddressField, at: number, to: AddressField) => {
    session.address(to, moveEntry(session.state().content, from, at, to));
    requestAnimationFrame(() => document.getElementById(`recipients-${to}`)?.focus());
  };
  const hold = (event: DragEvent) => {
    if (!isChip(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    if (!isChip(event)) return;
    event.preventDefault();
    setOver(false);
    const chip = droppedChip(event, session.id);
    if (chip !== null && chip.field !== field) move(chip.field, chip.at, field);
  };
  const edit = (at: number) => {
    const entry = entries[at];
    if (entry === undefined) return;
    const rest = entries.filter((_, index) => index !== at);
    session.edit({ [field]: rest });
    session.commit(field);
    session.type(field, formatMailbox(entry));
    input.current?.focus();
  };
  const completion = useCompletion({
    field: id,
    typed: text,
    taken: all.map(({ entry }) => entry),
    onTake: (match) => {
      session.type(field, '');
      if ('address' in match) {
        const { name, address } = match;
        session.edit({ [field]: [...entries, { name, address }] });
      } else
        void import('./completion/expand.ts').then(({ expandList }) => expandList(session, field, match));
    },
  });
  const onType = (value: string) => {
    completion.ask(value);
    if (endsEntry(value)) session.commit(field, value);
    else session.type(field, value);
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData('text');
    if (!/[\r\n,;]/.test(pasted) || event.clipboardData.files.length > 0) return;
    event.preventDefault();
    const { selectionStart, selectionEnd } = event.currentTarget;
    session.commit(field, text.slice(0, selectionStart ?? 0) + pasted + text.slice(selectionEnd ?? 0));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || completion.onKeyDown(event)) return;
    const atStart = event.currentTarget.selectionStart === 0 && event.currentTarget.selectionEnd === 0;
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      session.commit(field);
    } else if (event.key === 'Tab' && !event.shiftKey && text.trim() !== '') {
      // To the next field at once: what this chip may have to say comes later.
      event.preventDefault();
      session.commit(field);
      document.getElementById(NEXT[field])?.focus();
    } else if (event.key === 'Backspace' && text === '' && entries.length > 0) {
      event.preventDefault();
      edit(entries.length - 1);
    } else if (event.key === 'ArrowLeft' && atStart) {
      event.preventDefault();
      chips.current?.querySelector<HTMLElement>('li:last-of-type')?.focus();
    }
  };

  return (
    <div className={composer.field} data-problem={wrong.length > 0 || missing || undefined}>
      <label htmlFor={id}>{t(`compose.${field}`)}</label>
      <div
        className={styles.recipients}
        onClick={(event) => event.target === event.currentTarget && input.current?.focus()}
        onKeyDown={takeSlip}
        data-over={over || undefined}
        onDragEnter={hold}
        onDragOver={hold}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Chips
          ref={chips}
          label={t(`compose.chips.${field}`)}
          lines={lines}
          onRemove={remove}
          onEdit={edit}
          onLeave={() => input.current?.focus()}
          inPlace={{
            field,
            draftId: session.id,
            onReplace: replace,
            onMove: (at, to) => move(field, at, to),
          }}
        />
        {field === 'bcc' && lines.length > 0 && (
          <span className={styles.note}>{t('compose.envelopeOnly')}</span>
        )}
        <input
          ref={input}
          id={id}
          type="text"
          {...completion.input}
          inputMode="email"
          autoComplete="off"
          autoCapitalize="off"
          aria-invalid={wrong.length > 0 || missing}
          aria-describedby={`${id}-why`}
          value={text}
          onChange={(event) => onType(event.currentTarget.value)}
          onPaste={onPaste}
          onKeyDown={onKeyDown}
          onBlur={() => {
            completion.close();
            session.commit(field);
          }}
        />
        {completion.open && (
          <Suspense>
            <CompletionList completion={completion} />
          </Suspense>
        )}
        <Why id={`${id}-why`} lines={wrong} all={all} session={session} />
        <span className={styles.merged} role="status">
          {merged
            ?.slice(0, 3)
            .map(({ address, field: where }) =>
              t('compose.merged', { address, field: t(`compose.${where}`) }),
            )
            .join(' · ')}
        </span>
        {entries.length > 0 && (
          <Suspense>
            <Slips field={field} entries={written} session={session} />
          </Suspense>
        )}
      </div>
      {aside !== null && <span className={composer.aside}>{aside}</span>}
    </div>
  );
}

const NEXT = {
  replyTo: 'recipients-to',
  to: 'recipients-cc',
  cc: 'recipients-bcc',
  bcc: 'subject',
} as const satisfies Record<AddressField, string>;

/** Alt+Enter takes what is suggested first under the field, from a chip as from where one types. */
function takeSlip(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Enter' || !event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  event.currentTarget.querySelector<HTMLElement>('[aria-keyshortcuts="Alt+Enter"]')?.click();
}

/** A comma or semicolon that ends an entry: not one inside quotes, or between the members of a group. */
function endsEntry(text: string): boolean {
  if (!/[,;]$/.test(text)) return false;
  const isQuoted = (text.match(/"/g) ?? []).length % 2 === 1;
  return !isQuoted && (text.endsWith(';') || !/^[^@"<]*:/.test(text));
}
