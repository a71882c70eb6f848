/** The parts of two messages, as far as they hold something: which part of the one is which of the other, by content first. Linear. */
import type { Content } from '../mime/contents.ts';
import type { Part, Structure } from '../mime/structure.ts';

/** `encoding`: the same content in another Content-Transfer-Encoding, or encoded in other lines. */
type PartRelation = 'same' | 'encoding' | 'changed' | 'added' | 'removed';

export interface PartRow {
  readonly relation: PartRelation;
  readonly before: Part | null;
  readonly after: Part | null;
}

export interface ComparedParts {
  readonly structure: Structure;
  /** by a part's index */
  readonly contents: ReadonlyMap<number, Content>;
}

/** In the order of the later message; what was removed comes last. */
export function compareParts(before: ComparedParts, after: ComparedParts): PartRow[] {
  const twins = new Map<Part, Part>();
  let left = leaves(before);
  let right = leaves(after);
  for (const key of [contentKey, typeKey]) {
    const waiting = new Map<string, Part[]>();
    for (const part of left.toReversed()) {
      const known = key(part, before);
      const alike = waiting.get(known);
      if (alike) alike.push(part);
      else waiting.set(known, [part]);
    }
    for (const part of right) {
      const twin = waiting.get(key(part, after))?.pop();
      if (twin !== undefined) twins.set(part, twin);
    }
    const taken = new Set(twins.values());
    left = left.filter((part) => !taken.has(part));
    right = right.filter((part) => !twins.has(part));
  }
  return [
    ...leaves(after).map((part): PartRow => {
      const twin = twins.get(part);
      if (twin === undefined) return { relation: 'added', before: null, after: part };
      return { relation: relationOf(twin, before, part, after), before: twin, after: part };
    }),
    ...left.map((part): PartRow => ({ relation: 'removed', before: part, after: null })),
  ];
}

const leaves = ({ structure }: ComparedParts): Part[] =>
  structure.parts.filter(({ kind, parent }) => kind === 'leaf' && !isWithinMessage(structure, parent));

/** A message in a message is one part here, compared as a whole: its own are the lens's on that message. */
function isWithinMessage(structure: Structure, parent: number | null): boolean {
  for (let at = parent; at !== null; at = structure.parts[at]?.parent ?? null)
    if (structure.parts[at]?.kind === 'message' && at !== 0) return true;
  return false;
}

/** What was not measured is like nothing else. */
const contentKey = (part: Part, { contents }: ComparedParts): string => {
  const content = contents.get(part.index);
  return content === undefined ? '' : `${part.mediaType} ${content.sha256}`;
};

const typeKey = ({ mediaType, fileName }: Part): string => `${mediaType} ${fileName ?? ''}`;

function relationOf(before: Part, old: ComparedParts, after: Part, now: ComparedParts): PartRelation {
  const isSame = contentKey(before, old) !== '' && contentKey(before, old) === contentKey(after, now);
  if (!isSame) return 'changed';
  const wire = (part: Part) => `${part.encoding} ${String(part.body.end - part.body.start)}`;
  return wire(before) === wire(after) ? 'same' : 'encoding';
}
