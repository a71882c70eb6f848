/**
 * Where the user is: the place, what is selected in it, and the drafts that are open as tabs. State of this window alone; nothing here is
 * stored, and a second window has its own.
 */
import { createContext, use, useEffect, useMemo, useReducer, useRef, type ReactNode } from 'react';
import { UNFOLDED_AT_MOST } from '#core/mailing/lines.ts';
import type { AccountId, DraftId, SubmissionId } from '#core/message/ids.ts';
import { ULID } from '#core/message/ulid.ts';
import { call } from './api.ts';
import './early/handover.ts';
import { keepPlace, placeBefore } from './place-before.ts';
import { keepOnReload } from './resume.ts';

export type Place =
  | 'drafts'
  | 'outbox'
  | 'sent'
  | 'practice'
  | 'lens'
  | 'contacts'
  | 'accounts'
  | 'settings'
  | 'compose'
  | 'first-run';

/** A line of Sent: a message, or a mailing, whose id is its first message's. */
export type SentKey = SubmissionId | `mailing ${string}`;

/** What is selected where; null: nothing. */
interface Selected {
  readonly sent: SentKey | null;
  readonly practice: SentKey | null;
  readonly accounts: AccountId | null;
}

interface State {
  readonly place: Place;
  readonly selected: Selected;
  readonly openDrafts: readonly DraftId[];
  readonly activeDraft: DraftId | null;
  /** on a narrow window, the thing is shown in place of the list */
  readonly thing: boolean;
  /** mailings whose messages stand below them, in Outbox and Sent, those unfolded last at the end */
  readonly unfolded: readonly SubmissionId[];
}

type Step =
  | { readonly kind: 'go'; readonly place: Place }
  | { readonly kind: 'select'; readonly selected: Partial<Selected>; readonly open: boolean }
  | { readonly kind: 'list' }
  | { readonly kind: 'fold'; readonly unfolded: readonly SubmissionId[] }
  /** `inFront` false: its tab waits */
  | { readonly kind: 'open-draft'; readonly id: DraftId; readonly inFront: boolean }
  | { readonly kind: 'close-draft'; readonly id: DraftId };

export interface WhereWeAre extends State {
  readonly go: (place: Place) => void;
  /** Opens the draft as a tab; without one, makes a new draft (for the given account, else the default one). */
  readonly compose: (draftId?: DraftId | null, accountId?: AccountId | null) => Promise<void>;
  /** Leaves the draft itself alone: only its tab closes. */
  readonly closeDraft: (id: DraftId) => void;
  /** Selects; `open` false only marks the row, so that a narrow window stays at its list. */
  readonly select: (selected: Partial<Selected>, open?: boolean) => void;
  /** Shows the messages of a mailing below it, or hides them. */
  readonly unfold: (mailing: SubmissionId, unfolded: boolean) => void;
  /** As it is when it is asked, not when the caller was drawn. */
  readonly unfoldedNow: () => readonly SubmissionId[];
  /** On a narrow window: back to the list. */
  readonly backToList: () => void;
}

function next(state: State, step: Step): State {
  switch (step.kind) {
    case 'go':
      return { ...state, place: step.place, thing: false };
    case 'select':
      return { ...state, selected: { ...state.selected, ...step.selected }, thing: state.thing || step.open };
    case 'list':
      return { ...state, thing: false };
    case 'fold':
      return { ...state, unfolded: step.unfolded };
    case 'open-draft':
      return {
        ...state,
        place: step.inFront ? 'compose' : state.place,
        activeDraft: step.id,
        openDrafts: state.openDrafts.includes(step.id) ? state.openDrafts : [...state.openDrafts, step.id],
      };
    case 'close-draft':
      return withoutDraft(state, step.id);
  }
}

export function unfoldedWith(
  before: readonly SubmissionId[],
  mailing: SubmissionId,
  unfolded: boolean,
): readonly SubmissionId[] {
  if (before.includes(mailing) === unfolded) return before;
  const others = before.filter((other) => other !== mailing);
  return unfolded ? [...others, mailing].slice(-UNFOLDED_AT_MOST) : others;
}

/** The neighbour's tab comes to the front; with the last one gone, the drafts do. */
function withoutDraft(state: State, id: DraftId): State {
  const at = state.openDrafts.indexOf(id);
  if (at < 0) return state;
  const openDrafts = state.openDrafts.filter((open) => open !== id);
  if (state.activeDraft !== id) return { ...state, openDrafts };
  const activeDraft = openDrafts[Math.min(at, openDrafts.length - 1)] ?? null;
  const place = state.place === 'compose' && activeDraft === null ? 'drafts' : state.place;
  return { ...state, openDrafts, activeDraft, place };
}

const Where = createContext<WhereWeAre | null>(null);

const isDraftId = (text: string): text is DraftId => ULID.test(text);

/** The draft that this window was opened for (`app.newWindow`), as main says it in the page's address. */
function draftOfWindow(): DraftId | null {
  const draft = new URLSearchParams(location.hash.slice(1)).get('draft') ?? '';
  return isDraftId(draft) ? draft : null;
}

/** Taken once, however often the window is begun to be drawn. */
const before = placeBefore();

export function PlaceProvider({ first, children }: { readonly first: Place; readonly children: ReactNode }) {
  const [state, take] = useReducer(next, null, () => {
    const draft = draftOfWindow();
    return {
      place: before?.place ?? (draft === null ? first : 'compose'),
      selected: { sent: null, practice: null, accounts: before?.account ?? null },
      openDrafts: before?.openDrafts ?? (draft === null ? [] : [draft]),
      activeDraft: before?.activeDraft ?? draft,
      thing: before !== null,
      unfolded: [],
    };
  });
  useEffect(
    () =>
      keepOnReload(() => {
        const { place, openDrafts, activeDraft, selected } = state;
        if (place !== 'compose' && place !== 'accounts') return false;
        keepPlace({ place, openDrafts, activeDraft, account: selected.accounts });
        return true;
      }),
    [state],
  );
  /** how often the user went somewhere: who goes on while a draft is made is not fetched back */
  const moves = useRef(0);
  const unfolded = useRef<readonly SubmissionId[]>([]);
  const where = useMemo<WhereWeAre>(
    () => ({
      ...state,
      go: (place) => {
        moves.current += 1;
        take({ kind: 'go', place });
      },
      compose: async (draftId, accountId) => {
        // Until the draft asked for is in front, keys are nobody's: they must not end up in the one before it.
        const focused = document.activeElement;
        if (focused instanceof HTMLElement && globalThis.earlyWindow?.isComposing !== true) focused.blur();
        moves.current += 1;
        const asked = moves.current;
        const id = draftId ?? (await call('drafts.create', { accountId: accountId ?? null })).id;
        take({ kind: 'open-draft', id, inFront: moves.current === asked });
      },
      closeDraft: (id) => take({ kind: 'close-draft', id }),
      select: (selected, open = true) => take({ kind: 'select', selected, open }),
      unfold: (mailing, shown) => {
        unfolded.current = unfoldedWith(unfolded.current, mailing, shown);
        take({ kind: 'fold', unfolded: unfolded.current });
      },
      unfoldedNow: () => unfolded.current,
      backToList: () => take({ kind: 'list' }),
    }),
    [state],
  );
  return <Where value={where}>{children}</Where>;
}

export function usePlace(): WhereWeAre {
  const where = use(Where);
  if (where === null) throw new Error('usePlace outside PlaceProvider');
  return where;
}
