/** Rich text as plain text, and what that cannot hold. What text says in its own way (links, lists, headings) is not lost. */
import { GONE, switchLoss } from '#core/message/rich/loss.ts';
import { textOfSigned } from '#core/message/rich/signed.ts';
import type { Signature } from '#core/message/signature.ts';
import type { Loss, Written } from '../compose/body/modes.ts';

const ASKED = ['pictures', 'tables', 'colours', 'sizes', 'alignment', 'emphasis'] as const;

export function plainOf(
  html: string,
  signature: Signature,
): { readonly written: Written; readonly lost: readonly Loss[] } {
  const { text, written } = textOfSigned(html, signature);
  const found = new Set(switchLoss(written));
  const count = { pictures: tagsIn(written, 'img'), tables: tagsIn(written, 'table') };
  return {
    written: { body: text },
    lost: ASKED.filter((kind) => found.has(kind) && (GONE.has(kind) || kind === 'tables')).map((kind) => ({
      kind,
      count: kind === 'pictures' || kind === 'tables' ? count[kind] : 1,
    })),
  };
}

/** In text, `<` is written in another way. */
const tagsIn = (html: string, name: string): number => html.split(`<${name}`).length - 1;
