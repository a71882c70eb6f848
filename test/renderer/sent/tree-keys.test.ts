import { describe, expect, it } from 'vitest';
import type { SentLine } from '#core/contract/mailings.ts';
import { AccountId, StoredMessageId, SubmissionId } from '#core/message/ids.ts';
import { stepInTree } from '#renderer/features/sent/tree-keys.ts';

const id = SubmissionId.parse('0'.repeat(26));
const common = {
  accountId: AccountId.parse('practice'),
  accountName: '',
  hue: 1,
  practice: true,
  subject: '',
  hasAttachment: false,
  at: 1,
};
const mailing = (isUnfolded: boolean): SentLine => ({
  kind: 'mailing',
  mailing: { ...common, id, messages: 9, sums: { accepted: 9 }, listed: 9 },
  isUnfolded,
  position: 3,
  of: 5,
});
const message = (below: boolean, position: number): SentLine => ({
  kind: 'message',
  row: {
    ...common,
    submissionId: id,
    messageId: StoredMessageId.parse('1'.repeat(26)),
    to: [],
    recipients: 1,
    accepted: 1,
    status: 'sent',
    mailing: null,
  },
  mailing: below ? id : null,
  position,
  of: 9,
});

describe('Right and Left in a list with mailings', () => {
  it('unfold and fold a mailing', () => {
    const fold = (unfolded: boolean) => ({ kind: 'unfold', mailing: id, unfolded });
    expect(stepInTree('ArrowRight', 7, mailing(false))).toEqual(fold(true));
    expect(stepInTree('ArrowLeft', 7, mailing(true))).toEqual(fold(false));
    expect(stepInTree('ArrowLeft', 7, mailing(false))).toBeUndefined();
  });

  it('go into one that is unfolded, and out again from any of its messages', () => {
    expect(stepInTree('ArrowRight', 7, mailing(true))).toEqual({ kind: 'go', index: 8 });
    for (const position of [1, 4, 9])
      expect(stepInTree('ArrowLeft', 7 + position, message(true, position))).toEqual({
        kind: 'go',
        index: 7,
      });
  });

  it('do nothing at a message alone, nor where nothing is known yet', () => {
    expect(stepInTree('ArrowLeft', 2, message(false, 3))).toBeUndefined();
    expect(stepInTree('ArrowRight', 2, message(true, 3))).toBeUndefined();
    expect(stepInTree('ArrowRight', 2, undefined)).toBeUndefined();
    expect(stepInTree('ArrowDown', 2, mailing(false))).toBeUndefined();
  });
});
