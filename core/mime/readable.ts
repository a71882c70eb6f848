/**
 * Which parts of a message are there to be read, which of them a mail program would show first (RFC 2046 §5.1.4), and which pictures
 * belong to one of them (RFC 2387, RFC 2392). What is in them is not looked at.
 */
import type { Part, Structure } from './structure.ts';

export interface ReadableParts {
  /** text/html and text/plain that no one calls an attachment, in the order of the message */
  readonly parts: readonly Part[];
  /** the one to begin with; undefined: there is none */
  readonly preferred: Part | undefined;
}

const isReadable = ({ kind, mediaType, disposition }: Part) =>
  kind === 'leaf' &&
  (mediaType === 'text/html' || mediaType === 'text/plain') &&
  disposition !== 'attachment';

export function readableParts(structure: Structure): ReadableParts {
  const parts = structure.parts.filter(isReadable);
  const [first] = parts;
  if (first === undefined) return { parts, preferred: undefined };
  const choice = ancestors(structure, first).findLast(
    ({ mediaType }) => mediaType === 'multipart/alternative',
  );
  if (choice === undefined) return { parts, preferred: first };
  const versions = parts.filter(
    (part) =>
      enclosingMessage(structure, part) === enclosingMessage(structure, first) &&
      ancestors(structure, part).includes(choice),
  );
  // The last one is the richest of those that the program knows.
  return {
    parts,
    preferred: versions.findLast(({ mediaType }) => mediaType === 'text/html') ?? versions.at(-1),
  };
}

/** Pictures that the text can name by their Content-ID, without its angle brackets. Of two with one name that in the same related counts. */
export function picturesFor(structure: Structure, text: Part): ReadonlyMap<string, Part> {
  const message = enclosingMessage(structure, text);
  const related = ancestors(structure, text).find(({ mediaType }) => mediaType === 'multipart/related');
  const named = new Map<string, Part>();
  const near = new Set<string>();
  for (const part of structure.parts) {
    if (part.kind !== 'leaf' || part.contentId === null || !isPicture(part)) continue;
    if (enclosingMessage(structure, part) !== message) continue;
    const name = contentIdName(part.contentId);
    const isNear = related !== undefined && ancestors(structure, part).includes(related);
    if (named.has(name) && (!isNear || near.has(name))) continue;
    named.set(name, part);
    if (isNear) near.add(name);
  }
  return named;
}

/** `<a@b>` → `a@b` */
const contentIdName = (contentId: string) => contentId.trim().replace(/^</, '').replace(/>$/, '');

/** A cid: address's name (RFC 2392 §2): percent signs undone; null for another address. */
export function cidName(address: string): string | null {
  const named = /^\s*cid:([^]*)$/i.exec(address)?.[1]?.trim();
  if (named === undefined) return null;
  try {
    return decodeURIComponent(named);
  } catch {
    return named;
  }
}

const isPicture = ({ mediaType, fileName }: Part) =>
  mediaType.startsWith('image/') ||
  // Some programs give every file this type.
  (mediaType === 'application/octet-stream' && /\.(?:png|jpe?g|gif|webp|bmp)$/i.test(fileName ?? ''));

/** From the nearest one outwards. */
function ancestors(structure: Structure, part: Part): Part[] {
  const found: Part[] = [];
  for (
    let above = part.parent === null ? undefined : structure.parts[part.parent];
    above !== undefined;
    above = above.parent === null ? undefined : structure.parts[above.parent]
  )
    found.push(above);
  return found;
}

/** Index of the message that the part is of: the outermost one, or one that it carries. */
const enclosingMessage = (structure: Structure, part: Part): number =>
  ancestors(structure, part).find(({ kind }) => kind === 'message')?.index ?? 0;
