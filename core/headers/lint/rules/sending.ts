/** What a message needs of its envelope and of the server that it is about to be handed to (RFC 1870, 6152, 6531). */
import { mailboxKey } from '../../../message/address.ts';
import { utf8Text } from '../../bytes.ts';
import type { Rule } from '../model.ts';

const NO_OFFERS: ReadonlyMap<string, string> = new Map([['PIPELINING', '']]);
const offering = (keyword: string, parameters = ''): ReadonlyMap<string, string> =>
  new Map([[keyword, parameters]]);
const EIGHT_BIT = { header: 'Content-Transfer-Encoding: 8bit', body: 'Th\xc3\xa9' };

export const sendingRules: readonly Rule[] = [
  {
    id: 'A18',
    severity: 'error',
    source: [6531, '3.2'],
    originated: true,
    good: { header: '', sending: { smtpUtf8: true, offers: offering('SMTPUTF8') } },
    bad: { header: '', sending: { smtpUtf8: true, offers: NO_OFFERS } },
    check: ({ sending }, report) => {
      if (sending?.smtpUtf8 === true && sending.offers !== null && !sending.offers.has('SMTPUTF8'))
        report(null);
    },
  },
  {
    id: 'T10',
    severity: 'error',
    source: [6152, '3'],
    originated: true,
    good: { ...EIGHT_BIT, sending: { eightBitMime: true, offers: offering('8BITMIME') } },
    bad: { ...EIGHT_BIT, sending: { eightBitMime: true, offers: NO_OFFERS } },
    check: ({ sending }, report) => {
      if (sending?.eightBitMime === true && sending.offers !== null && !sending.offers.has('8BITMIME'))
        report(null);
    },
  },
  {
    id: 'T46',
    severity: 'error',
    source: [6152, '3'],
    originated: true,
    good: { ...EIGHT_BIT, sending: { eightBitMime: true } },
    bad: { ...EIGHT_BIT, sending: { eightBitMime: false } },
    check: ({ sending, body }, report) => {
      if (sending?.eightBitMime === false && !sending.smtpUtf8 && body !== null && body.eightBit.count > 0)
        report({ item: null, start: body.eightBit.first, end: body.eightBit.first + 1 });
    },
  },
  {
    id: 'R12',
    severity: 'error',
    source: [1870, '6.1'],
    originated: true,
    good: { header: '', sending: { size: 900, offers: offering('SIZE', '1000') } },
    bad: { header: '', sending: { size: 1100, offers: offering('SIZE', '1000') } },
    check: ({ sending }, report) => {
      const limit = Number(sending?.offers?.get('SIZE') ?? '0');
      const size = sending?.size ?? 0;
      // 0: the server names no limit.
      if (Number.isFinite(limit) && limit > 0 && size > limit) report(null, { size, limit });
    },
  },
  {
    id: 'V01',
    severity: 'advice',
    source: [5321, '7.2'],
    originated: true,
    good: { header: 'To: jonas@brueckner.example', sending: { recipients: ['jonas@brueckner.example'] } },
    bad: {
      header: 'To: jonas@brueckner.example, dana@okafor.example',
      sending: { recipients: ['jonas@brueckner.example'] },
    },
    check: (message, report) => {
      const { sending } = message;
      if (sending === null || sending.recipients.length === 0) return;
      const told = new Set(sending.recipients.map(mailboxKey));
      for (const field of message.named('to', 'cc'))
        for (const mailbox of message.addresses(field).mailboxes) {
          const address = utf8Text(`${mailbox.localPart}@${mailbox.domain}`);
          if (!told.has(mailboxKey(address))) report(message.place(field, mailbox), { address });
        }
    },
  },
];
