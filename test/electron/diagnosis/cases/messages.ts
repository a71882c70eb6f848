/** What servers answer to DATA and to the message itself. */
import { A, says, type Case } from '../case.ts';
import { lost, refused } from './transaction.ts';

export const MESSAGES: readonly Case[] = [
  refused('DATA', 'no recipient is left', '554 5.5.1 Error: no valid recipients', {
    code: 'data-refused',
    situation: 'no-valid-recipients',
  }),
  refused('DATA', 'DATA is refused', '550 5.7.0 no', { code: 'data-refused' }),
  refused('DATA', 'DATA is put off', '451 4.3.0 later', { code: 'temporary-refusal' }),
  refused(
    'dot',
    'SPF fails',
    '550 5.7.23 The message was rejected because of Sender Policy Framework violation (SPF)',
    {
      code: 'message-refused',
      situation: 'spf-failed',
      cause: 'spf-incomplete',
    },
  ),
  refused('dot', 'DKIM fails', '550 5.7.20 No passing DKIM signature found', {
    code: 'message-refused',
    situation: 'dkim-failed',
  }),
  refused(
    'dot',
    'DMARC asks to refuse it',
    "550 5.7.26 Unauthenticated email from example.org is not accepted due to domain's DMARC policy. - gsmtp",
    {
      code: 'message-refused',
      situation: 'dmarc-refused',
    },
  ),
  refused(
    'dot',
    'neither SPF nor DKIM prove the sender',
    '550 5.7.26 Your email has been blocked because the sender is unauthenticated. Gmail requires all senders to authenticate with either SPF or DKIM. - gsmtp',
    {
      code: 'message-refused',
      situation: 'unauthenticated',
    },
  ),
  refused(
    'dot',
    'it is taken for spam',
    '550 5.7.1 Our system has detected that this message is likely unsolicited mail. - gsmtp',
    {
      code: 'message-refused',
      situation: 'spam-refused',
      fix: 'correct-message',
    },
  ),
  refused(
    'dot',
    'Orange takes it for spam of a bad sender',
    '550 5.2.0 Mail rejete. Mail rejected. OFR_506 [506]',
    {
      code: 'message-refused',
      situation: 'reputation-refused',
    },
  ),
  refused(
    'dot',
    'La Poste blocks the address',
    '550 5.7.1 Service refuse. Veuillez essayer plus tard. service refused, please try later. LPN007_510',
    {
      code: 'message-refused',
      situation: 'address-blocked',
    },
  ),
  refused('dot', 'iCloud refuses by local policy', '554 5.7.1 [HM08] Message rejected due to local policy', {
    code: 'message-refused',
    situation: 'spam-refused',
  }),
  refused('dot', 'a virus is found', '554 5.7.1 Message rejected: virus found: Eicar-Test-Signature', {
    code: 'message-refused',
    situation: 'virus-found',
    fix: 'remove-attachment',
  }),
  refused(
    'dot',
    'Google blocks the kind of attachment',
    '552-5.7.0 This message was blocked because its content presents a potential security issue.\r\n552 5.7.0  https://support.google.com/mail/?p=BlockedMessage - gsmtp',
    {
      code: 'message-too-large',
      situation: 'attachment-blocked',
    },
  ),
  refused('dot', 'a link is on a block list', '554 5.7.1 Message contains URL listed by URIBL', {
    code: 'message-refused',
    situation: 'link-blocked',
  }),
  refused(
    'dot',
    'the sending server has a bad name',
    '554 5.7.1 The message was refused due to poor reputation of the sending server',
    {
      code: 'message-refused',
      situation: 'reputation-refused',
    },
  ),
  refused(
    'dot',
    'the form of the message is refused',
    '550 5.7.1 Messages missing a valid Message-ID header are not accepted (RFC 5322)',
    {
      code: 'message-refused',
      situation: 'message-malformed',
    },
  ),
  refused('dot', 'the message goes round in circles', '554 5.4.6 Too many hops', {
    code: 'message-refused',
    situation: 'mail-loop',
  }),
  refused('dot', 'the way is not encrypted throughout', '550 5.7.30 REQUIRETLS support required', {
    code: 'message-refused',
    situation: 'tls-route-missing',
  }),
  refused('dot', 'the mailbox is full at the end', '552 5.2.2 Mailbox full', {
    code: 'message-refused',
    situation: 'mailbox-full',
    params: { address: A },
  }),
  refused('dot', 'the message is too large at the end', '552 5.3.4 Message too big', {
    code: 'message-too-large',
  }),
  refused('dot', 'it is refused for no given reason', '554 5.3.0 no', { code: 'message-refused' }),
  refused('dot', 'it is put off', '451 4.3.0 Error: queue file write error', {
    code: 'temporary-refusal',
    fix: 'try-later',
  }),
  {
    when: 'the connection is reset in the body',
    server: says('body', (connection) => connection.reset()),
    to: [A],
    body: `Subject: x\r\n\r\n${'0123456789\r\n'.repeat(1_000_000)}`,
    step: 'data',
    code: 'connection-lost',
    situation: 'lost-in-body',
  },
  lost('DATA', 'data', { code: 'connection-lost', situation: 'lost-in-body' }),
  lost('dot', 'reply', { code: 'outcome-unknown', fix: 'search-message-id' }),
];
