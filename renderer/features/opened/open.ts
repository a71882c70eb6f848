/** What the window calls when something is to be opened, wherever the user is: loaded by the first file. */
import { LIKENESS, looksLikeMessage } from '#core/headers/message-likeness.ts';
import { call } from '../../api.ts';
import { openDropped, openFromMain, openPasted } from './store.ts';
import { loadOpenedWords } from './words.ts';

export { openDropped };

/** False: the user thought better of it. */
export async function choose(): Promise<boolean> {
  const files = await call('opened.choose', null);
  openFromMain(files);
  return files.length > 0;
}

/** False: another page of this window has taken them. */
export async function takeHanded(): Promise<boolean> {
  const files = await call('opened.take', null);
  openFromMain(files);
  return files.length > 0;
}

/** The clipboard, by way of main; what is found there when it is no header. */
export async function pasteFromClipboard(): Promise<'header' | 'none' | 'no-header' | 'too-long'> {
  await loadOpenedWords();
  const pasted = await call('opened.paste', null);
  if (pasted.found === 'header') openPasted(pasted.bytes);
  return pasted.found;
}

/** Text that the user pasted into the window; false: it does not begin as a header does. */
export function openText(text: string): boolean {
  const trimmed = text.replace(/^\s+/, '');
  const encoder = new TextEncoder();
  if (!looksLikeMessage(encoder.encode(trimmed.slice(0, LIKENESS)))) return false;
  openPasted(encoder.encode(trimmed));
  return true;
}
