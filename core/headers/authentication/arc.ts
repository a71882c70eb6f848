/** The ARC sets of a header (RFC 8617 §4): three fields an instance, which have to be whole, in a row from 1, and sealed. */
import { tagList } from '../values/tags.ts';
import { unfolded } from '../unfold.ts';
import type { FieldPlaces, PlacedField } from './places.ts';
import { readArcResults, type AuthenticationResults } from './results.ts';
import { readSignature, type Signature } from './signature.ts';

interface ArcSeal extends Signature {
  /** chain validation as the sealer found it: `none`, `pass`, `fail`, or what stands there */
  readonly chain: string;
}

export interface ArcSet {
  readonly instance: number;
  readonly seal: { readonly item: number; readonly seal: ArcSeal } | null;
  readonly message: { readonly item: number; readonly signature: Signature } | null;
  readonly results: { readonly item: number; readonly results: AuthenticationResults } | null;
}

const NAMES = ['ARC-Seal', 'ARC-Message-Signature', 'ARC-Authentication-Results'] as const;
type ArcName = (typeof NAMES)[number];

type ArcProblem =
  | { readonly code: 'missing' | 'repeated'; readonly instance: number; readonly field: ArcName }
  | { readonly code: 'gap'; readonly instance: number }
  | { readonly code: 'bad-chain'; readonly instance: number; readonly chain: string }
  | { readonly code: 'no-instance'; readonly field: ArcName }
  /** a later set stands below an earlier one: each sealer puts its own on top */
  | { readonly code: 'order'; readonly instance: number };

export interface ArcChain {
  /** by instance, the first sealer's first */
  readonly sets: readonly ArcSet[];
  readonly problems: readonly ArcProblem[];
}

/** §4.2.1: a chain has 50 sets at most. */
const MAX_SETS = 50;
const MAX_PROBLEMS = 20;

export function readArc(bytes: Uint8Array, places: FieldPlaces): ArcChain {
  const problems: ArcProblem[] = [];
  const byInstance = new Map<number, Partial<Record<ArcName, PlacedField>>>();
  for (const name of NAMES) {
    // A hostile header has any number of them: what lies beyond three chains' worth is not looked at.
    for (const placed of places.fields(name).slice(0, 3 * MAX_SETS)) {
      const instance = instanceOf(unfolded(bytes, placed.field), name);
      if (instance === null) problems.push({ code: 'no-instance', field: name });
      else {
        const set = byInstance.get(instance) ?? {};
        if (set[name]) problems.push({ code: 'repeated', instance, field: name });
        else set[name] = placed;
        byInstance.set(instance, set);
      }
    }
  }
  const sets = [...byInstance]
    .toSorted(([one], [other]) => one - other)
    .map(([instance, fields]) => setOf(bytes, places, instance, fields));
  problems.push(...chainProblems(sets));
  return { sets, problems: problems.slice(0, MAX_PROBLEMS) };
}

function instanceOf(text: string, name: ArcName): number | null {
  const found =
    name === 'ARC-Authentication-Results'
      ? readArcResults(text).instance
      : Number(/^\d{1,2}$/.exec(tagList(text).find((tag) => tag.name === 'i')?.value ?? '')?.[0] ?? 0);
  return found !== null && found >= 1 && found <= MAX_SETS ? found : null;
}

function setOf(
  bytes: Uint8Array,
  places: FieldPlaces,
  instance: number,
  fields: Partial<Record<ArcName, PlacedField>>,
): ArcSet {
  const read = <T>(name: ArcName, reader: (text: string) => T): (T & { item: number }) | null => {
    const placed = fields[name];
    return placed === undefined ? null : { ...reader(unfolded(bytes, placed.field)), item: placed.item };
  };
  return {
    instance,
    seal: read('ARC-Seal', (text) => ({
      seal: {
        ...readSignature(text, 'arc-seal', places),
        chain: (tagList(text).find(({ name }) => name === 'cv')?.value ?? '').toLowerCase(),
      },
    })),
    message: read('ARC-Message-Signature', (text) => ({
      signature: readSignature(text, 'arc-message', places),
    })),
    results: read('ARC-Authentication-Results', (text) => ({ results: readArcResults(text) })),
  };
}

function chainProblems(sets: readonly ArcSet[]): ArcProblem[] {
  const problems: ArcProblem[] = [];
  let expected = 1;
  let above: number | null = null;
  for (const { instance, seal, message, results } of sets) {
    if (instance > expected) problems.push({ code: 'gap', instance: expected });
    expected = instance + 1;
    if (seal === null) problems.push({ code: 'missing', instance, field: 'ARC-Seal' });
    if (message === null) problems.push({ code: 'missing', instance, field: 'ARC-Message-Signature' });
    if (results === null) problems.push({ code: 'missing', instance, field: 'ARC-Authentication-Results' });
    // §5.1.1: the first sealer finds no chain, each later one a valid one.
    const wanted = instance === 1 ? 'none' : 'pass';
    if (seal !== null && seal.seal.chain !== wanted)
      problems.push({ code: 'bad-chain', instance, chain: seal.seal.chain });
    const top: number | null = seal?.item ?? message?.item ?? results?.item ?? null;
    if (above !== null && top !== null && top > above) problems.push({ code: 'order', instance });
    above = top ?? above;
  }
  return problems;
}
