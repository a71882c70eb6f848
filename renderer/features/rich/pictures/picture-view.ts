/** A picture as it stands in the editor: shown from where main serves it, with a corner to draw it larger or smaller by. */
import { closeHistory } from '@tiptap/pm/history';
import type { Node } from '@tiptap/pm/model';
import type { EditorView, NodeView } from '@tiptap/pm/view';
import styles from './pictures.module.css';

/** px; no wider than the text of most readers' windows */
export const WIDEST = 600;
const NARROWEST = 16;

const widthWithin = (width: number): number => Math.round(Math.min(Math.max(width, NARROWEST), WIDEST * 2));

/** Height follows width. */
export function sized(attrs: Readonly<Record<string, unknown>>, width: number): Record<string, unknown> {
  const [w, h] = [attrs['width'], attrs['height']];
  const ratio = typeof w === 'number' && typeof h === 'number' && w > 0 ? h / w : null;
  const to = widthWithin(width);
  return { ...attrs, width: to, height: ratio === null ? null : Math.max(1, Math.round(to * ratio)) };
}

/** `address`: of the picture that a `cid:` names; null: this window has none. */
export function pictureView(address: (src: string) => string | null) {
  return (node: Node, view: EditorView, getPos: () => number | undefined): NodeView => {
    const dom = document.createElement('span');
    dom.className = styles.picture ?? '';
    const image = dom.appendChild(document.createElement('img'));
    const corner = dom.appendChild(document.createElement('span'));
    corner.className = styles.corner ?? '';
    let now = node;
    const show = () => {
      const { src, alt, width, height } = now.attrs;
      const shown = typeof src === 'string' ? address(src) : null;
      if (shown !== null && image.getAttribute('src') !== shown) image.src = shown;
      image.alt = typeof alt === 'string' ? alt : '';
      if (typeof width === 'number') image.width = width;
      if (typeof height === 'number') image.height = height;
    };
    show();
    corner.addEventListener('pointerdown', (down) => {
      down.preventDefault();
      corner.setPointerCapture(down.pointerId);
      const from = image.width;
      const attrs = now.attrs;
      const move = ({ clientX }: PointerEvent) => {
        const drawn = sized(attrs, from + clientX - down.clientX);
        if (typeof drawn['width'] === 'number') image.width = drawn['width'];
        if (typeof drawn['height'] === 'number') image.height = drawn['height'];
      };
      corner.addEventListener('pointermove', move);
      corner.addEventListener(
        'lostpointercapture',
        () => {
          corner.removeEventListener('pointermove', move);
          const at = getPos();
          if (at !== undefined && image.width !== from)
            // A step of its own, however soon after the last.
            view.dispatch(
              closeHistory(view.state.tr.setNodeMarkup(at, undefined, sized(attrs, image.width))),
            );
        },
        { once: true },
      );
    });
    return {
      dom,
      update: (next) => {
        if (next.type !== now.type) return false;
        now = next;
        show();
        return true;
      },
      selectNode: () => dom.setAttribute('data-selected', ''),
      deselectNode: () => dom.removeAttribute('data-selected'),
      stopEvent: ({ target }) => target === corner,
      ignoreMutation: () => true,
    };
  };
}
