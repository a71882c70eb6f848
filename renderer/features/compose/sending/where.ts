/** Where somebody was writing in a draft, so that Undo brings them back to it. Only this window remembers, and only until then. */
import type { DraftId } from '#core/message/ids.ts';

interface Place {
  readonly field: string;
  readonly selection: readonly [number, number] | null;
}

const places = new Map<DraftId, Place>();

type TextField = HTMLInputElement | HTMLTextAreaElement;

const isTextField = (element: unknown): element is TextField =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;

/** Fields have an id, the body alone has none. */
const selectorOf = (field: TextField): string => (field.id === '' ? 'textarea' : `#${CSS.escape(field.id)}`);

/** Called as the focus leaves a field of the draft. */
export function rememberWhere(id: DraftId, left: EventTarget): void {
  if (!isTextField(left)) return;
  const { selectionStart, selectionEnd } = left;
  const selection =
    selectionStart === null || selectionEnd === null ? null : ([selectionStart, selectionEnd] as const);
  places.set(id, { field: selectorOf(left), selection });
}

/** False: nobody remembers. */
export function returnWhere(id: DraftId, form: HTMLElement | null): boolean {
  const place = places.get(id);
  places.delete(id);
  const field = place === undefined ? null : (form?.querySelector(place.field) ?? null);
  if (place === undefined || !isTextField(field)) return false;
  field.focus();
  if (place.selection !== null) field.setSelectionRange(...place.selection);
  return true;
}
