import { describe, expect, it } from 'vitest';
import { checkDraft } from '#core/message/check-draft.ts';
import type { DraftContent } from '#core/message/draft.ts';
import { orcptOf } from '#core/message/dsn.ts';
import { deriveEnvelope } from '#core/message/derive-envelope.ts';
import { envelopeSlip } from '#core/message/envelope.ts';
import { USUAL_SENDING } from '#core/message/sending.ts';
import { attachmentId, content, identity, mailbox } from './drafts.ts';

describe('the envelope of a draft', () => {
  it('names the address in MAIL and every field in RCPT, in the order to, cc, bcc', () => {
    const draft = content({
      bcc: [mailbox('c@d.example')],
      to: [mailbox('a@b.example')],
      cc: [mailbox('b@b.example')],
    });
    expect(deriveEnvelope(draft, identity())).toEqual({
      ok: true,
      envelope: {
        returnPath: 'eva@example.org',
        recipients: [
          { address: 'a@b.example', field: 'to' },
          { address: 'b@b.example', field: 'cc' },
          { address: 'c@d.example', field: 'bcc' },
        ],
        smtpUtf8: false,
      },
    });
  });

  it('takes the return path where the identity has one', () => {
    const derived = deriveEnvelope(content(), identity({ returnPath: 'bounces@example.org' }));
    expect(derived.ok && derived.envelope.returnPath).toBe('bounces@example.org');
  });

  it('names a mailbox once, for the first field that has it', () => {
    const draft = content({
      to: [mailbox('a@B.example'), mailbox('a@b.EXAMPLE')],
      bcc: [mailbox('a@b.example'), mailbox('A@b.example')],
    });
    const slip = envelopeSlip(draft, identity());
    expect(slip.recipients.map(({ address, field }) => [address, field])).toEqual([
      ['a@B.example', 'to'],
      ['A@b.example', 'bcc'],
    ]);
    expect(slip.lines.map((line) => line.sameAs)).toEqual([null, 'to', 'to', null]);
  });

  it('asks for SMTPUTF8 when a local part is not ASCII', () => {
    const derived = deriveEnvelope(content({ bcc: [mailbox('zoë@müller.example')] }), identity());
    expect(derived.ok && derived.envelope.smtpUtf8).toBe(true);
    expect(derived.ok && derived.envelope.recipients.at(-1)?.address).toBe('zoë@xn--mller-kva.example');
  });

  it('takes a local part that is not ASCII in Bcc alone, since it would make a header 8-bit', () => {
    const derived = deriveEnvelope(content({ to: [mailbox('zoë@b.example')] }), identity());
    expect(derived).toEqual({
      ok: false,
      problems: [{ code: 'address-not-ascii', field: 'to', value: 'zoë@b.example' }],
    });
    expect(checkDraft(content(), identity({ address: 'évа@b.example' })).map(({ code }) => code)).toEqual([
      'address-not-ascii',
    ]);
  });

  it('is refused while a single address is wrong, and tells which', () => {
    const derived = deriveEnvelope(content({ cc: [mailbox('broken')] }), identity());
    expect(derived).toEqual({
      ok: false,
      problems: [{ code: 'address-no-at', field: 'cc', value: 'broken' }],
    });
  });

  it('is refused without a recipient', () => {
    const derived = deriveEnvelope(content({ to: [] }), identity());
    expect(derived).toEqual({ ok: false, problems: [{ code: 'no-recipient', field: 'to', value: '' }] });
  });

  it('is refused for more recipients than one submission can have', () => {
    const many = (from: number) =>
      Array.from({ length: 5001 }, (_, n) => mailbox(`r${String(from + n)}@b.example`));
    const derived = deriveEnvelope(content({ to: many(0), cc: many(5001) }), identity());
    expect(derived.ok ? [] : derived.problems.map((problem) => problem.code)).toEqual([
      'too-many-recipients',
    ]);
  });

  it('shows a slip for a draft with nothing in it', () => {
    const slip = envelopeSlip(content({ to: [] }), undefined);
    expect(slip).toEqual({
      returnPath: '',
      returnPathProblem: 'no-identity',
      lines: [],
      recipients: [],
      smtpUtf8: false,
      ret: null,
      envid: '',
      envidProblem: null,
      requireTls: false,
      overridden: false,
    });
  });
});

describe('a draft', () => {
  it('has no problem when all is well', () => {
    expect(checkDraft(content(), identity())).toEqual([]);
  });

  const evil = 'x\r\nBcc: thief@d.example';
  it.each([
    ['to', 'address-line-break', content({ to: [mailbox(`a@b.example${evil}`)] })],
    ['cc', 'address-line-break', content({ cc: [mailbox('a@b.example\0')] })],
    ['bcc', 'address-line-break', content({ bcc: [mailbox('a@b.example\n')] })],
    ['to', 'name-line-break', content({ to: [{ name: evil, address: 'a@b.example' }] })],
    ['cc', 'name-line-break', content({ cc: [{ name: 'a\rb', address: 'c@b.example' }] })],
    ['bcc', 'name-line-break', content({ bcc: [{ name: 'a\0b', address: 'c@b.example' }] })],
    ['subject', 'subject-line-break', content({ subject: evil })],
    ['subject', 'subject-line-break', content({ subject: 'a\0b' })],
  ])('with a line break in %s is refused there: %s', (field, code, draft) => {
    expect(checkDraft(draft, identity()).map((problem) => [problem.field, problem.code])).toEqual([
      [field, code],
    ]);
  });

  it.each([
    ['from', identity({ name: evil })],
    ['reply-to', identity({ replyTo: `a@b.example${evil}` })],
    ['return-path', identity({ returnPath: `a@b.example${evil}` })],
  ])('whose identity has a line break in %s is refused there', (field, who) => {
    expect(checkDraft(content(), who).map((problem) => problem.field)).toEqual([field]);
  });

  it('names the attachments that are gone or changed', () => {
    const file = { id: 'x', name: 'a.pdf', size: 1, mediaType: 'application/pdf' };
    const problems = checkDraft(content(), identity(), [
      { ...file, id: attachmentId(1), state: 'ready' },
      { ...file, id: attachmentId(2), state: 'missing' },
      { ...file, id: attachmentId(3), name: 'b.pdf', state: 'changed' },
    ]);
    expect(problems).toEqual([
      { code: 'attachment-missing', field: 'attachments', value: 'a.pdf' },
      { code: 'attachment-changed', field: 'attachments', value: 'b.pdf' },
    ]);
  });
});

describe('what is asked about delivery', () => {
  const sending = (changes: Partial<DraftContent['sending']>) => ({
    sending: { ...USUAL_SENDING, ...changes },
  });
  const derived = (draft: DraftContent, from = identity()) => {
    const made = deriveEnvelope(draft, from);
    if (!made.ok) throw new Error(made.problems.map(({ code }) => code).join());
    return made.envelope;
  };

  it('is the recipient’s own choice, else the message’s, else the identity’s, with the address as ORCPT', () => {
    const dsn = { notify: ['failure' as const], ret: 'hdrs' as const };
    const from = identity({ dsn });
    expect(derived(content(), from)).toMatchObject({
      ret: 'hdrs',
      recipients: [{ address: 'bob@example.net', notify: ['failure'], orcpt: 'rfc822;bob@example.net' }],
    });
    const draft = content({
      to: [mailbox('bob@example.net'), mailbox('eve@example.net')],
      ...sending({
        dsn: { notify: ['delay'], ret: 'full', envid: 'Q 1' },
        perRecipient: [{ address: 'eve@EXAMPLE.net', notify: [] }],
      }),
    });
    expect(derived(draft, from)).toMatchObject({
      ret: 'full',
      envid: 'Q 1',
      recipients: [{ notify: ['delay'] }, { notify: [] }],
    });
  });

  it('is nothing unless somebody wants it', () => {
    expect(derived(content())).toEqual({
      returnPath: 'eva@example.org',
      recipients: [{ address: 'bob@example.net', field: 'to' }],
      smtpUtf8: false,
    });
  });

  it('names a recipient that is not ASCII by RFC 6533’s type', () => {
    expect(orcptOf('zoë+a@x.example')).toBe('utf-8;zoë+a@x.example');
  });

  it.each([
    ['é', 'envid-not-printable'],
    ['='.repeat(34), 'envid-too-long'],
  ])('refuses the identifier %s', (envid, code) => {
    const draft = content(sending({ dsn: { notify: null, ret: null, envid } }));
    expect(deriveEnvelope(draft, identity())).toEqual({
      ok: false,
      problems: [{ code, field: 'envid', value: envid }],
    });
  });
});

describe('an envelope that is set by hand', () => {
  const byHand = (returnPath: string | null, ...recipients: string[]) =>
    content({ sending: { ...USUAL_SENDING, envelope: { returnPath, recipients } } });

  it('takes the place of the header’s, the null sender too', () => {
    const made = deriveEnvelope(byHand(null, 'bob@example.net', 'spy@example.net'), identity());
    expect(made).toEqual({
      ok: true,
      envelope: {
        returnPath: '',
        recipients: [
          { address: 'bob@example.net', field: 'to' },
          { address: 'spy@example.net', field: 'bcc' },
        ],
        smtpUtf8: false,
        overridden: true,
      },
    });
  });

  it('is refused when it is wrong or empty, with its own field', () => {
    const codes = (draft: DraftContent) => {
      const made = deriveEnvelope(draft, identity());
      return made.ok ? [] : made.problems.map(({ code, field }) => `${field} ${code}`);
    };
    expect(codes(byHand('nobody', 'also nobody'))).toEqual([
      'envelope address-no-at',
      'return-path address-no-at',
    ]);
    expect(codes(byHand(null))).toEqual(['envelope no-recipient']);
  });
});
