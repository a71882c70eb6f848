/** What holds where the caret is, for the toolbar: looked at once a frame, however fast somebody types. */
import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';
import { ALIGNMENTS, type Alignment } from './schema/styles.ts';

export interface Here {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
  readonly code: boolean;
  readonly style: 'text' | 'h1' | 'h2' | 'h3' | 'codeBlock';
  readonly bullets: boolean;
  readonly numbers: boolean;
  readonly quote: boolean;
  readonly align: Alignment;
  readonly link: string | null;
  readonly inTable: boolean;
  readonly colour: string | null;
  readonly ground: string | null;
  /** position of a picture that is selected */
  readonly picture: number | null;
}

const textOr = <T>(value: unknown, other: T): string | T => (typeof value === 'string' ? value : other);

function here(editor: Editor): Here {
  const { selection } = editor.state;
  const level: unknown = editor.getAttributes('heading')['level'];
  const heading = editor.isActive('heading');
  const align: unknown = editor.getAttributes(heading ? 'heading' : 'paragraph')['align'];
  const isPicture = 'node' in selection && editor.isActive('picture');
  return {
    bold: editor.isActive('bold'),
    italic: editor.isActive('italic'),
    underline: editor.isActive('underline'),
    strike: editor.isActive('strike'),
    code: editor.isActive('code'),
    style: editor.isActive('codeBlock')
      ? 'codeBlock'
      : !heading
        ? 'text'
        : level === 1
          ? 'h1'
          : level === 2
            ? 'h2'
            : 'h3',
    bullets: editor.isActive('bulletList'),
    numbers: editor.isActive('orderedList'),
    quote: editor.isActive('blockquote'),
    align: ALIGNMENTS.find((one) => one === align) ?? 'left',
    link: editor.isActive('link') ? textOr(editor.getAttributes('link')['href'], null) : null,
    inTable: editor.isActive('table'),
    colour: textOr(editor.getAttributes('colour')['colour'], null),
    ground: textOr(editor.getAttributes('ground')['colour'], null),
    picture: isPicture ? selection.from : null,
  };
}

const same = (a: Here, b: Here): boolean => {
  const [one, other] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  return [...one].every(([key, value]) => other.get(key) === value);
};

export function useHere(editor: Editor): Here {
  const [now, setNow] = useState(() => here(editor));
  useEffect(() => {
    let frame = 0;
    const look = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        const next = here(editor);
        setNow((before) => (same(before, next) ? before : next));
      });
    };
    editor.on('transaction', look);
    look();
    return () => {
      editor.off('transaction', look);
      cancelAnimationFrame(frame);
    };
  }, [editor]);
  return now;
}
