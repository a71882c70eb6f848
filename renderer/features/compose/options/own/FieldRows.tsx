/** The fields: a name and a value each, what is wrong with them, whose place they take; below, what the lint says of them. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import type { Identity } from '#core/account/identity.ts';
import { MOST_FIELDS, writtenFields, type HeaderField } from '#core/message/own-header.ts';
import { Icon, toast } from '../../../../ui/index.ts';
import { OwnFieldNotes } from '../../../lens/findings/own/OwnFieldNotes.tsx';
import type { DraftSession } from '../../draft/draft-session.ts';
import { useDraft } from '../../draft/sessions.ts';
import options from '../options.module.css';
import { FieldRow, fieldId } from './FieldRow.tsx';
import { pastedFields } from './pasted.ts';
import { replacedBy } from './replaced.ts';
import { useOwnFieldsWords } from './words.ts';

export default function FieldRows({
  session,
  identity,
}: {
  readonly session: DraftSession;
  readonly identity: Identity | undefined;
}) {
  const t = useOwnFieldsWords();
  const add = useRef<HTMLButtonElement>(null);
  const written = useDraft(session, ({ content: { sending, inReplyTo } }) => ({ sending, inReplyTo }));
  const fields = written.sending.headers;
  const now = () => session.state().content.sending;
  const set = (headers: readonly HeaderField[]) =>
    session.edit({ sending: { ...now(), headers: headers.slice(0, MOST_FIELDS) } });
  const change = (at: number, changes: Partial<HeaderField>) =>
    set(now().headers.map((field, index) => (index === at ? { ...field, ...changes } : field)));
  const goTo = (at: number, part: 'name' | 'value') =>
    requestAnimationFrame(() => document.getElementById(fieldId(at, part))?.focus());
  const remove = (at: number) => {
    const removed = now().headers[at];
    set(now().headers.filter((_, index) => index !== at));
    // The button that had the focus goes with its row.
    add.current?.focus();
    if (removed === undefined || removed.name + removed.value === '') return;
    toast({
      kind: 'info',
      title: t('removed', { name: removed.name }),
      undo: () => set(now().headers.toSpliced(at, 0, removed)),
    });
  };
  /** True: it was a header, and is taken. */
  const paste = (at: number, text: string): boolean => {
    const pasted = pastedFields(text);
    if (pasted === null) return false;
    set(now().headers.toSpliced(at, 1, ...pasted));
    goTo(Math.min(at + pasted.length, MOST_FIELDS) - 1, 'value');
    return true;
  };
  return (
    <>
      {fields.map((field, at) => (
        <FieldRow
          key={at}
          at={at}
          field={field}
          replaced={replacedBy(field, written, identity)}
          onChange={(changes) => change(at, changes)}
          onPaste={(text) => paste(at, text)}
          onRemove={() => remove(at)}
        />
      ))}
      {fields.length > 0 && <OwnFieldNotes fields={fields} looked={writtenFields} />}
      <p className={options.note}>
        {t(fields.length < MOST_FIELDS ? 'hint' : 'most', { count: MOST_FIELDS })}
      </p>
      <Button
        ref={add}
        size="xs"
        variant="subtle"
        disabled={fields.length >= MOST_FIELDS}
        leftSection={<Icon of={IconPlus} size={16} />}
        onClick={() => {
          set([...now().headers, { name: '', value: '' }]);
          goTo(now().headers.length - 1, 'name');
        }}
      >
        {t('add')}
      </Button>
    </>
  );
}
