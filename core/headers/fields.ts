/** What the lens can explain of a header field: the section that defines it, and the key of its words (i18n `lens.field.<key>`). */

export interface FieldFacts {
  readonly key: FieldKey;
  /** e.g. `RFC 5322 §3.6.4` and where to read it; null where no standard defines the field */
  readonly source: { readonly label: string; readonly url: string } | null;
}

const sections = {
  date: [5322, '3.6.1'],
  from: [5322, '3.6.2'],
  sender: [5322, '3.6.2'],
  'reply-to': [5322, '3.6.2'],
  to: [5322, '3.6.3'],
  cc: [5322, '3.6.3'],
  bcc: [5322, '3.6.3'],
  'message-id': [5322, '3.6.4'],
  'in-reply-to': [5322, '3.6.4'],
  references: [5322, '3.6.4'],
  subject: [5322, '3.6.5'],
  comments: [5322, '3.6.5'],
  keywords: [5322, '3.6.5'],
  resent: [5322, '3.6.6'],
  'return-path': [5321, '4.4'],
  received: [5321, '4.4'],
  'mime-version': [2045, '4'],
  'content-type': [2045, '5'],
  'content-transfer-encoding': [2045, '6'],
  'content-id': [2045, '7'],
  'content-description': [2045, '8'],
  'content-disposition': [2183, '2'],
  'content-language': [3282, '2'],
  'dkim-signature': [6376, '3.5'],
  'authentication-results': [8601, '2'],
  'arc-seal': [8617, '4.1.3'],
  'arc-message-signature': [8617, '4.1.2'],
  'arc-authentication-results': [8617, '4.1.1'],
  'received-spf': [7208, '9.1'],
  'list-unsubscribe': [2369, '3.2'],
  'list-unsubscribe-post': [8058, '3.1'],
  'list-id': [2919, '3'],
  'list-other': [2369, '3'],
  'auto-submitted': [3834, '5'],
  'disposition-notification-to': [8098, '2.1'],
  importance: [4021, '2.1.54'],
  'user-agent': null,
  'delivered-to': [9228, '3'],
  extension: [6648, '3'],
  unknown: [5322, '3.6.8'],
} as const satisfies Record<string, readonly [number, string] | null>;

export type FieldKey = keyof typeof sections;

/** Names that share another's words, and families that are known by how they begin. */
const aliases: ReadonlyMap<string, FieldKey> = new Map([
  ['x-mailer', 'user-agent'],
  ['priority', 'importance'],
  ['x-priority', 'importance'],
  ['x-msmail-priority', 'importance'],
]);
const families: readonly (readonly [string, FieldKey])[] = [
  ['resent-', 'resent'],
  ['list-', 'list-other'],
  ['x-', 'extension'],
];

const isKey = (name: string): name is FieldKey => Object.hasOwn(sections, name);
/** Keys that are words for several names, and no name themselves. */
const collective: ReadonlySet<FieldKey> = new Set(['resent', 'list-other', 'extension', 'unknown']);

export function fieldKey(name: string): FieldKey {
  const lower = name.toLowerCase();
  if (isKey(lower) && !collective.has(lower)) return lower;
  return aliases.get(lower) ?? families.find(([begin]) => lower.startsWith(begin))?.[1] ?? 'unknown';
}

export function fieldFacts(name: string): FieldFacts {
  const key = fieldKey(name);
  const section = sections[key];
  return { key, source: section === null ? null : rfcSection(section[0], section[1]) };
}

export const rfcSection = (rfc: number, section: string): { label: string; url: string } => ({
  label: `RFC ${String(rfc)} §${section}`,
  url: `https://www.rfc-editor.org/rfc/rfc${String(rfc)}#section-${section}`,
});

export const fieldKeys = Object.keys(sections).filter(isKey);
