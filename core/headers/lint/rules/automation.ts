/** Automatic mail, receipts, priorities, and other fields that people and programs act on; names that nobody knows. */
import { utf8Text } from '../../bytes.ts';
import { addressField } from '../read/addresses.ts';
import type { Rule } from '../model.ts';
import { mustFit, shortened, standing } from './fields.ts';
import { isRegistered, similarTo } from './known-names.ts';

const PRIORITY = /^(?:[1-5](?:\s*\(.*\))?|highest|high|normal|low|lowest|urgent|non-urgent)$/i;
const rank = (text: string): -1 | 0 | 1 =>
  /^(?:1|2|high|highest|urgent)\b/i.test(text) ? 1 : /^(?:4|5|low|lowest|non-urgent)\b/i.test(text) ? -1 : 0;
const PRIORITIES = ['importance', 'priority', 'x-priority', 'x-msmail-priority'];
const TAG = /^(?:[A-Za-z]{1,8}|[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})+)$/;

export const automationRules: readonly Rule[] = [
  {
    id: 'U10',
    severity: 'warning',
    source: [3834, '5'],
    good: { header: 'Auto-Submitted: auto-generated' },
    bad: { header: 'Auto-Submitted: yes' },
    check: mustFit(['auto-submitted'], (text) =>
      /^(?:no|auto-generated|auto-replied|auto-notified|auto-[a-z0-9-]+)\b/i.test(text),
    ),
  },
  {
    id: 'U11',
    severity: 'warning',
    source: [3834, '3.1.7'],
    good: { header: 'Subject: Out of office: Autumn season\nAuto-Submitted: auto-replied' },
    bad: { header: 'Subject: Out of office: Autumn season' },
    check: (message, report) => {
      const [subject] = message.named('subject');
      if (
        subject &&
        !message.has('auto-submitted') &&
        /^(?:auto(?:matic)?[ -]?reply|out of (?:the )?office|absence|réponse automatique)\b/i.test(
          message.text(subject),
        )
      )
        report(message.place(subject));
    },
  },
  {
    id: 'U12',
    severity: 'advice',
    source: [3834, '3.1.8'],
    good: { header: 'Auto-Submitted: auto-generated' },
    bad: { header: 'Precedence: bulk' },
    check: standing('precedence'),
  },
  {
    id: 'U13',
    severity: 'advice',
    source: [8098, '2.1'],
    good: { header: 'Comments: none' },
    bad: { header: 'Disposition-Notification-To: lea@stagecraft.example' },
    check: (message, report) => {
      for (const field of message.named('disposition-notification-to'))
        if (addressField(message.raw(field)).faults.length === 0) report(message.place(field));
    },
  },
  {
    id: 'U14',
    severity: 'error',
    source: [8098, '2.1'],
    good: { header: 'Comments: none' },
    bad: { header: 'Disposition-Notification-To: yes' },
    check: (message, report) => {
      for (const field of message.named('disposition-notification-to'))
        if (addressField(message.raw(field)).faults.length > 0)
          report(message.place(field), { value: shortened(message.text(field)) });
    },
  },
  {
    id: 'U15',
    severity: 'warning',
    source: [4021, '2.1.52'],
    good: { header: 'Importance: high\nX-Priority: 1 (Highest)' },
    bad: { header: 'Importance: very' },
    check: mustFit(PRIORITIES, (text) => PRIORITY.test(text)),
  },
  {
    id: 'U16',
    severity: 'advice',
    source: [4021, '2.1.55'],
    good: { header: 'Sensitivity: Personal' },
    bad: { header: 'Sensitivity: secret' },
    check: mustFit(['sensitivity'], (text) =>
      /^(?:personal|private|company-confidential|normal)$/i.test(text),
    ),
  },
  {
    id: 'U17',
    severity: 'advice',
    source: [2076, '3.5'],
    good: { header: 'Comments: none' },
    bad: { header: 'Return-Receipt-To: lea@stagecraft.example' },
    check: standing('errors-to', 'return-receipt-to', 'return-receipt-requested', 'x-confirm-reading-to'),
  },
  {
    id: 'U18',
    severity: 'advice',
    source: [6648, '3'],
    originated: true,
    good: { header: 'Comments: none' },
    bad: { header: 'X-Campaign: autumn' },
    check: (message, report) => {
      for (const field of message.fields)
        if (field.name.startsWith('x-') && !PRIORITIES.includes(field.name))
          report(message.place(field), { field: field.item.name });
    },
  },
  {
    id: 'U19',
    severity: 'advice',
    source: [4021, '2.1'],
    good: { header: 'Reply-To: lea@stagecraft.example' },
    bad: { header: 'Repyl-To: lea@stagecraft.example' },
    check: (message, report) => {
      for (const name of message.names) {
        const meant = isRegistered(name) ? null : similarTo(name);
        const [field] = meant === null ? [] : message.named(name);
        if (field && meant !== null) report(message.place(field), { field: field.item.name, meant });
      }
    },
  },
  {
    id: 'U20',
    severity: 'error',
    source: [8689, '3'],
    good: { header: 'TLS-Required: No' },
    bad: { header: 'TLS-Required: Yes' },
    check: mustFit(['tls-required'], (text) => /^no$/i.test(text)),
  },
  {
    id: 'U23',
    severity: 'advice',
    source: [5322, '3.6.5'],
    good: { header: 'Subject: Re: Autumn season' },
    bad: { header: 'Subject: Re: Re: AW: Autumn season' },
    check: (message, report) => {
      for (const field of message.named('subject'))
        if (/^(?:(?:re|aw|sv|antw|rép|ré|tr|fw|fwd|wg)(?:\[\d{1,3}\])?\s?:\s*){2}/i.test(message.text(field)))
          report(message.place(field));
    },
  },
  {
    id: 'U24',
    severity: 'advice',
    source: null,
    good: { header: 'Comments: none' },
    bad: { header: 'User-Agent: Mailer 4.2.1 (Linux x86_64)' },
    check: (message, report) => {
      for (const field of message.named('user-agent', 'x-mailer', 'x-originating-ip'))
        if (/\d/.test(message.text(field)))
          report(message.place(field), { field: field.item.name, value: shortened(message.text(field)) });
    },
  },
  {
    id: 'U25',
    severity: 'warning',
    source: [3282, '2'],
    good: { header: 'Content-Language: fr, en-GB' },
    bad: { header: 'Content-Language: french_' },
    check: mustFit(['content-language', 'accept-language'], (text) =>
      text
        .replaceAll(/\([^()]*\)/g, '')
        .split(',')
        .every((tag) => TAG.test(tag.replace(/;.*$/, '').trim()) || tag.trim() === '*'),
    ),
  },
  {
    id: 'U27',
    severity: 'warning',
    source: null,
    good: { header: 'Importance: high\nX-Priority: 1' },
    bad: { header: 'Importance: high\nX-Priority: 5' },
    check: (message, report) => {
      const fields = message.named(...PRIORITIES);
      const [up, down] = [
        fields.find((field) => rank(message.text(field)) > 0),
        fields.find((field) => rank(message.text(field)) < 0),
      ];
      if (up && down) report(message.place(down), { one: up.item.name, other: down.item.name });
    },
  },
  {
    id: 'U28',
    severity: 'error',
    source: null,
    good: { header: 'Autocrypt: addr=lea@stagecraft.example; keydata=mDMEXw==' },
    bad: { header: 'Autocrypt: addr=dana@okafor.example; keydata=mDMEXw==' },
    check: (message, report) => {
      const [from] = message.named('from');
      const authors =
        from === undefined
          ? []
          : message
              .addresses(from)
              .mailboxes.map(({ localPart, domain }) => `${localPart}@${domain}`.toLowerCase());
      for (const field of message.named('autocrypt')) {
        const address = /(?:^|;)\s*addr\s*=\s*([^;\s]+)/i.exec(message.text(field))?.[1] ?? '';
        if (!authors.includes(address.toLowerCase()))
          report(message.place(field), { address: shortened(address) });
      }
    },
  },
  {
    id: 'U29',
    severity: 'warning',
    source: null,
    good: { header: 'Subject: =?utf-8?Q?Th=C3=A9?=' },
    bad: { header: 'Subject: =?utf-8?Q?invoice_=E2=80=AEfdp.exe?=' },
    check: (message, report) => {
      for (const field of message.named('subject')) {
        const [mark] = UNSEEN.exec(utf8Text(message.raw(field))) ?? [];
        if (mark !== undefined) report(message.place(field), { mark: codePoint(mark) });
      }
      for (const word of message.words) {
        const [mark] = word.field.name === 'subject' ? (UNSEEN.exec(word.plain) ?? []) : [];
        if (mark !== undefined) report(message.place(word.field, word), { mark: codePoint(mark) });
      }
    },
  },
];

/** Characters without width, and marks that change the direction. */
const UNSEEN = /[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]/;
const codePoint = (mark: string) => `U+${mark.charCodeAt(0).toString(16).toUpperCase()}`;
