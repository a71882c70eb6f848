/** How often a field may stand, which have to, and in which order (RFC 5322 §3.6 and its tables, RFC 5321 §4.4). */
import type { Rule } from '../model.ts';
import { standing } from './fields.ts';
import type { RuleId } from '../words/en.ts';

/** Each of the names at most once; the later ones are told. */
function once(
  id: RuleId,
  source: readonly [number, string],
  names: readonly string[],
  [good, bad]: readonly [string, string],
): Rule {
  return {
    id,
    severity: 'error',
    source,
    good: { header: good },
    bad: { header: bad },
    check: (message, report) => {
      for (const name of names)
        for (const field of message.named(name).slice(1))
          report(message.place(field), { field: field.item.name });
    },
  };
}

const missing = (
  id: RuleId,
  severity: Rule['severity'],
  source: readonly [number, string],
  name: string,
  bad: string,
): Rule => ({
  id,
  severity,
  source,
  good: { header: 'Comments: whole' },
  bad: { header: bad, raw: true },
  check: (message, report) => {
    if (!message.has(name)) report(null);
  },
});

const [DATE, FROM, TO, ID, SUBJECT] = [
  'Date: Mon, 23 Nov 2026 09:14:02 +0100\r\n',
  'From: lea@stagecraft.example\r\n',
  'To: jonas@brueckner.example\r\n',
  'Message-ID: <1@stagecraft.example>\r\n',
  'Subject: Hello\r\n',
];

const RESENT = 'Resent-From: dana@okafor.example\nResent-Date: Tue, 24 Nov 2026 10:00:00 +0100';
const LIST = ['list-help', 'list-unsubscribe', 'list-subscribe', 'list-post', 'list-owner', 'list-archive'];
const MIME = [
  'mime-version',
  'content-type',
  'content-transfer-encoding',
  'content-id',
  'content-description',
  'content-disposition',
];

export const occurrenceRules: readonly Rule[] = [
  missing('O01', 'error', [5322, '3.6'], 'date', `${FROM}${TO}${ID}${SUBJECT}\r\n`),
  missing('O02', 'error', [5322, '3.6'], 'from', `${DATE}${TO}${ID}${SUBJECT}\r\n`),
  once(
    'O03',
    [5322, '3.6'],
    ['sender'],
    ['Sender: office@stagecraft.example', 'Sender: office@stagecraft.example\nSender: a@stagecraft.example'],
  ),
  {
    id: 'O04',
    severity: 'error',
    source: [5322, '3.6.2'],
    good: {
      header: 'From: lea@stagecraft.example, dana@stagecraft.example\nSender: dana@stagecraft.example',
    },
    bad: { header: 'From: lea@stagecraft.example, dana@stagecraft.example' },
    check: (message, report) => {
      const [from] = message.named('from');
      if (from && message.addresses(from).mailboxes.length > 1 && !message.has('sender'))
        report(message.place(from));
    },
  },
  {
    id: 'O05',
    severity: 'advice',
    source: [5322, '3.6.2'],
    good: { header: 'Sender: office@stagecraft.example' },
    bad: { header: 'Sender: lea@stagecraft.example' },
    check: (message, report) => {
      const [from, sender] = [message.named('from')[0], message.named('sender')[0]];
      if (!from || !sender) return;
      const [authors, [by]] = [message.addresses(from).mailboxes, message.addresses(sender).mailboxes];
      const [author] = authors;
      const same =
        author?.localPart === by?.localPart && author?.domain.toLowerCase() === by?.domain.toLowerCase();
      if (authors.length === 1 && same) report(message.place(sender));
    },
  },
  once(
    'O06',
    [5322, '3.6'],
    ['reply-to'],
    ['Reply-To: office@stagecraft.example', 'Reply-To: a@stagecraft.example\nReply-To: b@stagecraft.example'],
  ),
  once(
    'O07',
    [5322, '3.6'],
    ['to', 'cc', 'bcc'],
    ['Cc: a@okafor.example, b@okafor.example', 'Cc: a@okafor.example\nCc: b@okafor.example'],
  ),
  once(
    'O08',
    [5322, '3.6'],
    ['message-id'],
    [
      'Message-ID: <1@stagecraft.example>',
      'Message-ID: <1@stagecraft.example>\nMessage-ID: <2@stagecraft.example>',
    ],
  ),
  once(
    'O09',
    [5322, '3.6'],
    ['in-reply-to', 'references'],
    [
      'References: <1@okafor.example> <2@okafor.example>',
      'References: <1@okafor.example>\nReferences: <2@okafor.example>',
    ],
  ),
  once('O10', [5322, '3.6'], ['subject'], ['Subject: one', 'Subject: one\nSubject: two']),
  {
    ...once('O11', [2045, '3'], MIME, [
      'Content-Description: one',
      'Content-Description: one\nContent-Description: two',
    ]),
    check: (message, report) => {
      for (const { fields } of message.entities) {
        const seen = new Set<string>();
        for (const field of fields) {
          if (MIME.includes(field.name) && seen.has(field.name))
            report(message.place(field), { field: field.item.name });
          seen.add(field.name);
        }
      }
    },
  },
  {
    ...once(
      'O12',
      [5321, '4.4'],
      ['return-path'],
      [
        'Return-Path: <lea@stagecraft.example>',
        'Return-Path: <lea@stagecraft.example>\nReturn-Path: <b@stagecraft.example>',
      ],
    ),
    // The grammar allows one a block of trace fields; who reads it takes the topmost.
    severity: 'warning',
  },
  {
    id: 'O13',
    severity: 'error',
    source: [5321, '4.4'],
    originated: true,
    good: { header: 'Comments: none' },
    bad: { header: 'Return-Path: <lea@stagecraft.example>' },
    check: standing('return-path'),
  },
  {
    id: 'O14',
    severity: 'warning',
    source: [5321, '4.4'],
    originated: true,
    good: { header: 'Comments: none' },
    bad: {
      header:
        'Received: from pc.stagecraft.example by mx.stagecraft.example with ESMTPS;\n Mon, 23 Nov 2026 09:14:05 +0100',
    },
    check: standing('received'),
  },
  {
    id: 'O15',
    severity: 'error',
    source: [5322, '3.6.6'],
    good: { header: RESENT },
    bad: { header: 'Resent-To: jonas@brueckner.example\nResent-From: dana@okafor.example' },
    check: (message, report) => {
      if (!message.hasFamily('resent-')) return;
      const first = message.fields.find(({ name }) => name.startsWith('resent-'));
      if (first === undefined) return;
      for (const name of ['Resent-Date', 'Resent-From'])
        if (!message.has(name.toLowerCase())) report(message.place(first), { field: name });
    },
  },
  {
    id: 'O16',
    severity: 'warning',
    source: [5322, '3.6.6'],
    good: { header: `${RESENT}\nDate: Mon, 23 Nov 2026 09:14:02 +0100` },
    bad: { header: `Date: Mon, 23 Nov 2026 09:14:02 +0100\n${RESENT}` },
    check: (message, report) => {
      if (!message.hasFamily('resent-')) return;
      const date = message.fields.findIndex(({ name }) => name === 'date' || name === 'from');
      const below = message.fields.find(
        ({ name }, at) => at > date && date >= 0 && name.startsWith('resent-'),
      );
      if (below) report(message.place(below), { field: below.item.name });
    },
  },
  {
    id: 'O17',
    severity: 'error',
    source: [5322, '3.6.6'],
    good: { header: RESENT },
    bad: {
      header: `Resent-From: dana@okafor.example, lea@okafor.example\nResent-Date: Tue, 24 Nov 2026 10:00:00 +0100`,
    },
    check: (message, report) => {
      for (const field of message.named('resent-from'))
        if (message.addresses(field).mailboxes.length > 1 && !message.has('resent-sender'))
          report(message.place(field));
    },
  },
  {
    id: 'O18',
    severity: 'error',
    source: [5322, '3.6.3'],
    originated: true,
    good: { header: 'Cc: dana@okafor.example' },
    bad: { header: 'Bcc: archive@stagecraft.example' },
    check: (message, report) => {
      for (const field of message.named('bcc', 'resent-bcc'))
        if (message.text(field) !== '') report(message.place(field));
    },
  },
  {
    id: 'O19',
    severity: 'advice',
    source: [5322, '3.6.3'],
    good: { header: 'To: undisclosed-recipients:;' },
    bad: { header: `${DATE}${FROM}${ID}${SUBJECT}\r\n`, raw: true },
    check: (message, report) => {
      if (!message.has('to') && !message.has('cc') && !message.has('bcc')) report(null);
    },
  },
  once('O20', [2369, '3'], LIST, [
    'List-Help: <mailto:help@okafor.example>',
    'List-Help: <mailto:help@okafor.example>\nList-Help: <https://okafor.example/>',
  ]),
  once(
    'O21',
    [2919, '3'],
    ['list-id'],
    [
      'List-Id: Stage <stage.okafor.example>',
      'List-Id: Stage <stage.okafor.example>\nList-Id: <b.okafor.example>',
    ],
  ),
  missing('O22', 'warning', [5322, '3.6.4'], 'message-id', `${DATE}${FROM}${TO}${SUBJECT}\r\n`),
  once(
    'O23',
    [5322, '3.6'],
    ['date'],
    ['Comments: one', 'Date: Mon, 23 Nov 2026 09:14:02 +0100\nDate: Mon, 23 Nov 2026 09:14:03 +0100'],
  ),
  once(
    'O24',
    [5322, '3.6'],
    ['from'],
    ['Comments: one', 'From: lea@stagecraft.example\nFrom: dana@stagecraft.example'],
  ),
  missing('O25', 'advice', [5322, '3.6.5'], 'subject', `${DATE}${FROM}${TO}${ID}\r\n`),
];
