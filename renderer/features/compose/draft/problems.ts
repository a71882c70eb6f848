/** What is wrong with the draft as it stands, found by the same rules that main applies when it is sent. */
import { useMemo } from 'react';
import type { Account } from '#core/account/account.ts';
import type { Identity } from '#core/account/identity.ts';
import type { AccountView } from '#core/contract/accounts.ts';
import type { Problem } from '#core/contract/errors.ts';
import { checkDraft, subjectProblems } from '#core/message/check-draft.ts';
import type { DraftSession, DraftState } from './draft-session.ts';
import { useDraft } from './sessions.ts';

export interface Sender {
  readonly account: Account;
  readonly identity: Identity | undefined;
  readonly practice: boolean;
}

export function senderOf(
  content: Pick<DraftState['content'], 'accountId' | 'identityId'>,
  accounts: readonly AccountView[],
): Sender | undefined {
  const view = accounts.find(({ account }) => account.id === content.accountId);
  if (view === undefined) return undefined;
  const identity = view.account.identities.find(({ id }) => id === content.identityId);
  return { account: view.account, identity, practice: view.practice };
}

type Judged = Pick<DraftState, 'attachments' | 'refused'> & {
  readonly content: Pick<DraftState['content'], 'to' | 'cc' | 'bcc' | 'replyTo' | 'subject' | 'sending'>;
};

/** The same, found anew only when something changed that it judges: the body is not, and a letter of the subject judges no recipient again. */
export function useProblems(session: DraftSession, sender: Sender | undefined): Problem[] {
  const judged = useDraft(session, ({ content, attachments, refused }) => {
    const { to, cc, bcc, replyTo, subject, sending } = content;
    return { to, cc, bcc, replyTo, subject, sending, attachments, refused };
  });
  const { to, cc, bcc, replyTo, subject, sending, attachments, refused } = judged;
  const { account, identity, practice = false } = sender ?? {};
  const others = useMemo(
    () =>
      problemsOf(
        { content: { to, cc, bcc, replyTo, subject: '', sending }, attachments, refused },
        account && { account, identity, practice },
      ),
    [to, cc, bcc, replyTo, sending, attachments, refused, account, identity, practice],
  );
  return useMemo(() => [...others, ...subjectProblems(subject)], [others, subject]);
}

export function problemsOf(state: Judged, sender: Sender | undefined): Problem[] {
  if (sender === undefined) return [{ code: 'account-gone', field: 'account', value: '' }];
  if (sender.identity === undefined) return [{ code: 'no-identity', field: 'account', value: '' }];
  const own = checkDraft(state.content, sender.identity, state.attachments);
  const known = new Set(own.map(keyOf));
  return [...own, ...state.refused.filter((problem) => !known.has(keyOf(problem)))];
}

const keyOf = ({ code, field, value }: Problem): string => [code, field, value].join('\n');

/** One that stands at a chip already, be it of a field or of an envelope that is set by hand. */
export const isOfRecipient = ({ field, code }: Problem): boolean =>
  (field === 'to' || field === 'cc' || field === 'bcc' || field === 'envelope') &&
  code.startsWith('address-');
