/** What servers answer to RCPT. */
import { A, B, says, type Case } from '../case.ts';
import { lost, refused } from './transaction.ts';

export const RECIPIENTS: readonly Case[] = [
  refused('RCPT', 'relaying is denied', '550 5.7.1 Unable to relay', {
    code: 'all-recipients-refused',
    situation: 'relaying-denied',
    fix: 'enter-password',
    cause: 'no-user-set',
  }),
  refused('RCPT', 'relaying is denied, as Postfix says it', `554 5.7.1 <${A}>: Relay access denied`, {
    code: 'all-recipients-refused',
    situation: 'relaying-denied',
  }),
  refused(
    'RCPT',
    'there is no such mailbox',
    `550 5.1.1 <${A}>: Recipient address rejected: User unknown in virtual mailbox table`,
    {
      code: 'all-recipients-refused',
      situation: 'mailbox-unknown',
      fix: 'correct-recipients',
      params: { address: A },
    },
  ),
  refused(
    'RCPT',
    'the mailbox is full (552)',
    '552 5.2.2 The email account that you tried to reach is over quota',
    {
      code: 'all-recipients-refused',
      situation: 'mailbox-full',
    },
  ),
  refused(
    'RCPT',
    'the mailbox is full for now (452)',
    '452 4.2.2 The email account that you tried to reach is over quota',
    {
      code: 'all-recipients-refused',
      situation: 'mailbox-full',
      fix: 'try-later',
    },
  ),
  refused(
    'RCPT',
    'the mailbox is disabled',
    '550 5.2.1 The email account that you tried to reach is disabled',
    {
      code: 'all-recipients-refused',
      situation: 'mailbox-disabled',
    },
  ),
  refused('RCPT', 'the recipient has moved (551)', '551 5.1.6 User not local; please try <ada@new.example>', {
    code: 'all-recipients-refused',
    situation: 'mailbox-moved',
  }),
  refused(
    'RCPT',
    'the domain does not exist',
    `550 5.1.2 <${A}>: Recipient address rejected: Domain not found`,
    {
      code: 'all-recipients-refused',
      situation: 'domain-unknown',
    },
  ),
  refused('RCPT', 'the domain takes no mail (null MX)', '556 5.1.10 Recipient address has null MX', {
    code: 'all-recipients-refused',
    situation: 'domain-takes-no-mail',
  }),
  refused('RCPT', 'the address is malformed', '501 5.1.3 Bad recipient address syntax', {
    code: 'all-recipients-refused',
    situation: 'recipient-malformed',
  }),
  refused(
    'RCPT',
    'a grey list puts it off',
    `450 4.2.0 <${A}>: Recipient address rejected: Greylisted, see http://postgrey.example`,
    {
      code: 'all-recipients-refused',
      situation: 'greylisted',
      fix: 'try-later',
      cause: 'first-mail-to-them',
    },
  ),
  refused('RCPT', 'there are too many recipients', '452 4.5.3 Error: too many recipients', {
    code: 'all-recipients-refused',
    situation: 'too-many-recipients',
  }),
  refused('RCPT', 'the list takes mail of its members only', '550 5.7.2 You are not a member of this list', {
    code: 'all-recipients-refused',
    situation: 'list-not-allowed',
  }),
  refused(
    'RCPT',
    'the recipient’s organisation lets nobody in',
    '550 5.4.1 Recipient address rejected: Access denied. [DB5EUR03FT012.eop-EUR03.prod.protection.outlook.com]',
    {
      code: 'all-recipients-refused',
      situation: 'blocked-by-recipient',
    },
  ),
  refused('RCPT', 'everybody is refused for no given reason', '550 5.7.1 no', {
    code: 'all-recipients-refused',
  }),
  {
    when: 'some recipients are refused',
    server: says('RCPT', (connection, line) =>
      connection.reply(line.includes('bob') ? '550 5.1.1 no such user' : '250 fine'),
    ),
    to: [A, B],
    step: 'rcpt',
    code: 'recipient-refused',
    situation: 'mailbox-unknown',
    params: { address: B },
  },
  refused(
    'RCPT',
    'Barracuda’s list names the address',
    '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using b.barracudacentral.org',
    {
      code: 'all-recipients-refused',
      situation: 'address-blocked',
    },
  ),
  refused(
    'RCPT',
    'Microsoft’s list names the address',
    "550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3140).",
    {
      code: 'all-recipients-refused',
      situation: 'address-blocked',
    },
  ),
  lost('RCPT', 'rcpt', { code: 'connection-lost' }),
];
