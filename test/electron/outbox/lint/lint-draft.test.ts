import { describe, expect, it } from 'vitest';
import { lintDraft, type DraftToLint } from '#electron/outbox/lint/lint-draft.ts';
import type { ServerOffers } from '#core/smtp/offers.ts';
import type { AttachmentSource } from '#electron/outbox/ports.ts';
import { attachmentId, content, identity, mailbox } from '#test/core/message/drafts.ts';
import { USUAL_SENDING } from '#core/message/sending.ts';

const offering = (...extensions: readonly (readonly [string, string])[]): ServerOffers => ({
  at: 1,
  beforeTls: null,
  afterTls: extensions.map(([keyword, parameters]) => ({ keyword, parameters })),
  tlsVersion: 'TLSv1.3',
});

const found = async (changes: Partial<DraftToLint> = {}) =>
  (
    await lintDraft({
      content: content(),
      identity: identity(),
      sources: [],
      offers: null,
      at: Date.UTC(2026, 10, 24),
      ...changes,
    })
  ).map(({ rule, field }) => [rule, field]);

/** A file that is not there: whoever reads it fails. */
const nowhere: AttachmentSource = {
  id: attachmentId(1),
  name: 'appel à projets.pdf',
  size: 5_000_000,
  mediaType: 'application/pdf',
  state: 'ready',
  path: '/nowhere/at/all.pdf',
};

describe('a draft before it is sent', () => {
  it('has nothing to find when it is an ordinary one', async () => {
    expect(await found()).toEqual([]);
    const letters = content({
      subject: 'Théâtre Velmont – 契約書',
      body: 'Où sont les câbles ?\n'.repeat(200),
      to: [mailbox('theo@example.net', 'Théo Ångström')],
      cc: Array.from({ length: 60 }, (_, nth) => mailbox(`somebody.${String(nth)}@example.net`, 'Some Body')),
    });
    expect(await found({ content: letters, identity: identity({ name: 'Éva Müller' }) })).toEqual([]);
  });

  it('is told where a name is another address', async () => {
    const to = [mailbox('bob@example.net', 'boss@bank.example')];
    expect(await found({ content: content({ to }) })).toEqual([['A17', 'To']]);
  });

  it('is told that nobody is named', async () => {
    const hidden = content({ to: [], bcc: [mailbox('bob@example.net')] });
    expect(await found({ content: hidden })).toEqual([['O19', null]]);
  });

  it('is too large for the server by what its files will be on the wire, which are not read', async () => {
    const offers = offering(['SIZE', '1000000']);
    expect(await found({ sources: [nowhere], offers })).toEqual([['R12', null]]);
    expect(await found({ sources: [nowhere] })).toEqual([]);
  });

  it('needs what the server does not offer', async () => {
    const eightBit = content({ body: 'Où ?', sending: { ...USUAL_SENDING, eightBit: true } });
    expect(await found({ content: eightBit, offers: offering(['PIPELINING', '']) })).toEqual([['T10', null]]);
    expect(await found({ content: eightBit, offers: offering(['8BITMIME', '']) })).toEqual([]);
  });

  it('says nothing while it cannot be built', async () => {
    expect(await found({ content: content({ to: [] }) })).toEqual([]);
  });
});
