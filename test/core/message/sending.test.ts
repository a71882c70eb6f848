/** What a message asks of its delivery, and an envelope that is set by hand: from the draft to what MAIL and RCPT will say. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailboxKey } from '#core/message/address.ts';
import { byHand } from '#core/message/by-hand.ts';
import { checkDraft } from '#core/message/check-draft.ts';
import type { DraftContent } from '#core/message/draft.ts';
import { checkEnvid, NotifyWhen, orcptOf, Ret } from '#core/message/dsn.ts';
import { xtext } from '#core/message/xtext.ts';
import { deriveEnvelope, envelopeSlip } from '#core/message/envelope.ts';
import type { Envelope } from '#core/message/envelope-schema.ts';
import { mailParameters, rcptParameters } from '#core/message/parameters.ts';
import { USUAL_SENDING, type SendingOptions } from '#core/message/sending.ts';
import { content, identity, mailbox } from './drafts.ts';

const sending = (changes: Partial<SendingOptions>): SendingOptions => ({ ...USUAL_SENDING, ...changes });
const asking = (dsn: Partial<SendingOptions['dsn']>) => sending({ dsn: { ...USUAL_SENDING.dsn, ...dsn } });

function envelopeOf(draft: DraftContent, who = identity()): Envelope {
  const derived = deriveEnvelope(draft, who);
  if (!derived.ok) throw new Error(JSON.stringify(derived.problems));
  return derived.envelope;
}

describe('delivery notices', () => {
  const fussy = identity({ dsn: { notify: ['failure', 'delay'], ret: 'hdrs' } });

  it('are asked for as the identity says, each recipient with its own address', () => {
    const { recipients, ret } = envelopeOf(content(), fussy);
    expect([recipients, ret]).toEqual([
      [
        {
          address: 'bob@example.net',
          field: 'to',
          notify: ['failure', 'delay'],
          orcpt: 'rfc822;bob@example.net',
        },
      ],
      'hdrs',
    ]);
  });

  it('are asked for as the message says, where it says something', () => {
    const draft = content({ sending: asking({ notify: ['success'], ret: 'full', envid: 'Q 118' }) });
    const envelope = envelopeOf(draft, fussy);
    expect(mailParameters(envelope)).toEqual(['RET=FULL', 'ENVID=Q+20118']);
    expect(envelope.recipients.flatMap(rcptParameters)).toEqual([
      'NOTIFY=SUCCESS',
      'ORCPT=rfc822;bob@example.net',
    ]);
  });

  it('can be never, against what the identity says', () => {
    const { recipients } = envelopeOf(content({ sending: asking({ notify: [] }) }), fussy);
    expect(recipients.flatMap(rcptParameters)[0]).toBe('NOTIFY=NEVER');
  });

  it('can be another for a single recipient, whatever the case of its domain', () => {
    const draft = content({
      to: [mailbox('a@b.example'), mailbox('c@b.example')],
      sending: sending({ perRecipient: [{ address: 'a@B.EXAMPLE', notify: ['success'] }] }),
    });
    expect(envelopeSlip(draft, fussy).lines.map(({ notify }) => notify)).toEqual([
      ['success'],
      ['failure', 'delay'],
    ]);
  });

  it('are left to the server where nobody asks: no parameter at all', () => {
    const envelope = envelopeOf(content());
    expect([mailParameters(envelope), envelope.recipients.flatMap(rcptParameters)]).toEqual([[], []]);
  });

  it('name a recipient that is not ASCII by the type utf-8, in characters any server carries', () => {
    const draft = content({ bcc: [mailbox('zoë@müller.example')], sending: asking({ notify: ['failure'] }) });
    const parameters = envelopeOf(draft).recipients.flatMap(rcptParameters);
    expect(parameters.at(-1)).toBe(String.raw`ORCPT=utf-8;zo\x{EB}@xn--mller-kva.example`);
  });
});

describe('ENVID', () => {
  it('is refused with other characters than printable ASCII', () => {
    expect(checkEnvid('dévis')).toBe('envid-not-printable');
    expect(checkEnvid('a\r\nb')).toBe('envid-not-printable');
  });

  it('may be 100 octets once it is encoded', () => {
    expect(checkEnvid('x'.repeat(100))).toBe(null);
    expect(checkEnvid('x'.repeat(101))).toBe('envid-too-long');
    expect(checkEnvid(' '.repeat(33))).toBe(null);
    expect(checkEnvid(' '.repeat(34))).toBe('envid-too-long');
  });

  it('forbids sending while it is wrong, at its own field', () => {
    expect(checkDraft(content({ sending: asking({ envid: 'é' }) }), identity())).toEqual([
      { code: 'envid-not-printable', field: 'envid', value: 'é' },
    ]);
  });
});

describe('xtext', () => {
  const decoded = (text: string) =>
    text.replaceAll(/\+([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

  it('brings back every printable text, and is made of the characters that RFC 3461 §4 lists', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        expect(xtext(text)).toMatch(/^(?:[!-*,-<>-~]|\+[\dA-F]{2})*$/);
        expect(decoded(xtext(text))).toBe(text);
      }),
    );
  });
});

describe('what goes with MAIL and RCPT', () => {
  const options = fc.record({
    notify: fc.option(fc.uniqueArray(fc.constantFrom(...NotifyWhen.options))),
    ret: fc.option(fc.constantFrom(...Ret.options)),
    envid: fc.string({ unit: 'grapheme', maxLength: 40 }),
    local: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  });

  it('is one word a parameter, whatever was typed', () => {
    fc.assert(
      fc.property(options, ({ notify, ret, envid, local }) => {
        const draft = content({
          bcc: [mailbox(`${local}@b.example`), mailbox(`"${local}"@b.example`)],
          sending: asking({ notify, ret, envid }),
        });
        const derived = deriveEnvelope(draft, identity());
        const said = derived.ok
          ? [...mailParameters(derived.envelope), ...derived.envelope.recipients.flatMap(rcptParameters)]
          : [];
        for (const parameter of said) expect(parameter).toMatch(/^[!-~]+$/);
      }),
    );
  });

  it('names TLS all the way and 8-bit bytes only where the user chose them', () => {
    const draft = content({ body: 'Ça va', sending: sending({ requireTls: true, eightBit: true }) });
    expect(mailParameters(envelopeOf(draft))).toEqual(['BODY=8BITMIME', 'REQUIRETLS']);
    expect(mailParameters(envelopeOf(content({ body: 'Ça va' })))).toEqual([]);
  });
});

describe('an envelope set by hand', () => {
  const hand = (returnPath: string | null, ...recipients: string[]) =>
    sending({ envelope: { returnPath, recipients } });

  it('names whom the user says, whatever the header says, and is marked', () => {
    const draft = content({ sending: hand('probe@test.example', 'bob@EXAMPLE.net', 'x@elsewhere.example') });
    expect(envelopeOf(draft)).toEqual({
      returnPath: 'probe@test.example',
      recipients: [
        { address: 'bob@EXAMPLE.net', field: 'to' },
        { address: 'x@elsewhere.example', field: 'bcc' },
      ],
      smtpUtf8: false,
      overridden: true,
    });
  });

  it('has the null sender when that was chosen, and not when the field was only emptied', () => {
    expect(envelopeOf(content({ sending: hand(null, 'a@b.example') })).returnPath).toBe('');
    expect(checkDraft(content({ sending: hand(' ', 'a@b.example') }), identity())).toEqual([
      { code: 'address-empty', field: 'return-path', value: '' },
    ]);
  });

  it('is refused while one of its addresses is wrong, or it has none', () => {
    expect(checkDraft(content({ sending: hand(null, 'broken') }), identity())).toEqual([
      { code: 'address-no-at', field: 'envelope', value: 'broken' },
    ]);
    expect(checkDraft(content({ sending: hand(null) }), identity())).toEqual([
      { code: 'no-recipient', field: 'envelope', value: '' },
    ]);
  });

  it('does not hide what is wrong in the header', () => {
    const draft = content({ to: [mailbox('broken')], sending: hand(null, 'a@b.example') });
    expect(checkDraft(draft, identity())).toEqual([{ code: 'address-no-at', field: 'to', value: 'broken' }]);
  });

  it('needs no recipient in the header', () => {
    expect(checkDraft(content({ to: [], sending: hand(null, 'a@b.example') }), identity())).toEqual([]);
  });

  it('is told apart from the message: another return path, who is in no field, who gets nothing', () => {
    const draft = content({
      to: [mailbox('bob@example.net'), mailbox('left@out.example')],
      bcc: [mailbox('hidden@b.example')],
      sending: hand(null, 'BOB@example.net', 'bob@example.net', 'hidden@B.example', 'x@elsewhere.example'),
    });
    const written = envelopeSlip({ ...draft, sending: USUAL_SENDING }, identity());
    const changed = byHand(envelopeSlip(draft, identity()), written);
    expect(changed.usualReturnPath).toBe('eva@example.org');
    expect([...changed.inNoField]).toEqual([0, 3]);
    expect(changed.headerOnly.map(({ address }) => address)).toEqual(['left@out.example']);
  });

  it('that says what the message would say changes nothing', () => {
    const draft = content({ cc: [mailbox('Zoe@b.example')] });
    const written = envelopeSlip(draft, identity());
    const same = hand(written.returnPath, ...written.recipients.map(({ address }) => address));
    expect(byHand(envelopeSlip({ ...draft, sending: same }, identity()), written)).toEqual({
      usualReturnPath: null,
      inNoField: new Set(),
      headerOnly: [],
    });
  });

  const address = fc.tuple(
    fc.constantFrom('a', 'b', 'A'),
    fc.constantFrom('x.example', 'X.example', 'y.example'),
  );
  const addresses = fc.array(
    address.map(([local, domain]) => `${local}@${domain}`),
    { maxLength: 6 },
  );

  it('accounts for everybody: told and named, told alone, or named alone', () => {
    fc.assert(
      fc.property(addresses, addresses, addresses, (to, bcc, told) => {
        const draft = content({
          to: to.map((one) => mailbox(one)),
          bcc: bcc.map((one) => mailbox(one)),
          sending: hand(null, ...told),
        });
        const slip = envelopeSlip(draft, identity());
        const { inNoField, headerOnly } = byHand(
          slip,
          envelopeSlip({ ...draft, sending: USUAL_SENDING }, identity()),
        );
        const keys = (all: readonly string[]) => new Set(all.map(mailboxKey));
        const without = (all: readonly string[], others: readonly string[]) =>
          new Set([...keys(all)].filter((key) => !keys(others).has(key)));
        const wire = keys(slip.recipients.map((line) => line.address));
        expect(wire).toEqual(keys(told));
        const alone = slip.lines.filter(({ index }) => inNoField.has(index)).map((line) => line.address);
        expect(keys(alone)).toEqual(without(told, [...to, ...bcc]));
        expect(keys(headerOnly.map((line) => line.address))).toEqual(without([...to, ...bcc], told));
      }),
    );
  });
});

describe('ORCPT', () => {
  it('names the type that the address needs', () => {
    expect(orcptOf('a+b@c.example')).toBe('rfc822;a+b@c.example');
    expect(orcptOf('zoë@c.example')).toBe('utf-8;zoë@c.example');
  });
});
