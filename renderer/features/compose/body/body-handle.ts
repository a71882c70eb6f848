/**
 * The editor that stands in a draft's body, whichever it is: the caret goes there, and text is put where it stands. An editor may still be
 * loading; it gets what it was asked for meanwhile.
 */
import type { DraftId } from '#core/message/ids.ts';
import type { SpelledText } from '../spelling/spelled-text.ts';

/** Positions as the editor counts them. */
export type BodySelection = readonly [number, number];

export interface BodyHandle {
  /** `begin`: before all text; `last`: where the caret was, or is put first */
  readonly focus: (where: 'begin' | 'last' | BodySelection) => void;
  readonly selection: () => BodySelection;
  /** Text, line ends LF, in place of what is selected; where the editor has rich text, `html` instead. */
  readonly insert: (text: string, html?: string) => void;
  /** A few characters, as if they were typed there: formatted as what stands around them, and taken back by the editor's own undo. */
  readonly type: (text: string) => void;
  /** where it marks mistakes by itself; of a field the form does */
  readonly spelled?: SpelledText;
}

const handles = new Map<DraftId, BodyHandle>();
const asked = new Map<DraftId, Parameters<BodyHandle['focus']>[0]>();

const watching = new Set<() => void>();
const tell = () => {
  for (const listener of watching) listener();
};

/** Hears of each editor that comes and goes; gives back how to end that. */
export function watchBodies(listener: () => void): () => void {
  watching.add(listener);
  return () => watching.delete(listener);
}

/** Gives back how to withdraw it. */
export function offerBody(id: DraftId, handle: BodyHandle): () => void {
  handles.set(id, handle);
  tell();
  const where = asked.get(id);
  asked.delete(id);
  if (where !== undefined) handle.focus(where);
  return () => {
    if (handles.get(id) === handle) handles.delete(id);
    tell();
  };
}

export const bodyOf = (id: DraftId): BodyHandle | undefined => handles.get(id);

export function focusBody(id: DraftId, where: Parameters<BodyHandle['focus']>[0]): void {
  const handle = handles.get(id);
  if (handle === undefined) asked.set(id, where);
  else handle.focus(where);
}

/** The editor that takes the place of this one gets the caret. */
export function focusNextBody(id: DraftId): void {
  handles.delete(id);
  asked.set(id, 'last');
}
