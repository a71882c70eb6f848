/** A paste or drop with pictures in it: their bytes become attachments first, then the text goes in with their names. */
import type { RichEditor } from '../rich-editor.ts';
import { attachPicture, isPicture } from '../pictures/put-pictures.ts';
import type { Cleaned } from './clean-paste.ts';

/** Pictures alone, as a screen or a program copied them; what has words beside them is text. */
export function picturesOf(data: DataTransfer | null): readonly File[] {
  const files = [...(data?.files ?? [])];
  if (files.length === 0 || !files.every(isPicture)) return [];
  const html = data?.getData('text/html') ?? '';
  // Word and Excel copy a picture of the text along with it.
  return html === '' || !hasWords(html) ? files : [];
}

const hasWords = (html: string): boolean =>
  new DOMParser()
    .parseFromString(html.replaceAll(/\sstyle\s*=/gi, ' data-style='), 'text/html')
    .body.textContent.trim() !== '';

/** The same HTML with `cid:` for each picture that is attached by now; the others are left out. */
export async function withPictures(rich: RichEditor, { html, data }: Cleaned): Promise<string> {
  const root = new DOMParser().parseFromString(html, 'text/html').body;
  for (const image of root.querySelectorAll('img')) {
    const bytes = data.get(image.getAttribute('src') ?? '');
    if (bytes === undefined) continue;
    const file = fileOf(bytes);
    const attached = file === null ? null : await attachPicture(rich, file);
    if (attached === null || attached === 'file') {
      image.remove();
      continue;
    }
    image.setAttribute('src', attached.src);
    for (const side of ['width', 'height'] as const)
      if (attached[side] !== null && !image.hasAttribute(side))
        image.setAttribute(side, String(attached[side]));
  }
  return root.innerHTML;
}

function fileOf(address: string): File | null {
  const [, type = '', text = ''] = /^data:(image\/[a-z]+);base64,([A-Za-z0-9+/=\s]*)$/i.exec(address) ?? [];
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll(/\s/g, '')), (char) => char.charCodeAt(0));
    return new File([bytes], `picture.${type.slice(6).toLowerCase().replace('jpeg', 'jpg')}`, { type });
  } catch {
    return null;
  }
}
