import { describe, expect, it } from 'vitest';
import { deriveEnvelope } from '#core/message/derive-envelope.ts';
import type { DraftContent } from '#core/message/draft.ts';
import type { Notify } from '#core/message/dsn.ts';
import { envelopeSlip } from '#core/message/envelope.ts';
import { messagesOf } from '#core/message/one-each.ts';
import { USUAL_SENDING } from '#core/message/sending.ts';
import { content, identity, mailbox } from './drafts.ts';

const each = (changes: Partial<DraftContent> = {}): DraftContent =>
  content({ ...changes, sending: { ...USUAL_SENDING, oneEach: true, ...changes.sending } });
const toOf = (draft: DraftContent, from = identity()): string[] =>
  messagesOf(draft, from).map(({ content: { to, cc, bcc } }) =>
    [...to, ...cc, ...bcc].map(({ address }) => address).join(' '),
  );

describe('one message each', () => {
  const many = each({
    to: [mailbox('a@x.example', 'Ann'), mailbox('b@x.example')],
    cc: [mailbox('c@x.example')],
    bcc: [mailbox('d@x.example')],
  });

  it('leaves a draft that asks for nothing special one message', () => {
    const draft = content();
    expect(messagesOf(draft, identity())).toEqual([{ content: draft, identity: identity() }]);
  });

  it('gives everybody in To, Cc and Bcc a message of their own', () => {
    expect(toOf(many)).toEqual(['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example']);
  });

  it('names its one recipient in To, with the name that was written', () => {
    const [first] = messagesOf(many, identity());
    expect(first?.content).toMatchObject({ to: [mailbox('a@x.example', 'Ann')], cc: [], bcc: [] });
  });

  it('has one RCPT in each envelope', () => {
    const envelopes = messagesOf(many, identity({ bccSelf: true })).map((one) =>
      deriveEnvelope(one.content, one.identity),
    );
    expect(envelopes.map((derived) => derived.ok && derived.envelope.recipients.length)).toEqual([
      1, 1, 1, 1, 1,
    ]);
  });

  it('sends a mailbox that is named twice one message', () => {
    expect(toOf(each({ to: [mailbox('a@x.example')], bcc: [mailbox('a@X.example')] }))).toEqual([
      'a@x.example',
    ]);
  });

  it('gives the sender one copy, not one of each message', () => {
    const own = identity({ bccSelf: true });
    expect(toOf(each({ to: [mailbox('a@x.example')] }), own)).toEqual(['a@x.example', own.address]);
  });

  it('keeps the notices that were chosen for single recipients, each with its own', () => {
    const perRecipient = [{ address: 'b@x.example', notify: ['delay'] satisfies Notify }];
    const drafts = messagesOf({ ...many, sending: { ...many.sending, perRecipient } }, identity());
    expect(drafts.map(({ content: { sending } }) => sending.perRecipient.length)).toEqual([0, 1, 0, 0]);
  });

  it('is one message as it stands once taken apart, so that what is built again is not taken apart again', () => {
    expect(messagesOf(many, identity()).every(({ content: { sending } }) => !sending.oneEach)).toBe(true);
  });

  it('goes as one message where the envelope is set by hand', () => {
    const sending = {
      ...USUAL_SENDING,
      oneEach: true,
      envelope: { returnPath: 'a@x.example', recipients: ['b@x.example'] },
    };
    expect(messagesOf({ ...many, sending }, identity())).toHaveLength(1);
  });

  it('finds wrong in Bcc what no header can carry, since whoever is there comes to stand in To', () => {
    const bcc = [mailbox('josé@x.example')];
    const problemOf = (draft: DraftContent) => envelopeSlip(draft, identity()).lines.at(-1)?.problem;
    expect([problemOf(content({ bcc })), problemOf(each({ bcc }))]).toEqual([null, 'address-not-ascii']);
  });
});
