/** Pictures of this machine go into the text: their bytes to main as an attachment of the draft, their name to where the caret is. */
import { fromFile } from '../../compose/draft/uploads.ts';
import type { RichEditor } from '../rich-editor.ts';
import { WIDEST } from './picture-view.ts';

export interface Put {
  /** `cid:` of the last one; null: none was put in */
  readonly last: string | null;
  /** names of those that are no pictures for mail, and became files */
  readonly files: readonly string[];
}

export const isPicture = ({ type }: Pick<File, 'type'>): boolean => type.startsWith('image/');

/** One after the other, in order; where the caret is when each has arrived. */
export async function putPictures(rich: RichEditor, pictures: readonly File[]): Promise<Put> {
  const files: string[] = [];
  let last: string | null = null;
  for (const picture of pictures) {
    const attrs = await attachPicture(rich, picture);
    if (attrs === 'file') files.push(picture.name);
    else if (attrs !== null) {
      rich.editor.chain().insertContent({ type: 'picture', attrs }).run();
      last = attrs.src;
    }
  }
  return { last, files };
}

interface Attached {
  readonly src: string;
  readonly alt: string;
  readonly width: number | null;
  readonly height: number | null;
}

/** `file`: it is no picture for mail, and became an ordinary file. Null: it could not be attached; the draft says why. */
export async function attachPicture(rich: RichEditor, picture: File): Promise<Attached | 'file' | null> {
  const [view] = await rich.session.files.attach([{ ...fromFile(picture), inline: true }]);
  if (view === undefined) return null;
  if (view.inline === undefined) return 'file';
  return { src: `cid:${view.id}`, alt: '', ...(await shownSize(picture)) };
}

/** As large as it is, or as wide as fits. */
async function shownSize(picture: Blob): Promise<Pick<Attached, 'width' | 'height'>> {
  try {
    const bitmap = await createImageBitmap(picture);
    const scale = Math.min(1, WIDEST / bitmap.width);
    const size = { width: Math.round(bitmap.width * scale), height: Math.round(bitmap.height * scale) };
    bitmap.close();
    return size;
  } catch {
    return { width: null, height: null };
  }
}
