/** Where the user was, over a page that is loaded anew where it stands (resume.ts): its open drafts, or the account in front. */
import type { AccountId, DraftId } from '#core/message/ids.ts';
import { ULID } from '#core/message/ulid.ts';
import { keep, kept } from './resume.ts';

export interface PlaceBefore {
  readonly place: 'compose' | 'accounts';
  readonly openDrafts: readonly DraftId[];
  readonly activeDraft: DraftId | null;
  readonly account: AccountId | null;
}

export const keepPlace = (place: PlaceBefore): void => keep('place', place);

export function placeBefore(): PlaceBefore | null {
  const before = kept('place');
  return isPlace(before) ? before : null;
}

const isDraftId = (value: unknown): value is DraftId => typeof value === 'string' && ULID.test(value);
const isAccountId = (value: unknown): value is AccountId =>
  typeof value === 'string' && (value === 'practice' || ULID.test(value));

function isPlace(value: unknown): value is PlaceBefore {
  if (typeof value !== 'object' || value === null) return false;
  if (!('place' in value && 'openDrafts' in value && 'activeDraft' in value && 'account' in value))
    return false;
  const { place, openDrafts, activeDraft, account } = value;
  return (
    (place === 'compose' || place === 'accounts') &&
    Array.isArray(openDrafts) &&
    openDrafts.every(isDraftId) &&
    (activeDraft === null || isDraftId(activeDraft)) &&
    (account === null || isAccountId(account))
  );
}
