import { NO_DSN } from '#core/message/dsn.ts';
import { describe, expect, it } from 'vitest';
import { checkDraft } from '#core/message/check-draft.ts';
import { deriveEnvelope, envelopeSlip } from '#core/message/envelope.ts';
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
      Array.from({ length: 5000 }, (_, n) => mailbox(`r${String(from + n)}@b.example`));
    const derived = deriveEnvelope(content({ to: many(0), cc: many(5000) }), identity());
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
