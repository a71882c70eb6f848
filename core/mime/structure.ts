/**
 * The MIME tree of a message (RFC 2045, RFC 2046): what scanner.ts finds. Offsets are bytes of the whole message; the segments, one behind
 * the other, are the message again.
 */
import type { ByteRange } from '../headers/bytes.ts';
import type { Entity, EntityRemark } from './entity.ts';

/**
 * `no-boundary`: a multipart without one. `unclosed`: its last boundary line is missing. `encoded-container`: its encoding is one that
 * RFC 2045 §6.4 forbids; it is read as it stands. `header-unfinished`: no empty line ends its header. `header-too-long`: only its beginning
 * was read. `too-deep`: what is in it was not looked at.
 */
export type PartRemark =
  | EntityRemark
  | 'no-boundary'
  | 'unclosed'
  | 'encoded-container'
  | 'header-unfinished'
  | 'header-too-long'
  | 'too-deep';

export interface Part extends Omit<Entity, 'remarks'> {
  /** place among the structure's parts; the message itself is 0 */
  readonly index: number;
  /** the multipart or message that holds it; null: the message itself */
  readonly parent: number | null;
  readonly depth: number;
  /** `2.1`: the first part of the second; empty for the message itself */
  readonly number: string;
  readonly kind: 'leaf' | 'multipart' | 'message';
  /** with the empty line */
  readonly header: ByteRange;
  /** as on the wire; the line end before a boundary belongs to the boundary (RFC 2046 §5.1.1) */
  readonly body: ByteRange;
  readonly remarks: readonly PartRemark[];
}

/** `delimiter`: a boundary line with the line end before it. `beyond`: what is behind the last part that is listed. */
export interface Segment extends ByteRange {
  readonly kind: 'header' | 'body' | 'preamble' | 'delimiter' | 'epilogue' | 'beyond';
  /** for preamble, delimiter and epilogue the multipart's */
  readonly part: number;
}

export interface Structure {
  /** bytes */
  readonly size: number;
  /** in the order of the message */
  readonly parts: readonly Part[];
  readonly segments: readonly Segment[];
  /** boundary lines of further parts behind the last one that is listed */
  readonly beyond: number;
}

export const MAX_PARTS = 10_000;
export const MAX_DEPTH = 50;
/** bytes of one part's header that are read */
export const MAX_PART_HEADER = 4_000_000;
