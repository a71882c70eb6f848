/** What servers answer to MAIL, and whom they let send. */
import { A, scripted, type Case } from '../case.ts';
import { lost, refused } from './transaction.ts';

export const SENDERS: readonly Case[] = [
  refused('MAIL', 'a sign-in is wanted (530)', '530 5.7.0 Authentication Required', {
    code: 'sign-in-needed',
    fix: 'enter-password',
  }),
  refused('MAIL', 'encryption is wanted (530 STARTTLS)', '530 5.7.0 Must issue a STARTTLS command first', {
    code: 'sign-in-needs-encryption',
  }),
  refused(
    'MAIL',
    'mail has to be fetched first',
    '550 5.7.1 Please check for new mail first (POP-before-SMTP)',
    {
      code: 'sender-refused',
      situation: 'pop-first',
      cause: 'no-user-set',
    },
  ),
  refused(
    'MAIL',
    'the sender is not the user’s (553)',
    '553 5.7.1 <ada@example.org>: Sender address rejected: not owned by user eva@example.org',
    {
      code: 'sender-refused',
      situation: 'sender-not-owned',
      fix: 'choose-sender',
      cause: 'identity-of-other-account',
    },
  ),
  refused(
    'dot',
    'Microsoft does not let the user send as somebody else',
    '554 5.2.252 SendAsDenied; eva@example.org not allowed to send as ada@example.org',
    {
      code: 'message-refused',
      situation: 'sender-not-owned',
    },
  ),
  refused(
    'MAIL',
    'the sender’s domain is not known',
    '450 4.1.8 <ada@example.org>: Sender address rejected: Domain not found',
    {
      code: 'temporary-refusal',
      situation: 'sender-domain-unknown',
    },
  ),
  refused('MAIL', 'the sender’s address is malformed', '501 5.1.7 Bad sender address syntax', {
    code: 'sender-refused',
    situation: 'sender-malformed',
  }),
  refused('MAIL', 'the sender is refused for no given reason', '550 5.7.1 not you', {
    code: 'sender-refused',
  }),
  refused(
    'MAIL',
    'the day’s limit is reached',
    '550 5.4.5 Daily user sending limit exceeded. For more information, see https://support.google.com a1sm1 - gsmtp',
    {
      code: 'sender-refused',
      situation: 'daily-limit',
      fix: 'try-later',
    },
  ),
  refused(
    'MAIL',
    'too much comes in a short time (4.7.x)',
    '451 4.7.0 Temporary server error, unusual rate of mail, slow down',
    {
      code: 'temporary-refusal',
      situation: 'rate-limited',
      fix: 'try-later',
    },
  ),
  refused(
    'MAIL',
    'Yahoo puts off for volume',
    '421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to unexpected volume or user complaints',
    {
      code: 'server-closing',
      situation: 'rate-limited',
    },
  ),
  refused('MAIL', 'the server has no room (452)', '452 4.3.1 Insufficient system storage', {
    code: 'temporary-refusal',
    situation: 'server-full',
    cause: 'server-disk-full',
  }),
  refused(
    'MAIL',
    'the message is too large for the server (552)',
    '552 5.3.4 Message size exceeds fixed maximum message size',
    {
      code: 'message-too-large',
      fix: 'make-smaller',
    },
  ),
  {
    when: 'the message is larger than EHLO allows',
    server: scripted({ extensions: ['SIZE 10', 'AUTH PLAIN'] }),
    to: [A],
    step: 'mail',
    code: 'message-too-large',
    params: { limit: '10' },
  },
  refused(
    'MAIL',
    'the provider blocked the account for spam',
    '550 5.1.8 Access denied, bad outbound sender. For more information please go to http://go.microsoft.com',
    {
      code: 'sender-refused',
      situation: 'account-sends-spam',
      cause: 'account-abused',
    },
  ),
  refused('MAIL', 'a parameter is not known (555)', '555 5.5.4 Unsupported option: SIZE=20', {
    code: 'sender-refused',
    situation: 'parameters-refused',
  }),
  refused('MAIL', 'the order is wrong (503)', '503 5.5.1 Error: bad sequence of commands', {
    code: 'sender-refused',
    situation: 'out-of-order',
  }),
  {
    when: 'an address outside ASCII meets a server without SMTPUTF8',
    server: scripted({}),
    to: ['jürgen@dest.example'],
    more: { parameters: { smtpUtf8: true } },
    step: 'mail',
    code: 'extension-missing',
    situation: 'smtputf8-missing',
  },
  {
    when: '8-bit bytes meet a server without 8BITMIME',
    server: scripted({ extensions: ['SIZE 1000000', 'AUTH PLAIN'] }),
    to: [A],
    more: { parameters: { smtpUtf8: false, body: '8bitmime' } },
    step: 'mail',
    code: 'extension-missing',
    situation: '8bitmime-missing',
  },
  lost('MAIL', 'mail', { code: 'connection-lost' }),
];
