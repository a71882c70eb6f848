/** Senders, recipients and messages, in the words that servers use. */
import type { Step } from '#test/servers/scripted-smtp.ts';
import { A, B, says, scripted, type Case } from '../case.ts';

type Rest = Omit<Case, 'when' | 'server' | 'step' | 'to'>;

const STEP = { MAIL: 'mail', RCPT: 'rcpt', DATA: 'data', dot: 'reply' } as const;

const refused = (at: keyof typeof STEP, when: string, reply: string, rest: Rest): Case => ({
  when,
  server: says(at, reply),
  to: [A],
  step: STEP[at],
  ...rest,
});

const lost = (at: Step, step: Case['step'], rest: Rest): Case => ({
  when: `the connection is reset at ${at}`,
  server: says(at, (connection) => connection.reset()),
  to: [A],
  step,
  ...rest,
});

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
