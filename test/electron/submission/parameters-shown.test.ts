/** The session writes on the wire what the slip showed: both are core's parameters, less what the server lacks. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotifyWhen, orcptOf, Ret } from '#core/message/dsn.ts';
import type { EnvelopeRecipient, MailParameters } from '#core/message/envelope-schema.ts';
import { mailParameters, rcptParameters } from '#core/message/parameters.ts';
import { leftOut, mailCommand, rcptCommand, type Offer } from '#electron/submission/parameters.ts';
import type { Transaction } from '#electron/submission/session.ts';

const offering = (...keywords: string[]): Offer => ({
  extensions: keywords.map((keyword) => ({ keyword, parameters: '' })),
  tls: null,
});

const transaction = (parameters: MailParameters, recipients: readonly EnvelopeRecipient[]): Transaction => ({
  returnPath: 'lea@harbour.example',
  recipients,
  parameters,
  allOrNone: false,
  source: { path: '/nowhere', size: 1, sha256: '' },
  beforeDot: () => Promise.resolve(),
});

const parameters: fc.Arbitrary<MailParameters> = fc.record({
  smtpUtf8: fc.constant(false),
  body: fc.option(fc.constant('8bitmime' as const), { nil: undefined }),
  ret: fc.option(fc.constantFrom(...Ret.options), { nil: undefined }),
  envid: fc.option(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 100 }), { nil: undefined }),
  requireTls: fc.option(fc.constant(true as const), { nil: undefined }),
});

const recipient: fc.Arbitrary<EnvelopeRecipient> = fc
  .record({
    address: fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .map((local) => `${local}@b.example`),
    notify: fc.option(fc.uniqueArray(fc.constantFrom(...NotifyWhen.options)), { nil: undefined }),
  })
  .map(({ address, notify }) => ({ address, field: 'to', notify, orcpt: notify && orcptOf(address) }));

describe('MAIL and RCPT', () => {
  it('carry the parameters that the slip shows', () => {
    fc.assert(
      fc.property(parameters, recipient, (mail, to) => {
        const offer = offering('DSN', '8BITMIME', 'REQUIRETLS');
        expect(mailCommand(offer, transaction(mail, []))).toBe(
          ['MAIL FROM:<lea@harbour.example>', ...mailParameters(mail)].join(' '),
        );
        expect(rcptCommand(offer, to)).toBe([`RCPT TO:<${to.address}>`, ...rcptParameters(to)].join(' '));
      }),
    );
  });

  it('go without those of DSN where the server lacks it, and it is said', () => {
    const asking = transaction({ smtpUtf8: false, ret: 'full', envid: 'Q' }, []);
    expect(mailCommand(offering('8BITMIME'), asking)).toBe('MAIL FROM:<lea@harbour.example>');
    expect(leftOut(offering('8BITMIME'), asking)).toEqual(['DSN']);
    expect(leftOut(offering('DSN'), asking)).toEqual([]);
  });
});
