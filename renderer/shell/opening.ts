/**
 * Files and headers come to the lens from anywhere in the window: by command, drop, paste, or from a start of the program that names them.
 * What is done with them is loaded with the first one.
 */
import { useEffect, useEffectEvent } from 'react';
import { errorOf, useEvent } from '../api.ts';
import { useCommand } from '../commands.tsx';
import { inTextField } from '../keys.ts';
import { usePlace } from '../place.tsx';
import { useErrorWords } from '../ui/panes/ErrorPane.tsx';
import { toast } from '../ui/toast/toast.tsx';
import { words } from '../words.ts';

const load = () => import('../features/opened/open.ts');
type Opening = Awaited<ReturnType<typeof load>>;

export function useOpening(): void {
  const { place, go, select } = usePlace();
  const say = useErrorWords();
  /** `work` says whether something was opened. */
  const open = (work: (opening: Opening) => boolean | Promise<boolean>): void => {
    const done = async () => {
      if (!(await work(await load()))) return;
      go('lens');
      select({}, true);
    };
    done().catch((caught: unknown) => toast({ kind: 'error', title: say(errorOf(caught)) }));
  };
  useCommand('open-file', () => open(({ choose }) => choose()));
  useCommand('open-pasted', () =>
    open(async ({ pasteFromClipboard }) => {
      const found = await pasteFromClipboard();
      if (found !== 'header')
        toast({ kind: 'info', title: words.t(`nothingPasted.${found}`, { ns: 'opened' }) });
      return found === 'header';
    }),
  );
  useEvent('opened.handed', () => open(({ takeHanded }) => takeHanded()));
  const dropped = useEffectEvent((event: DragEvent) => {
    const { dataTransfer } = event;
    // In the composer a file is an attachment; what stands in the way of a text field is the field's.
    if (event.defaultPrevented || dataTransfer?.types.includes('Files') !== true) return;
    event.preventDefault();
    if (event.type !== 'drop') return;
    const files = [...dataTransfer.files];
    if (files.length > 0)
      open(({ openDropped }) => {
        openDropped(files);
        return true;
      });
  });
  const pasted = useEffectEvent((event: ClipboardEvent) => {
    if (event.defaultPrevented || inTextField(event.target)) return;
    const files = [...(event.clipboardData?.files ?? [])].filter(({ name }) =>
      /\.(?:eml|mbox|mbx)$/i.test(name),
    );
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (files.length === 0 && text.trim() === '') return;
    open(({ openDropped, openText }) => {
      if (files.length === 0) return openText(text) || told(place === 'lens');
      openDropped(files);
      return true;
    });
  });
  useEffect(() => {
    const onDrag = (event: DragEvent) => dropped(event);
    const onPaste = (event: ClipboardEvent) => pasted(event);
    for (const kind of ['dragover', 'drop'] as const) window.addEventListener(kind, onDrag);
    window.addEventListener('paste', onPaste);
    return () => {
      for (const kind of ['dragover', 'drop'] as const) window.removeEventListener(kind, onDrag);
      window.removeEventListener('paste', onPaste);
    };
  }, []);
}

/** Where headers are read, one that is none deserves a word; elsewhere a key was pressed by mistake. */
function told(wanted: boolean): false {
  if (wanted) toast({ kind: 'info', title: words.t('nothingPasted.no-header', { ns: 'opened' }) });
  return false;
}
