/**
 * Where the user is: the place, what is selected in it, and the drafts that are open as tabs. State of this window alone; nothing here is
 * stored, and a second window has its own.
 */
import { createContext, use, useMemo, useReducer, type ReactNode } from 'react';
import type { AccountId, DraftId, SubmissionId } from '#core/message/ids.ts';
import { ULID } from '#core/message/ulid.ts';
import { call } from './api.ts';
import './early/handover.ts';

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

/** What is selected where; null: nothing. */
interface Selected {
  readonly sent: SubmissionId | null;
  readonly practice: SubmissionId | null;
  readonly accounts: AccountId | null;
}

interface State {
  readonly place: Place;
  readonly selected: Selected;
  readonly openDrafts: readonly DraftId[];
  readonly activeDraft: DraftId | null;
  /** on a narrow window, the thing is shown in place of the list */
  readonly thing: boolean;
}

type Step =
  | { readonly kind: 'go'; readonly place: Place }
  | { readonly kind: 'select'; readonly selected: Partial<Selected>; readonly open: boolean }
  | { readonly kind: 'list' }
  | { readonly kind: 'open-draft'; readonly id: DraftId }
  | { readonly kind: 'close-draft'; readonly id: DraftId };

export interface WhereWeAre extends State {
  readonly go: (place: Place) => void;
  /** Opens the draft as a tab; without one, makes a new draft (for the given account, else the default one). */
  readonly compose: (draftId?: DraftId | null, accountId?: AccountId | null) => Promise<void>;
  /** Leaves the draft itself alone: only its tab closes. */
  readonly closeDraft: (id: DraftId) => void;
  /** Selects; `open` false only marks the row, so that a narrow window stays at its list. */
  readonly select: (selected: Partial<Selected>, open?: boolean) => void;
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
    case 'open-draft':
      return {
        ...state,
        place: 'compose',
        activeDraft: step.id,
        openDrafts: state.openDrafts.includes(step.id) ? state.openDrafts : [...state.openDrafts, step.id],
      };
    case 'close-draft':
      return withoutDraft(state, step.id);
  }
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

export function PlaceProvider({ first, children }: { readonly first: Place; readonly children: ReactNode }) {
  const [state, take] = useReducer(next, null, () => {
    const draft = draftOfWindow();
    return {
      place: draft === null ? first : ('compose' as const),
      selected: { sent: null, practice: null, accounts: null },
      openDrafts: draft === null ? [] : [draft],
      activeDraft: draft,
      thing: false,
    };
  });
  const where = useMemo<WhereWeAre>(
    () => ({
      ...state,
      go: (place) => take({ kind: 'go', place }),
      compose: async (draftId, accountId) => {
        // Until the draft asked for is in front, keys are nobody's: they must not end up in the one before it.
        const focused = document.activeElement;
        if (focused instanceof HTMLElement && globalThis.earlyWindow?.isComposing !== true) focused.blur();
        const id = draftId ?? (await call('drafts.create', { accountId: accountId ?? null })).id;
        take({ kind: 'open-draft', id });
      },
      closeDraft: (id) => take({ kind: 'close-draft', id }),
      select: (selected, open = true) => take({ kind: 'select', selected, open }),
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
