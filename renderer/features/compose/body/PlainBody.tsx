/** The body as plain text, exactly as it is typed. */
import { ActionIcon } from '@mantine/core';
import { IconMoodSmile } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { useDraft } from '../draft/sessions.ts';
import { EmojiPopover } from '../emoji/EmojiPopover.tsx';
import styles from './body.module.css';
import { useSpellingLanguages } from '../spelling/use-checking.ts';
import { offerBody } from './body-handle.ts';
import type { EditorProps } from './modes.ts';
import { typeText } from './type-text.ts';

export function PlainBody({ session, modes }: EditorProps) {
  const { t } = useWords();
  const { body } = useDraft(session, ({ content }) => ({ body: content.body }));
  const { written } = useSpellingLanguages(session);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const field = area.current;
    if (field === null) return undefined;
    // What is written stands above the signature.
    if (session.state().content.body.startsWith('\n')) field.setSelectionRange(0, 0);
    return offerBody(session.id, {
      focus: (where) => {
        if (where === 'begin') field.setSelectionRange(0, 0);
        else if (where !== 'last') field.setSelectionRange(...where);
        field.focus();
      },
      selection: () => [field.selectionStart, field.selectionEnd],
      type: (text) => {
        field.focus();
        typeText(text);
      },
      insert: (text) => {
        const before = session.state().content.body;
        const { selectionStart: start, selectionEnd: end } = field;
        session.edit({ body: before.slice(0, start) + text + before.slice(end) });
        // The text is in the field with the next paint.
        requestAnimationFrame(() => {
          field.focus();
          field.setSelectionRange(start + text.length, start + text.length);
        });
      },
    });
  }, [session]);
  return (
    <>
      <textarea
        ref={area}
        aria-label={t('compose.body')}
        lang={written}
        value={body}
        onChange={(event) => session.edit({ body: event.currentTarget.value })}
      />
      <div className={styles.bar}>
        <EmojiPopover
          session={session}
          button={(toggle) => (
            <ActionIcon
              size={32}
              className={styles.emoji ?? ''}
              aria-label={t('app.command.emoji')}
              title={t('app.command.emoji')}
              onMouseDown={(event) => event.preventDefault()}
              onClick={toggle}
            >
              <Icon of={IconMoodSmile} />
            </ActionIcon>
          )}
        />
        <span className={styles.grow} />
        {modes}
      </div>
    </>
  );
}
