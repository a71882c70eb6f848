/** What the source shows, header alone or with its body, to the clipboard or into a file; or one field of it. */
import { joined } from '#core/headers/bytes.ts';
import type { OctetForm } from '#core/headers/octet-forms.ts';
import { errorOf } from '../../../api.ts';
import { useCommand } from '../../../commands.tsx';
import { toast, useErrorWords } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { Header, LensMessage } from '../message.ts';
import { nameAfter, useSaved } from '../share/use-report.ts';
import { CLIPBOARD, useCopyBytes } from '../use-copy.ts';

export interface SourceCopy {
  /** name of the chosen field, or the beginning of a line that is none; null: nothing is chosen */
  readonly field: string | null;
  /** `alone`: the chosen field without the others */
  readonly copy: (form: OctetForm, alone: boolean) => void;
  readonly save: () => void;
}

/** `item`: place of what is chosen. Registers the commands that copy and save what the view shows. */
export function useSourceCopy(
  {
    message,
    header,
    item,
  }: { readonly message: LensMessage; readonly header: Header; readonly item: number | null },
  bodyOpen: boolean,
): SourceCopy {
  const { t } = useWords();
  const say = useErrorWords();
  const copyBytes = useCopyBytes();
  const saved = useSaved();
  const chosen = item === null ? undefined : header.parsed.items[item];
  const shown = async () =>
    bodyOpen ? (await import('../share/save-bytes.ts')).wholeMessage(message) : [header.bytes];
  const copy = (form: OctetForm, alone: boolean) => {
    if (alone && chosen !== undefined) copyBytes(header.bytes.slice(chosen.start, chosen.end), form);
    else if ((bodyOpen ? message.size : header.bytes.length) > CLIPBOARD)
      toast({ kind: 'error', title: t('lens.copy.tooLong') });
    else
      gathered(shown).then(
        (bytes) => copyBytes(bytes, form),
        (error: unknown) => toast({ kind: 'error', title: say(errorOf(error)) }),
      );
  };
  const save = () => {
    const name = nameAfter(header, `${t('lens.tab.source')}.txt`);
    saved(import('../share/save-bytes.ts').then(async ({ saveBytes }) => saveBytes(name, await shown())));
  };
  useCommand('copy-tab', () => copy('text', false));
  useCommand('save-report', save);
  const field =
    chosen === undefined ? null : chosen.kind === 'field' ? chosen.name : t('lens.source.malformed');
  return { field, copy, save };
}

async function gathered(
  parts: () => Promise<AsyncIterable<Uint8Array> | Iterable<Uint8Array>>,
): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const part of await parts()) all.push(part);
  return joined(all);
}
