/** The address of a link, asked for in place: for what is selected, for the link the caret is in, or with words of its own. */
import { Button, TextInput } from '@mantine/core';
import type { Editor } from '@tiptap/core';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { isLink } from '#core/message/rich/allowed.ts';
import { linkAddress } from './link-address.ts';
import styles from './rich.module.css';
import { useRichT } from './words.ts';

export function LinkForm({ editor, onClose }: { readonly editor: Editor; readonly onClose: () => void }) {
  const t = useRichT();
  const [start] = useState(() => {
    const href: unknown = editor.getAttributes('link')['href'];
    const { empty } = editor.state.selection;
    return { href: typeof href === 'string' ? href : '', needsText: empty && !editor.isActive('link') };
  });
  const [address, setAddress] = useState(start.href);
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const close = () => {
    onClose();
    editor.commands.focus();
  };
  const apply = () => {
    const href = linkAddress(address);
    if (!isLink(href)) {
      setWrong(true);
      return;
    }
    onClose();
    const chain = editor.chain().focus();
    if (start.needsText)
      chain
        .insertContent([
          { type: 'text', text: text.trim() || address.trim(), marks: [{ type: 'link', attrs: { href } }] },
        ])
        .unsetMark('link')
        .run();
    else chain.extendMarkRange('link').setLink({ href }).run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
    const isTyped = event.target instanceof HTMLInputElement && !event.nativeEvent.isComposing;
    if (event.key !== 'Enter' || !isTyped) return;
    event.preventDefault();
    apply();
  };
  return (
    // A form it may stand in is another's.
    <div role="form" className={styles.strip} aria-label={t('link.title')} onKeyDown={onKeyDown}>
      <TextInput
        ref={field}
        size="xs"
        className={styles.wide ?? ''}
        label={t('link.address')}
        value={address}
        error={wrong ? t('link.wrong') : null}
        onChange={(event) => {
          setAddress(event.currentTarget.value);
          setWrong(false);
        }}
      />
      {start.needsText && (
        <TextInput
          size="xs"
          label={t('link.text')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <Button size="xs" onClick={apply}>
        {t('link.apply')}
      </Button>
      {start.href !== '' && (
        <Button
          size="xs"
          onClick={() => {
            onClose();
            editor.chain().focus().extendMarkRange('link').unsetLink().run();
          }}
        >
          {t('link.remove')}
        </Button>
      )}
      <Button size="xs" onClick={close}>
        {t('link.cancel')}
      </Button>
    </div>
  );
}
