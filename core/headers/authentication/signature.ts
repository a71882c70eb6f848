/**
 * A DKIM-Signature's tags (RFC 6376 §3.5), or those of ARC's two signatures (RFC 8617 §4.1), as facts: who signs, with what, and which
 * fields of this header it covers. Nothing is verified here.
 */
import { tagList } from '../values/tags.ts';
import type { FieldPlaces } from './places.ts';

export interface SignedField {
  /** as written in h= */
  readonly name: string;
  /** how often h= names it; each time stands for one more instance, from the bottom up (§5.4.2) */
  readonly times: number;
  /** places among the header's items of the instances that are signed */
  readonly items: readonly number[];
  /** instances that nothing signs: whoever adds one does not break the signature */
  readonly unsigned: number;
  /** named once more than it is there: adding one breaks the signature */
  readonly oversigned: boolean;
}

type SignatureProblem =
  | { readonly code: 'missing-tag' | 'repeated-tag' | 'bad-number'; readonly tag: string }
  | { readonly code: 'bad-version' | 'unknown-algorithm' | 'sha1' | 'from-unsigned' | 'identity-outside' };

export interface Signature {
  /** empty where the tag is missing, as below */
  readonly domain: string;
  readonly selector: string;
  readonly algorithm: string;
  /** i=, `@d` where it is not told */
  readonly identity: string;
  readonly headerCanonicalization: string;
  readonly bodyCanonicalization: string;
  readonly signed: readonly SignedField[];
  /** more names in h= than are looked at */
  readonly more: number;
  /** l= in bytes of the canonicalised body; null: the whole body */
  readonly bodyLength: number | null;
  /** ms since the epoch, as `expiresAt` */
  readonly signedAt: number | null;
  readonly expiresAt: number | null;
  readonly bodyHash: string;
  readonly value: string;
  readonly problems: readonly SignatureProblem[];
}

export type SignatureKind = 'dkim' | 'arc-message' | 'arc-seal';

const REQUIRED: Readonly<Record<SignatureKind, readonly string[]>> = {
  dkim: ['v', 'a', 'b', 'bh', 'd', 'h', 's'],
  'arc-message': ['i', 'a', 'b', 'bh', 'd', 'h', 's'],
  'arc-seal': ['i', 'a', 'b', 'cv', 'd', 's'],
};
/** No honest signature names more fields. */
const MAX_NAMES = 200;

export function readSignature(text: string, kind: SignatureKind, places: FieldPlaces): Signature {
  const { values, repeated } = tagValues(text);
  const value = (name: string) => values.get(name) ?? '';
  const { time, problems: numbers } = numbersIn(values);
  const domain = value('d');
  const identity = kind === 'dkim' && value('i') !== '' ? value('i') : `@${domain}`;
  const [headerCanonicalization = 'simple', bodyCanonicalization = 'simple'] = canonicalization(value('c'));
  const names = kind === 'arc-seal' ? [] : value('h').split(':');
  const signed = signedFields(names.slice(0, MAX_NAMES), places);
  const problems: SignatureProblem[] = [
    ...REQUIRED[kind]
      .filter((tag) => value(tag) === '')
      .map((tag) => ({ code: 'missing-tag', tag }) as const),
    ...repeated.map((tag) => ({ code: 'repeated-tag', tag }) as const),
    ...numbers,
  ];
  const algorithm = value('a').toLowerCase();
  if (kind === 'dkim' && values.has('v') && value('v') !== '1') problems.push({ code: 'bad-version' });
  // RFC 8301 §3.1
  if (algorithm === 'rsa-sha1') problems.push({ code: 'sha1' });
  else if (algorithm !== '' && !/^(?:rsa|ed25519)-sha256$/.test(algorithm))
    problems.push({ code: 'unknown-algorithm' });
  if (kind !== 'arc-seal' && !signed.some(({ name }) => name.toLowerCase() === 'from'))
    problems.push({ code: 'from-unsigned' });
  if (!isWithin(identity.slice(identity.lastIndexOf('@') + 1), domain))
    problems.push({ code: 'identity-outside' });
  return {
    domain,
    selector: value('s'),
    algorithm: value('a'),
    identity,
    headerCanonicalization,
    bodyCanonicalization,
    signed,
    more: Math.max(0, names.length - MAX_NAMES),
    bodyLength: values.has('l') && /^\d{1,76}$/.test(value('l')) ? Number(value('l')) : null,
    signedAt: time('t'),
    expiresAt: time('x'),
    bodyHash: value('bh'),
    value: value('b'),
    problems,
  };
}

/** The first of each name counts; a second one makes the list invalid (§3.2). */
function tagValues(text: string): { values: ReadonlyMap<string, string>; repeated: readonly string[] } {
  const values = new Map<string, string>();
  const repeated = new Set<string>();
  for (const { name, value } of tagList(text)) {
    if (values.has(name)) repeated.add(name);
    else values.set(name, value);
  }
  return { values, repeated: [...repeated].slice(0, 10) };
}

/** Digits that a date can hold; more are no time. */
const TIME = /^\d{1,12}$/;

function numbersIn(values: ReadonlyMap<string, string>): {
  time: (tag: string) => number | null;
  problems: SignatureProblem[];
} {
  const number = { t: TIME, x: TIME, l: /^\d{1,76}$/ };
  return {
    time: (tag) => {
      const digits = values.get(tag) ?? '';
      return TIME.test(digits) ? Number(digits) * 1000 : null;
    },
    problems: Object.entries(number)
      .filter(([tag, digits]) => values.has(tag) && !digits.test(values.get(tag) ?? ''))
      .map(([tag]) => ({ code: 'bad-number', tag })),
  };
}

/** `relaxed` alone is relaxed/simple (§3.5). */
const canonicalization = (c: string): string[] =>
  c
    .toLowerCase()
    .split('/')
    .map((part) => part.trim() || 'simple');

function signedFields(names: readonly string[], places: FieldPlaces): SignedField[] {
  const counted = new Map<string, { name: string; times: number }>();
  for (const written of names) {
    const name = written.trim();
    if (name === '') continue;
    const seen = counted.get(name.toLowerCase());
    if (seen) seen.times += 1;
    else counted.set(name.toLowerCase(), { name, times: 1 });
  }
  return Array.from(counted.values(), ({ name, times }) => {
    const there = places.named(name);
    const items = there.slice(Math.max(0, there.length - times));
    return { name, times, items, unsigned: there.length - items.length, oversigned: times > there.length };
  });
}

function isWithin(domain: string, parent: string): boolean {
  const [inner, outer] = [domain.toLowerCase(), parent.toLowerCase()];
  return inner === outer || inner.endsWith(`.${outer}`);
}
