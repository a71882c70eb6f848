/**
 * What the envelope of a received message probably was, by what servers wrote into its header at delivery (RFC 5321 §4.4 and habit), beside
 * what the header says to readers. Every address comes with the fields that tell it: none of them is the server's own word.
 */
import { addressList } from './address-list.ts';
import { addressKey, indexed, namedAddresses, type NamedAddress } from './compare.ts';
import { fieldsNamed, type HeaderField, type ParsedHeader } from './parse.ts';
import { addressQualification, sameAddress, sameDomain, type Qualification } from './qualified.ts';
import { parseReceived } from './route/received.ts';
import { unfolded } from './unfold.ts';

/** `Return-Path`, `Received`… as the lens writes it; `From_` is the line that an mbox file puts before a message. */
export interface Evidence {
  readonly field: string;
  /** of the field's first line, from 1; null for what stands before the header */
  readonly line: number | null;
}

export interface InferredAddress {
  /** empty: the null sender (RFC 5321 §4.5.5) */
  readonly address: string;
  readonly qualification: Qualification;
  readonly evidence: readonly Evidence[];
}

export interface InferredSender extends InferredAddress {
  /** beside From; `unknown`: there is no From */
  readonly relation: 'same' | 'differs' | 'unknown';
}

export interface InferredRecipient extends InferredAddress {
  readonly relation: 'same' | 'differs' | 'absent';
  readonly named: NamedAddress | null;
}

export type InferredRemark =
  | { readonly code: 'no-return-path' }
  | { readonly code: 'several-return-paths' }
  | { readonly code: 'return-path-same' }
  | { readonly code: 'return-path-list' }
  | { readonly code: 'return-path-forwarded' }
  | { readonly code: 'return-path-aligned' }
  | { readonly code: 'return-path-foreign' }
  | { readonly code: 'null-sender' }
  | { readonly code: 'no-recipient' }
  | { readonly code: 'recipient-list' }
  | { readonly code: 'recipient-hidden' }
  | { readonly code: 'bcc-in-header' }
  | { readonly code: 'other-copies' };

export interface InferredEnvelope {
  readonly senders: readonly InferredSender[];
  readonly recipients: readonly InferredRecipient[];
  readonly from: readonly NamedAddress[];
  readonly sender: NamedAddress | null;
  readonly replyTo: readonly NamedAddress[];
  /** in To, Cc or Bcc, and in no field that tells who this copy was for */
  readonly headerOnly: readonly NamedAddress[];
  readonly remarks: readonly InferredRemark[];
}

const SENDER_FIELDS = ['Return-Path', 'X-Envelope-From', 'Envelope-From', 'Resent-Return-Path'];
const RECIPIENT_FIELDS = ['Delivered-To', 'Envelope-To', 'X-Envelope-To', 'X-Original-To', 'X-Delivered-To'];
/** A hostile header may have any number: what is more is not compared. */
const MOST = 5000;
/** authors that a return path is compared with */
const AUTHORS = 20;

/** `fromLine`: the sender that an mbox's From_ line names, if it does. */
export function inferEnvelope(
  header: ParsedHeader,
  bytes: Uint8Array,
  fromLine: string | null = null,
): InferredEnvelope {
  const named = namedAddresses(header, bytes);
  const from = named('From').slice(0, MOST);
  const targets = [...named('To'), ...named('Cc'), ...named('Bcc')].slice(0, MOST);
  const lines = firstLines(header);
  const told = (names: readonly string[]) =>
    names.flatMap((name) =>
      fieldsNamed(header, name)
        .slice(0, MOST)
        .flatMap((field) =>
          addressesOf(bytes, field).map((address) => ({ address, field: name, line: lines(field) })),
        ),
    );
  const received = fieldsNamed(header, 'Received')
    .slice(0, MOST)
    .flatMap((field) => {
      const { recipient } = parseReceived(bytes, field);
      return recipient === null ? [] : [{ address: recipient, field: 'Received', line: lines(field) }];
    });
  const spf = fieldsNamed(header, 'Received-SPF')
    .slice(0, MOST)
    .flatMap((field) => {
      // RFC 7208 §9.1: envelope-from="camille@example.org"
      const address = /\benvelope-from="?<?([^">;\s]{0,320})/i.exec(unfolded(bytes, field))?.[1];
      return address === undefined || !address.includes('@')
        ? []
        : [{ address, field: 'Received-SPF', line: lines(field) }];
    });
  const written = fromLine?.includes('@') === true ? [{ address: fromLine, field: 'From_', line: null }] : [];
  const senders = grouped([...told(SENDER_FIELDS), ...spf, ...written]).map((one): InferredSender => ({
    ...one,
    relation:
      from.length === 0
        ? 'unknown'
        : from.slice(0, AUTHORS).some(({ address }) => sameAddress(address, one.address) === 'same')
          ? 'same'
          : 'differs',
  }));
  const index = indexed(targets);
  const recipients = grouped([...told(RECIPIENT_FIELDS), ...received]).map((one): InferredRecipient => {
    const candidates = index.get(addressKey(one.address)) ?? [];
    const exact = candidates.find(({ address }) => sameAddress(address, one.address) === 'same');
    const match = exact ?? candidates[0] ?? null;
    return { ...one, relation: exact ? 'same' : match ? 'differs' : 'absent', named: match };
  });
  const taken = new Set(recipients.map(({ address }) => addressKey(address)));
  const headerOnly = targets.filter(({ address }) => !taken.has(addressKey(address)));
  const isList = ['List-Id', 'List-Post', 'List-Unsubscribe'].some(
    (name) => fieldsNamed(header, name).length > 0,
  );
  const found = { senders, recipients, from, sender: named('Sender')[0] ?? null, headerOnly };
  return { ...found, replyTo: named('Reply-To').slice(0, MOST), remarks: remarksOn(found, isList) };
}

interface Told extends Evidence {
  readonly address: string;
}

/** One entry an address, in the order in which they were told. */
function grouped(told: readonly Told[]): InferredAddress[] {
  const byAddress = new Map<string, { address: string; evidence: Evidence[] }>();
  for (const { address, field, line } of told.slice(0, MOST)) {
    const held = byAddress.get(addressKey(address));
    if (held) held.evidence.push({ field, line });
    else byAddress.set(addressKey(address), { address, evidence: [{ field, line }] });
  }
  return [...byAddress.values()].map((one) => ({ ...one, qualification: addressQualification(one.address) }));
}

/** A Return-Path of `<>` names the null sender; Delivered-To and its like are bare addresses. */
function addressesOf(bytes: Uint8Array, field: HeaderField): string[] {
  const text = unfolded(bytes, field);
  if (/^<\s*>/.test(text)) return [''];
  return addressList(text).flatMap(({ address }) => (address === '' ? [] : [address]));
}

function firstLines({ items }: ParsedHeader): (field: HeaderField) => number {
  const lines = new Map<object, number>();
  let line = 1;
  for (const item of items) {
    lines.set(item, line);
    line += item.lines.length;
  }
  return (field) => lines.get(field) ?? 1;
}

type Found = Pick<InferredEnvelope, 'senders' | 'recipients' | 'from' | 'headerOnly'>;

function remarksOn({ senders, recipients, from, headerOnly }: Found, isList: boolean): InferredRemark[] {
  const remarks: InferredRemark[] = [];
  const [sender] = senders;
  const [author] = from;
  if (sender === undefined) remarks.push({ code: 'no-return-path' });
  else if (sender.address === '') remarks.push({ code: 'null-sender' });
  else if (sender.relation === 'same') remarks.push({ code: 'return-path-same' });
  else if (isList) remarks.push({ code: 'return-path-list' });
  else if (senders.some(({ relation }) => relation === 'same'))
    remarks.push({ code: 'return-path-forwarded' });
  else if (author !== undefined && sameDomain(sender.address, author.address))
    remarks.push({ code: 'return-path-aligned' });
  else remarks.push({ code: 'return-path-foreign' });
  if (senders.length > 1 && !remarks.some(({ code }) => code === 'return-path-forwarded'))
    remarks.push({ code: 'several-return-paths' });
  if (recipients.length === 0) remarks.push({ code: 'no-recipient' });
  if (recipients.some(({ relation }) => relation === 'absent'))
    remarks.push({ code: isList ? 'recipient-list' : 'recipient-hidden' });
  if ([...headerOnly, ...recipients.flatMap(({ named }) => named ?? [])].some(({ field }) => field === 'Bcc'))
    remarks.push({ code: 'bcc-in-header' });
  if (recipients.length > 0 && headerOnly.length > 0) remarks.push({ code: 'other-copies' });
  return remarks;
}
