/** The body as rich text: the text, its tools, and what they ask. Loaded with the first draft that is written so. */
import { memo, useCallback, useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';
import { useWords } from '../../words.ts';
import body from '../compose/body/body.module.css';
import { offerBody } from '../compose/body/body-handle.ts';
import type { EditorProps } from '../compose/body/modes.ts';
import { useSpellingLanguages } from '../compose/spelling/use-checking.ts';
import { LinkForm } from './LinkForm.tsx';
import { NO_NOTICE, Notices } from './Notices.tsx';
import { pictureAt, PictureStrip } from './pictures/PictureStrip.tsx';
import { richEditorOf, type RichEditor, type Surroundings } from './rich-editor.ts';
import styles from './rich.module.css';
import { useHere } from './toolbar-state.ts';
import { Toolbar } from './toolbar/Toolbar.tsx';

/** Two dozen tools: a draft that was saved is no reason to draw them again, while somebody types. */
const Tools = memo(Toolbar);

export default function RichBody({ session, modes }: EditorProps) {
  const { t } = useWords();
  const rich = richEditorOf(session);
  const { editor } = rich;
  const place = useRef<HTMLDivElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const [linking, setLinking] = useState(false);
  const [notice, setNotice] = useState(NO_NOTICE);
  /** the picture that was put in last, until it has been described or left */
  const [newest, setNewest] = useState<string | null>(null);
  const here = useHere(editor);
  const label = t('compose.body');
  const link = useCallback(() => setLinking(true), []);
  const choosePicture = useCallback(() => chooser.current?.click(), []);
  const around: Surroundings = {
    link: () => setLinking(true),
    toolbar: () => bar.current?.querySelector<HTMLElement>('[data-tool][tabindex="0"]')?.focus(),
    pasted: ({ web, unreachable, whole }) => {
      if (web + unreachable > 0 || !whole) setNotice({ web, unreachable, cut: !whole, files: [] });
    },
    put: ({ last, files }) => {
      if (files.length > 0) setNotice({ ...NO_NOTICE, files });
      setNewest(last);
    },
  };
  const mount = useEffectEvent((where: HTMLElement) => rich.mount(where, label, around));
  useEffect(() => {
    if (place.current === null) return undefined;
    const unmount = mount(place.current);
    const withdraw = offerBody(session.id, rich.handle);
    return () => {
      withdraw();
      unmount();
    };
  }, [session, rich]);
  const picture = here.picture ?? (newest === null ? null : (pictureAt(editor, newest)?.at ?? null));
  return (
    <>
      <div ref={place} className={styles.page} />
      <Language session={session} rich={rich} page={place} />
      {linking && <LinkForm editor={editor} onClose={() => setLinking(false)} />}
      {picture !== null && (
        <PictureStrip
          editor={editor}
          at={picture}
          isNew={here.picture === null}
          onClose={() => setNewest(null)}
        />
      )}
      <Notices notice={notice} onDismiss={() => setNotice(NO_NOTICE)} />
      <div className={body.bar} ref={bar} data-tools>
        <Tools session={session} editor={editor} here={here} onLink={link} onPicture={choosePicture} />
        <span className={body.grow} />
        {modes}
      </div>
      <input
        ref={chooser}
        type="file"
        accept="image/png,image/jpeg,image/gif,image/webp"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          currentTarget.value = '';
          void rich.put(files).then(() => editor.commands.focus());
        }}
      />
    </>
  );
}

/** Apart, so that the tools need not be drawn again when the draft changes. */
function Language({
  session,
  rich,
  page,
}: Pick<EditorProps, 'session'> & {
  readonly rich: RichEditor;
  readonly page: RefObject<HTMLDivElement | null>;
}) {
  const { written } = useSpellingLanguages(session);
  useEffect(() => {
    rich.writtenIn(written);
    if (written === undefined) page.current?.removeAttribute('lang');
    else page.current?.setAttribute('lang', written);
  }, [rich, page, written]);
  return null;
}
