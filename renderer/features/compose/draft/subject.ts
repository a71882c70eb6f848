/** The subject as it is being written, for the draft's tab. */
import { useSyncExternalStore } from 'react';
import type { DraftSession } from './draft-session.ts';

const never = () => () => undefined;

/** Null: the draft has no session yet. */
export const useSubject = (session: DraftSession | undefined): string | null =>
  useSyncExternalStore(session?.subscribe ?? never, () => session?.state().content.subject ?? null);
