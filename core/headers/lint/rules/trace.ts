/** Trace fields: Return-Path, Received, Received-SPF, Delivered-To (RFC 5321 §4.4, RFC 7208 §9.1). */
import { addressList } from '../../address-list.ts';
import { encryptionOf, protocolFacts } from '../../route/encryption.ts';
import { parseReceived, type Received } from '../../route/received.ts';
import { toALabels } from '../../qualified.ts';
import type { Rule } from '../model.ts';
import type { Linted, LintField } from '../read/linted.ts';
import { shortened } from './fields.ts';

const STAMP =
  'Received: from mx.okafor.example (mx.okafor.example [198.51.100.7])\n by mx.stagecraft.example with ESMTPS id 4f2a; ';
const AT = 'Mon, 23 Nov 2026 09:14:05 +0100';

interface Hop {
  readonly field: LintField;
  readonly received: Received;
}

const read = new WeakMap<Linted, readonly Hop[]>();

/** The newest first, as they stand. */
function hops(message: Linted): readonly Hop[] {
  const held = read.get(message);
  if (held) return held;
  const all = message.named('received');
  // More are a loop, which R04 tells: those in the middle add nothing.
  const half = LOOKED / 2;
  const looked = all.length < MOST_HOPS ? all : [...all.slice(0, half), ...all.slice(-half)];
  const found = looked.map((field) => ({ field, received: parseReceived(field.bytes, field.item) }));
  read.set(message, found);
  return found;
}

function hop(
  id: Rule['id'],
  severity: Rule['severity'],
  source: Rule['source'],
  [good, bad]: readonly [string, string],
  judge: (received: Received) => Record<string, string | number> | null,
): Rule {
  return {
    id,
    severity,
    source,
    good: { header: good },
    bad: { header: bad },
    check: (message, report) => {
      for (const { field, received } of hops(message)) {
        const params = judge(received);
        if (params !== null) report(message.place(field), params);
      }
    },
  };
}

const domainOf = (address: string) => toALabels(address.slice(address.lastIndexOf('@') + 1));
const SPF = /^(?:pass|fail|softfail|neutral|none|temperror|permerror|unknown|error)$/i;
const MINUTE = 60_000;
const MOST_HOPS = 100;
/** of a loop */
const LOOKED = 40;
const TRACE =
  /^(?:return-path|received|delivered-to|x-|resent-|authentication-results|arc-|dkim-signature|received-spf|list-|envelope-to|domainkey-signature|precedence|sender|errors-to|old-|feedback-id|x)/;

export const traceRules: readonly Rule[] = [
  hop(
    'R01',
    'warning',
    [5321, '4.4'],
    [`${STAMP}${AT}`, 'Received: from mx.okafor.example with ESMTPS id 4f2a'],
    ({ by, date, clauses }) =>
      by === null && clauses.length > 0 ? { missing: 'by' } : date === null ? { missing: 'date' } : null,
  ),
  hop(
    'R02',
    'advice',
    [3848, ''],
    [`${STAMP}${AT}`, `Received: from a.okafor.example by mx.stagecraft.example with QMQP;\n ${AT}`],
    ({ protocol }) =>
      protocol !== null && protocolFacts(protocol) === null ? { protocol: shortened(protocol) } : null,
  ),
  {
    id: 'R03',
    severity: 'advice',
    source: [5321, '4.4'],
    good: { header: `${STAMP}${AT}\n${STAMP}Mon, 23 Nov 2026 09:14:03 +0100` },
    bad: { header: `${STAMP}${AT}\n${STAMP}Mon, 23 Nov 2026 09:24:03 +0100` },
    check: (message, report) => {
      const all = hops(message);
      // Of a loop those in the middle were not read: the next one is no neighbour.
      const gap = message.named('received').length >= MOST_HOPS ? LOOKED / 2 - 1 : -1;
      for (const [index, { field, received }] of all.entries()) {
        if (index === gap) continue;
        const before = all[index + 1]?.received.date?.at;
        const behind = before === undefined || received.date === null ? 0 : before - received.date.at;
        if (behind > MINUTE) report(message.place(field), { minutes: Math.round(behind / MINUTE) });
      }
    },
  },
  {
    id: 'R04',
    severity: 'error',
    source: [5321, '6.3'],
    good: { header: `${STAMP}${AT}` },
    bad: { header: Array.from({ length: 100 }, () => `${STAMP}${AT}`).join('\n') },
    check: (message, report) => {
      const [first] = message.named('received');
      const count = message.named('received').length;
      if (first && count >= MOST_HOPS) report(message.place(first), { count });
    },
  },
  {
    id: 'R05',
    severity: 'advice',
    source: [3848, ''],
    good: { header: `${STAMP}${AT}` },
    bad: {
      header: `Received: from mx.okafor.example (mx.okafor.example [198.51.100.7])\n by mx.stagecraft.example with ESMTP; ${AT}`,
    },
    check: (message, report) => {
      for (const { field, received } of hops(message))
        if (encryptionOf(received, protocolFacts(received.protocol)) === 'plain')
          report(message.place(field), { host: received.by?.name ?? '' });
    },
  },
  hop(
    'R06',
    'warning',
    [5321, '7.2'],
    [
      `Received: from mx.okafor.example\n by mx.stagecraft.example with ESMTPS\n for <jonas@brueckner.example>; ${AT}`,
      `Received: from mx.okafor.example\n by mx.stagecraft.example with ESMTPS\n for <jonas@brueckner.example>, <dana@okafor.example>;\n ${AT}`,
    ],
    ({ recipient }) =>
      recipient?.includes(',') === true || (recipient?.match(/@/g)?.length ?? 0) > 1 ? {} : null,
  ),
  {
    id: 'R07',
    severity: 'advice',
    source: null,
    good: { header: `${STAMP}${AT}` },
    bad: {
      header: `Received: from laptop.okafor.example (unknown [192.168.1.23])\n by mx.stagecraft.example with ESMTPSA; ${AT}`,
    },
    check: (message, report) => {
      const first = hops(message).at(-1);
      const address = first?.received.from?.address;
      if (first && address?.scope === 'private')
        report(message.place(first.field), { address: address.text });
    },
  },
  {
    id: 'R08',
    severity: 'error',
    source: [5322, '3.6.7'],
    good: { header: 'Return-Path: <lea@stagecraft.example>' },
    bad: { header: 'Return-Path: lea@stagecraft.example' },
    check: (message, report) => {
      for (const field of message.named('return-path')) {
        const text = message.text(field);
        if (text !== '' && !/^<(?:[^<>\s]+@[^<>\s]+)?>$/.test(text) && !/^<"[^"]*"@[^<>\s]+>$/.test(text))
          report(message.place(field), { value: shortened(text) });
      }
    },
  },
  {
    id: 'R09',
    severity: 'advice',
    source: [9989, '4.4.2'],
    good: { header: 'Return-Path: <bounces@stagecraft.example>' },
    bad: { header: 'Return-Path: <bounces@okafor.example>' },
    check: (message, report) => {
      const [path, from] = [message.named('return-path')[0], message.named('from')[0]];
      if (!path || !from || message.has('list-id')) return;
      const back = addressList(message.text(path))[0]?.address ?? '';
      const domains = message.addresses(from).mailboxes.map(({ domain }) => toALabels(domain));
      const aligned = domains.some(
        (domain) => isWithin(domainOf(back), domain) || isWithin(domain, domainOf(back)),
      );
      if (back.includes('@') && domains.length > 0 && !aligned)
        report(message.place(path), { domain: domainOf(back) });
    },
  },
  {
    id: 'R10',
    severity: 'warning',
    source: [7208, '9.1'],
    good: { header: 'Received-SPF: pass (mx.stagecraft.example: ok) client-ip=198.51.100.7' },
    bad: { header: 'Received-SPF: perhaps (mx.stagecraft.example: unsure)' },
    check: (message, report) => {
      for (const field of message.named('received-spf')) {
        const [result = ''] = message.text(field).split(/[\s(;]/, 1);
        if (!SPF.test(result)) report(message.place(field), { value: shortened(result) });
      }
    },
  },
  {
    id: 'R11',
    severity: 'advice',
    source: [5321, '4.4'],
    good: { header: `${STAMP}${AT}` },
    bad: { header: `Reply-To: lea@stagecraft.example\n${STAMP}${AT}` },
    check: (message, report) => {
      const lowest = message.named('received').at(-1);
      if (lowest === undefined) return;
      const above = message.fields.find((field) => field === lowest || !TRACE.test(field.name));
      if (above && above !== lowest) report(message.place(above), { field: above.item.name });
    },
  },
  {
    id: 'R14',
    severity: 'advice',
    source: [5321, '4.4'],
    good: { header: `Return-Path: <lea@stagecraft.example>\n${STAMP}${AT}` },
    bad: { header: `${STAMP}${AT}\nReturn-Path: <lea@stagecraft.example>` },
    check: (message, report) => {
      const [path, stamp] = [message.named('return-path')[0], message.named('received')[0]];
      if (path && stamp && path.item.start > stamp.item.start) report(message.place(path));
    },
  },
  {
    id: 'R15',
    severity: 'warning',
    source: [9228, '4'],
    good: { header: 'Delivered-To: jonas@brueckner.example' },
    bad: { header: 'Delivered-To: jonas@brueckner.example\nDelivered-To: jonas@brueckner.example' },
    check: (message, report) => {
      const seen = new Set<string>();
      for (const field of message.named('delivered-to')) {
        const address = message.text(field).toLowerCase();
        if (seen.has(address)) report(message.place(field), { address: shortened(address) });
        seen.add(address);
      }
    },
  },
];

const isWithin = (domain: string, other: string) => domain === other || domain.endsWith(`.${other}`);
