/** A signature as rich text: the text, a few tools, and the plain text that is made of it. Loaded with the first that is written so. */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Signature } from '#core/message/signature.ts';
import { InlineMessage } from '../../../ui/index.ts';
import { LinkForm } from '../LinkForm.tsx';
import rich from '../rich.module.css';
import { useHere } from '../toolbar-state.ts';
import { useRichT } from '../words.ts';
import { SignatureText } from './signature-text.ts';
import { SignatureTools } from './SignatureTools.tsx';
import styles from './signature.module.css';

export interface SignatureEditorProps {
  readonly value: Signature;
  readonly label: string;
  readonly onChange: (signature: Signature) => void;
}

export default function SignatureEditor({ value, label, onChange }: SignatureEditorProps) {
  const t = useRichT();
  const [text] = useState(() => new SignatureText(value));
  const place = useRef<HTMLDivElement>(null);
  const tools = useRef<HTMLDivElement>(null);
  const [linking, setLinking] = useState(false);
  const [refused, setRefused] = useState(false);
  const here = useHere(text.editor);
  const written = useEffectEvent((signature: Signature) => onChange(signature));
  useEffect(() => {
    if (place.current === null) return undefined;
    return text.mount(place.current, label, {
      link: () => setLinking(true),
      toolbar: () => tools.current?.querySelector<HTMLElement>('[data-tool][tabindex="0"]')?.focus(),
      written: (signature) => written(signature),
      refused: () => setRefused(true),
    });
  }, [text, label]);
  useEffect(() => text.follow(value.html), [text, value.html]);
  return (
    <>
      <div className={styles.box}>
        <div className={styles.bar} ref={tools}>
          <SignatureTools editor={text.editor} here={here} onLink={() => setLinking(true)} />
        </div>
        {linking && <LinkForm editor={text.editor} onClose={() => setLinking(false)} />}
        <div ref={place} className={`${rich.page ?? ''} ${styles.page ?? ''}`} />
      </div>
      {refused && (
        <InlineMessage tone="info" live onDismiss={() => setRefused(false)}>
          {t('signature.noPictures')}
        </InlineMessage>
      )}
      {value.text !== '' && (
        <div className={styles.plain}>
          <span>{t('signature.plain')}</span>
          <pre>{`-- \n${value.text}`}</pre>
        </div>
      )}
    </>
  );
}
