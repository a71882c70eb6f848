/** Addresses: what SMTP can carry (RFC 5321 §4.5.3), whom they mean, and names that mislead. Their grammar is in address-grammar.ts. */
import { hostQualification, toALabels } from '../../qualified.ts';
import { ipAddress } from '../../route/ip.ts';
import { decodeWords } from '../../encoded-words.ts';
import { utf8Text } from '../../bytes.ts';
import type { Rule } from '../model.ts';
import type { Mailbox } from '../read/addresses.ts';
import type { Linted, LintField } from '../read/linted.ts';
import { unquoted } from '../read/tokens.ts';
import type { RuleId } from '../words/en.ts';
import { ADDRESS_FIELDS, shortened } from './fields.ts';

/** What is wrong with one mailbox; null: nothing. */
function each(
  id: RuleId,
  severity: Rule['severity'],
  source: Rule['source'],
  [good, bad]: readonly [string, string],
  judge: (mailbox: Mailbox, field: LintField, message: Linted) => Record<string, string | number> | null,
): Rule {
  return {
    id,
    severity,
    source,
    good: { header: good },
    bad: { header: bad },
    check: (message, report) => {
      for (const field of message.named(...ADDRESS_FIELDS)) {
        for (const mailbox of message.addresses(field).mailboxes) {
          const params = judge(mailbox, field, message);
          if (params !== null)
            report(message.place(field, mailbox), {
              field: field.item.name,
              address: shortened(utf8Text(`${mailbox.localPart}@${mailbox.domain}`)),
              ...params,
            });
        }
      }
    },
  };
}

const isLiteral = (domain: string) => domain.startsWith('[');
const suspects = new WeakMap<Linted, ReadonlySet<LintField>>();

/** Fields with an encoded word that hides an address or what cannot be seen; the names of others need not be decoded to be judged. */
function suspicious(message: Linted): ReadonlySet<LintField> {
  const held = suspects.get(message);
  if (held) return held;
  const found = new Set<LintField>();
  for (const word of message.words) {
    // Only octets that could become one of them are worth decoding.
    if (word.octets.includes('@') || (/[\xc2\xd8\xe2\xef]/.test(word.octets) && UNSEEN.test(word.plain)))
      found.add(word.field);
  }
  suspects.set(message, found);
  return found;
}

/** As readers are shown it. */
function nameOf({ name }: Mailbox, field: LintField, message: Linted): string {
  const isPlain = !/[@\\\x80-\xff]/.test(name) && !suspicious(message).has(field);
  return isPlain ? name : decodeWords(utf8Text(unquoted(name.trim())));
}

/** Marks that change direction, and characters without width: names can hide behind them. */
const UNSEEN = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u061c\u00ad]/;
/** Most domains: nothing has to be converted. */
const PLAIN = /^(?:[a-z0-9]{1,63}\.)+[a-z0-9]{1,63}$/i;
const LABEL = /^(?!-)[A-Za-z0-9_-]+(?<!-)$/;

export const addressRules: readonly Rule[] = [
  each(
    'A02',
    'error',
    [5321, '4.5.3.1.1'],
    ['To: jonas@brueckner.example', `To: ${'j'.repeat(65)}@brueckner.example`],
    ({ localPart }) => (localPart.length > 64 ? { length: localPart.length } : null),
  ),
  each(
    'A03',
    'error',
    [5321, '4.5.3.1.2'],
    ['To: jonas@brueckner.example', `To: j@${'abcdefghi.'.repeat(26)}example`],
    ({ localPart, domain }) =>
      domain.length > 255 && localPart.length <= 64 ? { length: domain.length } : null,
  ),
  each(
    'A04',
    'error',
    [5321, '4.5.3.1.3'],
    ['To: jonas@brueckner.example', `To: ${'j'.repeat(60)}@${'abcdefghi.'.repeat(20)}example`],
    ({ localPart, domain }) =>
      localPart.length + domain.length + 3 > 256 && localPart.length <= 64 && domain.length <= 255
        ? { length: localPart.length + domain.length + 3 }
        : null,
  ),
  each(
    'A05',
    'error',
    [5322, '3.4.1'],
    ['To: jonas.weber@brueckner.example', 'To: jonas..weber@brueckner.example'],
    ({ localPart }) => (!localPart.startsWith('"') && /^\.|\.$|\.\./.test(localPart) ? {} : null),
  ),
  each(
    'A06',
    'error',
    [5321, '4.1.2'],
    ['To: jonas@brueckner.example', 'To: jonas@-brueckner.example'],
    ({ domain }) => {
      if (isLiteral(domain) || !domain.includes('.') || PLAIN.test(domain)) return null;
      const labels = toALabels(utf8Text(domain)).split('.');
      const wrong = labels.find((label) => label.length > 63 || !LABEL.test(label));
      return wrong === undefined ? null : { label: shortened(wrong) };
    },
  ),
  each(
    'A07',
    'warning',
    [5321, '2.3.5'],
    ['To: jonas@brueckner.example', 'To: jonas@brueckner'],
    ({ domain }) => (!isLiteral(domain) && !domain.includes('.') && domain !== '' ? {} : null),
  ),
  each('A08', 'error', [5321, '4.1.3'], ['To: jonas@[192.0.2.1]', 'To: jonas@[192.0.2.999]'], ({ domain }) =>
    isLiteral(domain) && ipAddress(domain) === null ? {} : null,
  ),
  {
    id: 'A15',
    severity: 'warning',
    source: [6854, '3'],
    good: { header: 'From: Lea <lea@stagecraft.example>' },
    bad: { header: 'From: Crew: lea@stagecraft.example;' },
    check: (message, report) => {
      for (const field of message.named('from', 'sender', 'resent-from', 'resent-sender'))
        if (message.addresses(field).groups > 0) report(message.place(field), { field: field.item.name });
    },
  },
  {
    id: 'A16',
    severity: 'error',
    source: [5322, '3.6.2'],
    good: { header: 'Sender: office@stagecraft.example' },
    bad: { header: 'Sender: office@stagecraft.example, dana@stagecraft.example' },
    check: (message, report) => {
      for (const field of message.named('sender', 'resent-sender'))
        if (message.addresses(field).mailboxes.length > 1)
          report(message.place(field), { field: field.item.name });
    },
  },
  each(
    'A17',
    'warning',
    null,
    [
      'From: "lea@stagecraft.example" <lea@stagecraft.example>',
      'From: "boss@bank.example" <lea@stagecraft.example>',
    ],
    (mailbox, field, message) => {
      const name = nameOf(mailbox, field, message);
      if (!name.includes('@')) return null;
      const [named] = /[^\s<>@",;:]+@[^\s<>@",;:]+\.[^\s<>@",;:]+/.exec(name.slice(0, 500)) ?? [];
      const own = utf8Text(`${mailbox.localPart}@${mailbox.domain}`).toLowerCase();
      return named !== undefined && named.toLowerCase() !== own ? { named: shortened(named) } : null;
    },
  ),
  each(
    'A20',
    'warning',
    [6532, '4'],
    [
      'From: =?utf-8?Q?L=C3=A9a?= <lea@stagecraft.example>',
      'From: =?utf-8?Q?L=E2=80=AEae?= <lea@stagecraft.example>',
    ],
    (mailbox, field, message) => {
      const [mark] = UNSEEN.exec(nameOf(mailbox, field, message)) ?? [];
      return mark === undefined
        ? null
        : { mark: `U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}` };
    },
  ),
  {
    id: 'A21',
    severity: 'warning',
    source: [9989, '5.3.1'],
    good: { header: 'From: lea@stagecraft.example' },
    bad: { header: 'From: lea@stagecraft.example, dana@okafor.example\nSender: lea@stagecraft.example' },
    check: (message, report) => {
      for (const field of message.named('from')) {
        const domains = new Set(message.addresses(field).mailboxes.map(({ domain }) => domain.toLowerCase()));
        if (domains.size > 1) report(message.place(field), { count: domains.size });
      }
    },
  },
  each('A24', 'warning', [5321, '4.1.3'], ['To: jonas@[192.0.2.1]', 'To: jonas@192.0.2.1'], ({ domain }) =>
    !isLiteral(domain) &&
    domain.includes('.') &&
    hostQualification(domain) === 'unqualified' &&
    ipAddress(domain) !== null
      ? {}
      : null,
  ),
  each(
    'A25',
    'warning',
    [2606, '2'],
    ['To: jonas@brueckner.example', 'To: jonas@brueckner.invalid'],
    ({ domain }) =>
      /\.(?:invalid|localhost|local|internal)$/i.test(domain)
        ? { top: domain.slice(domain.lastIndexOf('.')) }
        : null,
  ),
  {
    id: 'A26',
    severity: 'advice',
    source: [5322, '3.6.2'],
    good: { header: 'Reply-To: office@stagecraft.example' },
    bad: { header: 'Reply-To: office@okafor.example' },
    check: (message, report) => {
      const [from, reply] = [message.named('from')[0], message.named('reply-to')[0]];
      if (!from || !reply || message.has('list-id')) return;
      const domains = message.addresses(from).mailboxes.map(({ domain }) => domain.toLowerCase());
      const other = message
        .addresses(reply)
        .mailboxes.find(({ domain }) => !domains.includes(domain.toLowerCase()));
      if (other && domains.length > 0) report(message.place(reply), { domain: utf8Text(other.domain) });
    },
  },
];
