/** Where somebody was writing in a draft, so that Undo brings them back to it. Only this window remembers, and only until then. */
import type { DraftId } from '#core/message/ids.ts';
import { bodyOf, focusBody, type BodySelection } from '../body/body-handle.ts';

type Place =
  | { readonly field: string; readonly selection: readonly [number, number] | null }
  | { readonly body: BodySelection };

const places = new Map<DraftId, Place>();

const inBody = (element: EventTarget): boolean =>
  element instanceof Element && element.closest('[data-body]') !== null;

/** Called as the focus leaves a field of the draft. */
export function rememberWhere(id: DraftId, left: EventTarget): void {
  const body = inBody(left) ? bodyOf(id) : undefined;
  if (body !== undefined) places.set(id, { body: body.selection() });
  else if (left instanceof HTMLInputElement && left.id !== '') {
    const { selectionStart, selectionEnd } = left;
    const selection =
      selectionStart === null || selectionEnd === null ? null : ([selectionStart, selectionEnd] as const);
    places.set(id, { field: left.id, selection });
  }
}

/** False: nobody remembers. */
export function returnWhere(id: DraftId, form: HTMLElement | null): boolean {
  const place = places.get(id);
  places.delete(id);
  if (place === undefined) return false;
  if ('body' in place) {
    focusBody(id, place.body);
    return true;
  }
  const field = form?.querySelector(`#${CSS.escape(place.field)}`);
  if (!(field instanceof HTMLInputElement)) return false;
  field.focus();
  if (place.selection !== null) field.setSelectionRange(...place.selection);
  return true;
}
