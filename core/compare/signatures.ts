/**
 * What the differences do to DKIM's signatures (RFC 6376), as far as bytes tell: nothing is asked of DNS, no signature is verified. A body
 * hash that is the one body's, and not the other's, is proof enough of what broke it.
 */
import { fieldPlaces, type FieldPlaces } from '../headers/authentication/places.ts';
import { readSignature, type Signature } from '../headers/authentication/signature.ts';
import { octetText } from '../headers/bytes.ts';
import type { HeaderField } from '../headers/parse.ts';
import { unfolded } from '../headers/unfold.ts';
import { relaxedField, type CanonicalBody } from './canonical.ts';
import type { ComparedHeader } from './fields.ts';

export interface ComparedSignature {
  readonly domain: string;
  readonly selector: string;
  /** place among the later header's items */
  readonly place: number;
  /** `holds`: its hash is the later body's. `broken`: it is the earlier one's alone. `neither`, and `unknown`: it was not to be told. */
  readonly body: 'holds' | 'broken' | 'neither' | 'unknown';
  /** signed fields that differ between the two, in the form that it signs; null: the earlier message does not have this signature */
  readonly fields: readonly string[] | null;
}

const MOST = 50;

export function compareSignatures(
  before: ComparedHeader,
  after: ComparedHeader,
  bodies: { readonly before: CanonicalBody; readonly after: CanonicalBody } | null,
): ComparedSignature[] {
  const [old, now] = [fieldPlaces(before.parsed), fieldPlaces(after.parsed)];
  const values = (bodies === null ? [] : [bodies.before, bodies.after]) satisfies CanonicalBody[];
  const known = new Set(old.fields('dkim-signature').map(({ field }) => relaxedField(before.bytes, field)));
  return now
    .fields('dkim-signature')
    .slice(0, MOST)
    .map(({ item, field }): ComparedSignature => {
      const signature = readSignature(unfolded(after.bytes, field), 'dkim', now);
      const { domain, selector } = signature;
      const isOld = known.has(relaxedField(after.bytes, field));
      return {
        domain,
        selector,
        place: item,
        body: bodyState(signature, values),
        fields: isOld ? changedFields(signature, before, old, after, now) : null,
      };
    });
}

function bodyState(
  { algorithm, bodyCanonicalization, bodyHash, bodyLength }: Signature,
  [before, after]: readonly CanonicalBody[],
): ComparedSignature['body'] {
  // A hash of the body's beginning (l=), or another than SHA-256, is not at hand.
  if (before === undefined || after === undefined || bodyLength !== null || !/-sha256$/i.test(algorithm))
    return 'unknown';
  const hash = (body: CanonicalBody) => (bodyCanonicalization === 'relaxed' ? body.relaxed : body.simple);
  if (hash(after) === bodyHash) return 'holds';
  return hash(before) === bodyHash ? 'broken' : 'neither';
}

function changedFields(
  { signed, headerCanonicalization }: Signature,
  before: ComparedHeader,
  old: FieldPlaces,
  after: ComparedHeader,
  now: FieldPlaces,
): string[] {
  const form = (bytes: Uint8Array, field: HeaderField) =>
    headerCanonicalization === 'relaxed'
      ? relaxedField(bytes, field)
      : octetText(bytes, field).replaceAll(/\r?\n/g, '\r\n');
  // The lowest of a name are the signed ones, as often as h= names it (§5.4.2).
  const forms = ({ bytes }: ComparedHeader, places: FieldPlaces, name: string, times: number) =>
    places
      .fields(name)
      .slice(-times)
      .map(({ field }) => form(bytes, field))
      .join('\n');
  return signed
    .filter(({ name, times }) => forms(before, old, name, times) !== forms(after, now, name, times))
    .map(({ name }) => name);
}
