/**
 * Which signed field was changed on the way? A signature says only that one was. But servers change fields in a few usual ways, and where
 * undoing one of them makes the signature hold, that was it, beyond doubt.
 */
import type { HeaderLine, ParsedSignature } from 'mailauth/lib/dkim/dkim-verifier.js';
import { getSigningHeaderLines } from 'mailauth/lib/tools.js';
import type { FieldChange } from '#core/contract/authentication.ts';

type Holds = (lines: readonly Pick<HeaderLine, 'line'>[]) => boolean;

interface Guess {
  readonly change: FieldChange;
  /** the header as it may have been */
  readonly before: readonly HeaderLine[];
}

/** Verifications for one signature; each costs about a tenth of a millisecond, and more where the signed fields are long. */
const MAX_GUESSES = 100;
/** Octets that are verified and lines that are looked at, over all guesses of one message: some tenths of a second. */
const MAX_EFFORT = 20_000_000;
const MAX_SHOWN = 200;
/** characters that are looked through for those that are shown */
const MAX_LOOKED_AT = 2000;

/** What may still be guessed about one message, whose signatures share it. */
export class Effort {
  #left = MAX_EFFORT;

  /** False: it is used up. */
  spend(amount: number): boolean {
    this.#left -= amount;
    return this.#left >= 0;
  }
}

/** Null: none of the usual changes, or none that was found with the effort that is left. */
export function changedField(
  header: readonly HeaderLine[],
  signature: ParsedSignature,
  holds: Holds,
  effort: Effort,
): FieldChange | null {
  const names = String(signature.parsed?.['h']?.value ?? '');
  const signedNames = names.split(':').map((name) => name.trim().toLowerCase());
  const signed = new Set(signedNames);
  // For each name all lines are walked.
  const steps = signedNames.length * header.length;
  let left = MAX_GUESSES;
  for (const { change, before } of guesses(header, signature, signed)) {
    left -= 1;
    if (left < 0 || !effort.spend(steps + signature.original.length)) return null;
    const lines = getSigningHeaderLines(before, names, true).headers;
    if (!effort.spend(lines.reduce((octets, { line }) => octets + line.length, 0))) return null;
    if (holds(lines)) return change;
  }
  return null;
}

function* guesses(
  header: readonly HeaderLine[],
  signature: ParsedSignature,
  signed: ReadonlySet<string>,
): Generator<Guess> {
  yield* copied(header, signature, signed);
  yield* marked(header, signed);
  yield* rewritten(header);
  yield* added(header, signed);
  yield* encoding(header, signed);
  yield* removed(header, signed);
}

const valueOf = ({ line, casedKey }: HeaderLine): string => {
  const text = line.toString('latin1');
  return text.slice(text.indexOf(':', casedKey.length - 1) + 1);
};

const withValue = (line: HeaderLine, value: string): HeaderLine => ({
  ...line,
  line: Buffer.from(`${line.casedKey}:${value}`, 'latin1'),
});

const replaced = (header: readonly HeaderLine[], at: number, line: HeaderLine): HeaderLine[] =>
  header.map((one, index) => (index === at ? line : one));

const shown = (text: string): string =>
  Buffer.from(text.slice(0, MAX_LOOKED_AT), 'latin1')
    .toString('utf8')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_SHOWN);

/** z= (RFC 6376 §3.5) repeats the fields as they were: `From:lea@…|Subject:=20Hello`. */
function* copied(
  header: readonly HeaderLine[],
  signature: ParsedSignature,
  signed: ReadonlySet<string>,
): Generator<Guess> {
  const copies = String(signature.parsed?.['z']?.value ?? '');
  if (copies === '') return;
  for (const copy of copies.split('|').slice(0, 50)) {
    const colon = copy.indexOf(':');
    const key = copy.slice(0, Math.max(0, colon)).trim().toLowerCase();
    const at = header.findLastIndex((line) => line.key === key);
    const line = header[at];
    if (line === undefined || !signed.has(key)) continue;
    const value = unquoted(copy.slice(colon + 1));
    yield {
      change: { code: 'differs', field: line.casedKey, was: shown(value) },
      before: replaced(header, at, withValue(line, value)),
    };
  }
}

/** DKIM-Quoted-Printable (§2.11) */
const unquoted = (text: string): string =>
  text
    .replaceAll(/\s+/g, '')
    .replaceAll(/=([0-9A-F]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));

/** `[list]`, `***SPAM***`, `[EXTERNAL]`, `EXTERNAL:`, in front or behind a `Re:`. */
const MARKS = [
  /^(\s*)(\[[^\]]{1,100}\])\s*/,
  /^(\s*)(\*{1,5}[^*]{1,40}\*{1,5})\s*/,
  /^(\s*)(\{[^}]{1,40}\})\s*/,
  /^(\s*)([A-Z][A-Z -]{2,30}:)\s*/,
  /^(\s*(?:re|fwd?|aw|wg|tr)\s?:\s*)(\[[^\]]{1,100}\])\s*/i,
];

function* marked(header: readonly HeaderLine[], signed: ReadonlySet<string>): Generator<Guess> {
  const at = header.findLastIndex(({ key }) => key === 'subject');
  const line = header[at];
  if (line === undefined || !signed.has('subject')) return;
  const value = valueOf(line);
  for (const mark of MARKS) {
    const found = mark.exec(value);
    if (found === null) continue;
    const [whole, lead = '', was = ''] = found;
    const before = `${lead}${value.slice(whole.length)}`;
    yield {
      change: { code: 'marked', field: line.casedKey, was: shown(was) },
      before: replaced(header, at, withValue(line, before)),
    };
  }
}

/** Lists that put their own address into From keep the author's elsewhere. */
const KEPT_IN = ['x-original-from', 'x-original-sender', 'original-from', 'reply-to'];

function* rewritten(header: readonly HeaderLine[]): Generator<Guess> {
  const at = header.findLastIndex(({ key }) => key === 'from');
  const from = header[at];
  if (from === undefined) return;
  for (const name of KEPT_IN) {
    const kept = header.find(({ key }) => key === name);
    if (kept === undefined) continue;
    yield {
      change: { code: 'rewritten', field: from.casedKey, was: kept.casedKey },
      before: replaced(header, at, withValue(from, valueOf(kept))),
    };
  }
}

/** A second field of a name that is signed, whichever of them is the new one. */
function* added(header: readonly HeaderLine[], signed: ReadonlySet<string>): Generator<Guess> {
  for (const [at, line] of header.entries()) {
    if (!signed.has(line.key)) continue;
    yield {
      change: { code: 'added', field: line.casedKey, was: shown(valueOf(line)) },
      before: header.filter((_, index) => index !== at),
    };
  }
}

const ENCODINGS = ['7bit', '8bit', 'quoted-printable', 'base64'];

function* encoding(header: readonly HeaderLine[], signed: ReadonlySet<string>): Generator<Guess> {
  const at = header.findLastIndex(({ key }) => key === 'content-transfer-encoding');
  const line = header[at];
  if (line === undefined || !signed.has('content-transfer-encoding')) return;
  for (const was of ENCODINGS)
    yield {
      change: { code: 'differs', field: line.casedKey, was },
      before: replaced(header, at, withValue(line, ` ${was}`)),
    };
}

/** Fields that are signed, missing, and nearly always read the same. */
const USUAL = [
  { casedKey: 'MIME-Version', value: '1.0' },
  { casedKey: 'Content-Transfer-Encoding', value: '7bit' },
  { casedKey: 'Content-Transfer-Encoding', value: '8bit' },
];

function* removed(header: readonly HeaderLine[], signed: ReadonlySet<string>): Generator<Guess> {
  for (const { casedKey, value } of USUAL) {
    const key = casedKey.toLowerCase();
    if (!signed.has(key) || header.some((line) => line.key === key)) continue;
    yield {
      change: { code: 'removed', field: casedKey, was: value },
      before: [...header, { key, casedKey, line: Buffer.from(`${casedKey}: ${value}`) }],
    };
  }
}
