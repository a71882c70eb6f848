/** Message-ID, In-Reply-To and References (RFC 5322 §3.6.4), and what a Message-ID tells of the machine that made it. */
import { ipAddress } from '../../route/ip.ts';
import type { Rule } from '../model.ts';
import type { Linted, LintField } from '../read/linted.ts';
import { shortened, withoutComments } from './fields.ts';

/** dot-atom or quoted string, `@`, dot-atom or literal; nothing between. Obsolete forms are told apart by M02. */
const ID = /^<(?:[^\s<>()[\]:;@\\,"]+|"[^"\r\n]*")@(?:[^\s<>()[\]:;@\\,"]+|\[[^[\]\\\r\n]*\])>$/;
const REFERENCES = ['in-reply-to', 'references'];

/** Each Message-ID with its right side; what is no id at all is M01's to tell. */
function ids(message: Linted): { readonly field: LintField; readonly id: string; readonly right: string }[] {
  return message.named('message-id').flatMap((field) => {
    const id = withoutComments(message.text(field));
    return ID.test(id) ? [{ field, id, right: id.slice(id.lastIndexOf('@') + 1, -1) }] : [];
  });
}

export const identifierRules: readonly Rule[] = [
  {
    id: 'M01',
    severity: 'error',
    source: [5322, '3.6.4'],
    good: { header: 'Message-ID: <4f2a.1@stagecraft.example>' },
    bad: { header: 'Message-ID: 4f2a.1@stagecraft.example' },
    check: (message, report) => {
      for (const field of message.named('message-id', 'resent-message-id')) {
        const id = withoutComments(message.text(field));
        if (id !== '' && !ID.test(id) && !ID.test(id.replaceAll(/\s/g, '')))
          report(message.place(field), { field: field.item.name, value: shortened(id) });
      }
    },
  },
  {
    id: 'M02',
    severity: 'error',
    source: [5322, '4.5.4'],
    good: { header: 'Message-ID: <4f2a.1@stagecraft.example>' },
    bad: { header: 'Message-ID: <4f2a.1 @stagecraft.example>' },
    check: (message, report) => {
      for (const field of message.named('message-id')) {
        const id = withoutComments(message.text(field));
        if (!ID.test(id) && ID.test(id.replaceAll(/\s/g, ''))) report(message.place(field));
      }
    },
  },
  {
    id: 'M03',
    severity: 'warning',
    source: [5322, '3.6.4'],
    good: { header: 'Message-ID: <4f2a.1@stagecraft.example>' },
    bad: { header: 'Message-ID: <4f2a.1@desk>' },
    check: (message, report) => {
      for (const { field, right } of ids(message))
        if (!right.includes('.') && !right.startsWith('[') && !/^localhost$/i.test(right))
          report(message.place(field), { host: right });
    },
  },
  {
    id: 'M05',
    severity: 'warning',
    source: [5322, '3.6.4'],
    good: { header: 'References: <1@okafor.example> <2@okafor.example>' },
    bad: { header: 'References: <1@okafor.example>, <2@okafor.example>' },
    check: (message, report) => {
      for (const field of message.named(...REFERENCES))
        if (/>\s*,/.test(message.text(field))) report(message.place(field), { field: field.item.name });
    },
  },
  {
    id: 'M06',
    severity: 'warning',
    source: [5322, '4.5.4'],
    good: { header: 'In-Reply-To: <1@okafor.example>\nReferences: <1@okafor.example>' },
    bad: { header: 'In-Reply-To: your letter of Friday\nReferences: <1@okafor.example>' },
    check: (message, report) => {
      for (const field of message.named(...REFERENCES)) {
        const left = withoutComments(message.text(field))
          .replaceAll(/<[^<>]*>/g, ' ')
          .replaceAll(',', ' ')
          .trim();
        if (left !== '') report(message.place(field), { field: field.item.name, value: shortened(left) });
      }
    },
  },
  {
    id: 'M08',
    severity: 'advice',
    source: [6532, '3.3'],
    good: { header: 'Message-ID: <4f2a.1@stagecraft.example>', sending: { smtpUtf8: true } },
    bad: { header: 'Message-ID: <th\xc3\xa9.1@stagecraft.example>', sending: { smtpUtf8: true } },
    check: (message, report) => {
      for (const { field, id } of ids(message)) if (/[^\0-\x7f]/.test(id)) report(message.place(field));
    },
  },
  {
    id: 'M09',
    severity: 'warning',
    source: null,
    good: { header: 'Message-ID: <4f2a.1@stagecraft.example>' },
    bad: { header: 'Message-ID: <4f2a.1@leas-laptop.local>' },
    check: (message, report) => {
      for (const { field, right } of ids(message)) {
        const scope = ipAddress(right)?.scope;
        const isPrivate = scope === 'private' || scope === 'loopback' || scope === 'link-local';
        if (isPrivate || /(?:^|\.)(?:localhost|local|localdomain|lan|internal|home)$/i.test(right))
          report(message.place(field), { host: right });
      }
    },
  },
  {
    id: 'M10',
    severity: 'advice',
    source: [5322, '3.6.4'],
    good: { header: 'In-Reply-To: <1@okafor.example>\nReferences: <1@okafor.example>' },
    bad: { header: 'In-Reply-To: <1@okafor.example>' },
    check: (message, report) => {
      const [reply] = message.named('in-reply-to');
      if (reply && message.text(reply).includes('<') && !message.has('references'))
        report(message.place(reply));
    },
  },
  {
    id: 'M11',
    severity: 'warning',
    source: [5322, '3.6.4'],
    good: { header: 'Message-ID: <4f2a.1@stagecraft.example>\nReferences: <1@okafor.example>' },
    bad: { header: 'Message-ID: <4f2a.1@stagecraft.example>\nReferences: <4f2a.1@stagecraft.example>' },
    check: (message, report) => {
      const own = ids(message)[0]?.id;
      if (own === undefined) return;
      for (const field of message.named(...REFERENCES))
        if (message.text(field).includes(own)) report(message.place(field), { field: field.item.name });
    },
  },
];
