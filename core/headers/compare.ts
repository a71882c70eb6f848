/**
 * The envelope beside the header (RFC 5321 against RFC 5322): for MAIL FROM and each RCPT TO, the field that names the same address, or
 * none. Pure data; the drawing, and the words for the remarks, are the lens's.
 */
import type { Envelope, RecipientField } from '../message/envelope-schema.ts';
import { addressList, type HeaderAddress } from './address-list.ts';
import type { ParsedHeader } from './parse.ts';
import { addressQualification, sameAddress, sameDomain, toALabels, type Qualification } from './qualified.ts';
import { unfolded } from './unfold.ts';

export interface NamedAddress {
  /** the field's name as the lens writes it */
  readonly field: 'From' | 'Sender' | 'Reply-To' | 'To' | 'Cc' | 'Bcc';
  readonly name: string;
  readonly address: string;
  readonly qualification: Qualification;
  /** of its field among the header's items */
  readonly place: number;
}

interface SenderComparison {
  /** MAIL FROM; empty is the null sender (RFC 5321 §4.5.5) */
  readonly address: string;
  readonly qualification: Qualification;
  readonly relation: 'same' | 'differs';
  /** authors; the one that MAIL FROM is compared with stands first */
  readonly from: readonly NamedAddress[];
  readonly sender: NamedAddress | null;
  readonly sameDomain: boolean;
}

export interface RecipientComparison {
  /** RCPT TO */
  readonly address: string;
  readonly qualification: Qualification;
  /** where the user put it */
  readonly written: RecipientField;
  /** `differs`: in the case of the local part alone; `absent`: no field names it */
  readonly relation: 'same' | 'differs' | 'absent';
  readonly named: NamedAddress | null;
}

export type EnvelopeRemark =
  | { readonly code: 'set-by-hand' }
  | { readonly code: 'return-path-same' }
  | { readonly code: 'return-path-differs'; readonly sameDomain: boolean; readonly byHand: boolean }
  | { readonly code: 'null-sender' }
  | { readonly code: 'in-no-field'; readonly addresses: readonly string[] }
  | { readonly code: 'bcc-in-header'; readonly addresses: readonly string[] }
  | { readonly code: 'not-in-envelope'; readonly addresses: readonly string[] }
  | { readonly code: 'all-named' };

export interface EnvelopeComparison {
  readonly sender: SenderComparison;
  readonly recipients: readonly RecipientComparison[];
  /** named in To, Cc or Bcc, but told to no server */
  readonly headerOnly: readonly NamedAddress[];
  readonly remarks: readonly EnvelopeRemark[];
}

export function compareEnvelope(
  envelope: Envelope,
  header: ParsedHeader,
  bytes: Uint8Array,
): EnvelopeComparison {
  const read = namedAddresses(header, bytes);
  const sender = compareSender(envelope.returnPath, read('From'), read('Sender')[0] ?? null);
  const targets = [...read('To'), ...read('Cc'), ...read('Bcc')];
  const index = indexed(targets);
  const taken = new Set<NamedAddress>();
  const recipients = envelope.recipients.map(({ address, field: written }): RecipientComparison => {
    const candidates = index.get(addressKey(address)) ?? [];
    const match = candidates.find((target) => sameAddress(address, target.address) === 'same');
    const target = match ?? candidates[0] ?? null;
    for (const candidate of candidates) taken.add(candidate);
    const relation = match ? 'same' : target ? 'differs' : 'absent';
    return { address, qualification: addressQualification(address), written, relation, named: target };
  });
  const headerOnly = targets.filter((target) => !taken.has(target));
  return { sender, recipients, headerOnly, remarks: remarksOn(envelope, sender, recipients, headerOnly) };
}

/** The addresses of the fields of one name, in their order. */
export const namedAddresses =
  (header: ParsedHeader, bytes: Uint8Array): ((field: NamedAddress['field']) => NamedAddress[]) =>
  (field) =>
    header.items.flatMap((item, place) =>
      item.kind === 'field' && item.name.toLowerCase() === field.toLowerCase()
        ? addressList(unfolded(bytes, item)).map((address) => named(field, address, place))
        : [],
    );

const named = (
  field: NamedAddress['field'],
  { name, address }: HeaderAddress,
  place: number,
): NamedAddress => ({
  field,
  name,
  address,
  qualification: addressQualification(address),
  place,
});

/** Equal for addresses that are the same or differ in case alone: thousands of recipients are found in one pass. */
export function addressKey(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 0
    ? address.toLowerCase()
    : `${address.slice(0, at).toLowerCase()}@${toALabels(address.slice(at + 1))}`;
}

export function indexed(targets: readonly NamedAddress[]): ReadonlyMap<string, readonly NamedAddress[]> {
  const index = new Map<string, NamedAddress[]>();
  for (const target of targets) {
    const held = index.get(addressKey(target.address));
    if (held) held.push(target);
    else index.set(addressKey(target.address), [target]);
  }
  return index;
}

function compareSender(
  returnPath: string,
  authors: readonly NamedAddress[],
  sender: NamedAddress | null,
): SenderComparison {
  const match = authors.find((author) => sameAddress(returnPath, author.address) === 'same');
  const from = match ? [match, ...authors.filter((author) => author !== match)] : authors;
  const first = from[0];
  return {
    address: returnPath,
    qualification: addressQualification(returnPath),
    relation: match ? 'same' : 'differs',
    from,
    sender,
    sameDomain: first !== undefined && sameDomain(returnPath, first.address),
  };
}

function remarksOn(
  envelope: Envelope,
  sender: SenderComparison,
  recipients: readonly RecipientComparison[],
  headerOnly: readonly NamedAddress[],
): EnvelopeRemark[] {
  const absent = recipients.filter(({ relation }) => relation === 'absent').map(({ address }) => address);
  const shown = recipients.filter((one) => one.named?.field === 'Bcc').map(({ address }) => address);
  const unsent = headerOnly.map(({ address }) => address);
  const remarks: EnvelopeRemark[] = [];
  const byHand = envelope.overridden === true;
  if (byHand) remarks.push({ code: 'set-by-hand' });
  if (sender.address === '') remarks.push({ code: 'null-sender' });
  else if (sender.relation === 'same') remarks.push({ code: 'return-path-same' });
  else remarks.push({ code: 'return-path-differs', sameDomain: sender.sameDomain, byHand });
  if (shown.length > 0) remarks.push({ code: 'bcc-in-header', addresses: shown });
  if (absent.length > 0) remarks.push({ code: 'in-no-field', addresses: absent });
  if (unsent.length > 0) remarks.push({ code: 'not-in-envelope', addresses: unsent });
  if (absent.length === 0 && unsent.length === 0) remarks.push({ code: 'all-named' });
  return remarks;
}
