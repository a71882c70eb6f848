/** What a view has to tell, as text or as the bytes of fields: the commands that copy it and save it, for the view that is open. */
import { fieldsNamed } from '#core/headers/parse.ts';
import { decoded } from '#core/headers/unfold.ts';
import { errorOf } from '../../../api.ts';
import { useCommand } from '../../../commands.tsx';
import { toast, useErrorWords } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { Header } from '../message.ts';
import type { LensTab } from '../selection.tsx';
import { useCopy, useCopyBytes } from '../use-copy.ts';

/** The message's subject for a file's name; null: it says nothing. Main makes it harmless. */
export function subjectOf({ bytes, parsed }: Header): string | null {
  const field = fieldsNamed(parsed, 'Subject')[0];
  if (field === undefined) return null;
  // Neither a folder nor an extension may seem to stand in it.
  const subject = decoded(bytes, field)
    .slice(0, 80)
    .replaceAll(/[/\\.<>]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return subject === '' ? null : subject;
}

export function nameAfter(header: Header, end: string): string {
  const subject = subjectOf(header);
  return subject === null ? end : `${subject} - ${end}`;
}

/** Says whether a file was saved; nothing where the user thought better of it. */
export function useSaved(): (saving: Promise<boolean>) => void {
  const { t } = useWords();
  const say = useErrorWords();
  return (saving) => {
    saving.then(
      (saved) => saved && toast({ kind: 'ok', title: t('lens.head.fileSaved') }),
      (error: unknown) => toast({ kind: 'error', title: say(errorOf(error)) }),
    );
  };
}

interface Report {
  readonly copy: () => void;
  readonly save: () => void;
}

/** Registers both commands while the view is open. `extension`: of the saved file. */
export function useReport(
  header: Header,
  tab: LensTab,
  content: () => string | Uint8Array,
  { extension = 'txt', enabled = true }: { readonly extension?: string; readonly enabled?: boolean } = {},
): Report {
  const { t } = useWords();
  const copyText = useCopy();
  const copyBytes = useCopyBytes();
  const saved = useSaved();
  const copy = () => {
    const it = content();
    if (typeof it === 'string') copyText(it);
    else copyBytes(it);
  };
  const save = () => {
    const name = nameAfter(header, `${t(`lens.tab.${tab}`)}.${extension}`);
    const it = content();
    const bytes = typeof it === 'string' ? new TextEncoder().encode(it) : it;
    saved(import('./save-bytes.ts').then(({ saveBytes }) => saveBytes(name, [bytes])));
  };
  useCommand('copy-tab', copy, { enabled });
  useCommand('save-report', save, { enabled });
  return { copy, save };
}
