/** What MAIL and RCPT ask for, with which server, and when a message is held instead. */
import { describe, expect, it } from 'vitest';
import type { EnvelopeRecipient, MailParameters } from '#core/message/envelope-schema.ts';
import { utf8Xtext, xtext } from '#core/message/xtext.ts';
import type { TlsFacts } from '#core/smtp/vocabulary.ts';
import { hindrance, leftOut, mailCommand, rcptCommand, type Offer } from '#electron/submission/parameters.ts';
import type { Transaction } from '#electron/submission/session.ts';

const tls: TlsFacts = {
  version: 'TLSv1.3',
  cipher: '',
  keyExchange: null,
  alpn: null,
  serverName: '',
  verified: true,
  pinned: false,
  problem: null,
  chain: [],
};
const offer = (keywords: string, more: Partial<Offer> = {}): Offer => ({
  extensions: keywords
    .split(' ')
    .filter((keyword) => keyword !== '')
    .map((keyword) => ({ keyword: keyword.replace(/=.*/, ''), parameters: keyword.replace(/^[^=]*=?/, '') })),
  tls,
  ...more,
});
const recipient = (more: Partial<EnvelopeRecipient> = {}): EnvelopeRecipient => ({
  address: 'b@example.net',
  field: 'to',
  ...more,
});
const transaction = (
  parameters: Partial<MailParameters> = {},
  more: Partial<Transaction> = {},
): Transaction => ({
  returnPath: 'a@example.org',
  recipients: [recipient()],
  parameters: { smtpUtf8: false, ...parameters },
  allOrNone: false,
  source: { path: '', size: 1234, sha256: '' },
  beforeDot: () => Promise.resolve(),
  ...more,
});

describe('MAIL', () => {
  it.each<[string, string, Partial<MailParameters>, string]>([
    ['nothing', '', {}, ''],
    ['SIZE where it is offered', 'SIZE=5000', {}, ' SIZE=1234'],
    ['BODY', '8BITMIME', { body: '8bitmime' }, ' BODY=8BITMIME'],
    ['SMTPUTF8', 'SMTPUTF8', { smtpUtf8: true }, ' SMTPUTF8'],
    ['REQUIRETLS', 'REQUIRETLS', { requireTls: true }, ' REQUIRETLS'],
    ['RET', 'DSN', { ret: 'hdrs' }, ' RET=HDRS'],
    ['ENVID in xtext', 'DSN', { envid: 'a+b=c d' }, ' ENVID=a+2Bb+3Dc+20d'],
    ['no RET and ENVID where DSN is not offered', '', { ret: 'full', envid: 'x' }, ''],
    [
      'all at once',
      'SIZE 8BITMIME SMTPUTF8 REQUIRETLS DSN',
      { smtpUtf8: true, body: '8bitmime', ret: 'full', envid: 'x', requireTls: true },
      ' SIZE=1234 BODY=8BITMIME SMTPUTF8 REQUIRETLS RET=FULL ENVID=x',
    ],
  ])('says %s', (_name, keywords, parameters, said) => {
    expect(mailCommand(offer(keywords), transaction(parameters))).toBe(`MAIL FROM:<a@example.org>${said}`);
  });

  it('says the null sender', () => {
    expect(mailCommand(offer(''), transaction({}, { returnPath: '' }))).toBe('MAIL FROM:<>');
  });

  it('says SMTPUTF8 where only an address needs it', () => {
    const to = { recipients: [recipient({ address: 'dédé@example.net' })] };
    expect(mailCommand(offer('SMTPUTF8'), transaction({}, to))).toBe('MAIL FROM:<a@example.org> SMTPUTF8');
  });
});

describe('RCPT', () => {
  it.each<[Partial<EnvelopeRecipient>, string]>([
    [{}, ''],
    [{ notify: [] }, ' NOTIFY=NEVER'],
    [{ notify: ['success', 'failure', 'delay'] }, ' NOTIFY=SUCCESS,FAILURE,DELAY'],
    [{ orcpt: 'rfc822;B+x=y@Example.net' }, ' ORCPT=rfc822;B+2Bx+3Dy@Example.net'],
    [{ orcpt: 'utf-8;dédé+x@example.net' }, ' ORCPT=utf-8;d\\x{E9}d\\x{E9}\\x{2B}x@example.net'],
  ])('asks for %j where DSN is offered', (more, said) => {
    expect(rcptCommand(offer('DSN'), recipient(more))).toBe(`RCPT TO:<b@example.net>${said}`);
    expect(rcptCommand(offer(''), recipient(more))).toBe('RCPT TO:<b@example.net>');
  });
});

describe('a message is held', () => {
  it.each<[string, Partial<MailParameters>, Partial<Transaction>, string]>([
    ['', { smtpUtf8: true }, {}, 'SMTPUTF8'],
    ['', {}, { returnPath: 'é@example.org' }, 'SMTPUTF8'],
    ['', { body: '8bitmime' }, {}, '8BITMIME'],
    ['', { requireTls: true }, {}, 'REQUIRETLS'],
  ])('by a server that offers %j and is asked for %j', (keywords, parameters, more, extension) => {
    expect(hindrance(offer(keywords), transaction(parameters, more))).toEqual({
      kind: 'extension-missing',
      extension,
    });
  });

  it.each([
    ['is not encrypted', null],
    ['has a certificate that is not verified', { ...tls, verified: false }],
  ])('when it must be encrypted all the way and the connection %s', (_name, facts) => {
    expect(hindrance(offer('REQUIRETLS', { tls: facts }), transaction({ requireTls: true }))).toMatchObject({
      kind: 'extension-missing',
      extension: 'REQUIRETLS',
    });
  });

  it('when it is too large', () => {
    expect(hindrance(offer('SIZE=1233'), transaction())).toEqual({
      kind: 'too-large',
      size: 1234,
      limit: 1233,
    });
    expect(hindrance(offer('SIZE=1234'), transaction())).toBeNull();
    expect(hindrance(offer('SIZE=0'), transaction())).toBeNull();
    expect(hindrance(offer('SIZE'), transaction())).toBeNull();
  });

  it.each(['a\r\nDATA@example.net', 'a\0@example.net', 'a\u0085@example.net'])(
    'when an address would say more than it should (%j)',
    (address) => {
      const to = { recipients: [recipient({ address })] };
      expect(hindrance(offer('SMTPUTF8'), transaction({}, to))).toEqual({ kind: 'unsayable' });
    },
  );
});

describe('what a message goes without', () => {
  it.each<[Partial<MailParameters>, Partial<EnvelopeRecipient>, readonly string[]]>([
    [{}, {}, []],
    [{ ret: 'full' }, {}, ['DSN']],
    [{ envid: 'x' }, {}, ['DSN']],
    [{}, { notify: [] }, ['DSN']],
    [{}, { orcpt: 'rfc822;x' }, ['DSN']],
  ])('%j, %j: %j', (parameters, more, said) => {
    const asked = transaction(parameters, { recipients: [recipient(more)] });
    expect(leftOut(offer(''), asked)).toEqual(said);
    expect(leftOut(offer('DSN'), asked)).toEqual([]);
  });
});

it('writes xtext', () => {
  expect(xtext('a b+c=d\x7fé')).toBe('a+20b+2Bc+3Dd+7F+C3+A9');
  expect(utf8Xtext('a b+c=d\\😀')).toBe('a\\x{20}b\\x{2B}c\\x{3D}d\\x{5C}\\x{1F600}');
});
