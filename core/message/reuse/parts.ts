/**
 * Which parts of a message are what somebody wrote, and which are files of it, when a draft is made of it that holds plain text alone; and
 * what such a draft cannot carry. rich-part.ts knows where it can be more. Total: any structure gives an answer. Reading the parts is the page's business.
 */
import { charsetDecoder } from '../../headers/charsets.ts';
import type { Part, Structure } from '../../mime/structure.ts';

/**
 * `html`: a formatted version beside the text. `from-html`: there was none but that, and the text is made from it. `images`: pictures of
 * the formatted version. `outside`: pictures from elsewhere. `signature`: it would not be valid any more. `encrypted`: what it says is not known here. `charset`, `long`: a
 * text that is attached instead. `cut`: parts that were not looked at.
 */
export type LeftOut =
  'html' | 'from-html' | 'images' | 'outside' | 'signature' | 'encrypted' | 'charset' | 'long' | 'cut';

export interface WrittenParts {
  /** in their order */
  readonly texts: readonly Part[];
  readonly files: readonly Part[];
  readonly leftOut: ReadonlySet<LeftOut>;
}

/** bytes on the wire of a text that is read into a draft */
export const LONGEST_TEXT = 10_000_000;

export function writtenParts({ parts, beyond }: Structure): WrittenParts {
  const children = new Map<number, Part[]>();
  for (const part of parts) {
    if (part.parent === null) continue;
    const siblings = children.get(part.parent);
    if (siblings === undefined) children.set(part.parent, [part]);
    else siblings.push(part);
  }
  const choice = new Choice((part) => children.get(part.index) ?? []);
  const [whole] = parts;
  if (whole !== undefined) choice.take(whole);
  if (beyond > 0 || parts.some(({ remarks }) => remarks.includes('too-deep'))) choice.leftOut.add('cut');
  return choice;
}

class Choice implements WrittenParts {
  readonly texts: Part[] = [];
  readonly files: Part[] = [];
  readonly leftOut = new Set<LeftOut>();
  readonly #childrenOf: (part: Part) => readonly Part[];

  constructor(childrenOf: (part: Part) => readonly Part[]) {
    this.#childrenOf = childrenOf;
  }

  take(part: Part): void {
    if (part.kind === 'multipart') this.#takeMultipart(part);
    else if (isWritten(part)) this.#takeText(part);
    else {
      if (part.mediaType === 'application/pkcs7-mime') this.leftOut.add('encrypted');
      this.files.push(part);
    }
  }

  #takeMultipart(multipart: Part): void {
    const children = this.#childrenOf(multipart);
    const [first, ...others] = children;
    switch (multipart.mediaType) {
      case 'multipart/alternative':
        this.#choose(children);
        return;
      // RFC 1847 §2.1: what is signed, and the signature.
      case 'multipart/signed':
        if (first !== undefined) this.take(first);
        if (others.length > 0) this.leftOut.add('signature');
        return;
      case 'multipart/encrypted':
        this.leftOut.add('encrypted');
        this.files.push(...children);
        return;
      default:
        for (const child of children) this.take(child);
    }
  }

  #takeText(text: Part): void {
    if (text.body.end - text.body.start > LONGEST_TEXT) this.leftOut.add('long');
    else if (text.charset !== null && charsetDecoder(text.charset) === null) this.leftOut.add('charset');
    else {
      if (text.mediaType === 'text/html') this.leftOut.add('from-html');
      this.texts.push(text);
      return;
    }
    this.files.push(text);
  }

  /** RFC 2046 §5.1.4 puts the richest last; here the plainest is what can be written on. */
  #choose(alternatives: readonly Part[]): void {
    const chosen =
      alternatives.find((one) => one.mediaType === 'text/plain') ??
      alternatives.findLast((one) => this.#holdsText(one)) ??
      alternatives.at(-1);
    for (const one of alternatives) {
      if (one === chosen) this.take(one);
      else this.#leave(one);
    }
  }

  #holdsText(part: Part): boolean {
    return part.kind === 'multipart'
      ? this.#childrenOf(part).some((one) => this.#holdsText(one))
      : isWritten(part);
  }

  /** A version that was not chosen: its words are left out, a file that somebody put into it is not. */
  #leave(part: Part): void {
    if (part.kind === 'multipart') for (const child of this.#childrenOf(part)) this.#leave(child);
    else if (isWritten(part) || FORMATTED.test(part.mediaType)) this.leftOut.add('html');
    else if (part.mediaType.startsWith('image/') && part.disposition !== 'attachment')
      this.leftOut.add('images');
    else this.files.push(part);
  }
}

const FORMATTED = /^text\/(?:x-amp-html|x-watch-html|enriched|richtext|rtf)$/;

const isWritten = ({ kind, mediaType, disposition, fileName }: Part): boolean =>
  kind === 'leaf' &&
  (mediaType === 'text/plain' || mediaType === 'text/html') &&
  disposition !== 'attachment' &&
  fileName === null;
