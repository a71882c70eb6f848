/** Two bodies as octets: how much of a difference there is between them, and where it begins. What their parts say is parts.ts's matter. */
import { BodyCanonicalizer, type BodyDigest, type CanonicalBody } from './canonical.ts';

/**
 * `line-ends`: the same once line ends are. `end`: but for empty lines at the end, or its last line's end (§3.4.3). `white-space`: but for
 * that, and white space within lines and at their ends (§3.4.4). `differs`: a signature of the one does not hold for the other.
 */
export type BodyRelation = 'same' | 'line-ends' | 'end' | 'white-space' | 'differs';

export interface BodyComparison {
  readonly relation: BodyRelation;
  readonly before: CanonicalBody;
  readonly after: CanonicalBody;
  readonly firstDifference: FirstDifference | null;
}

export interface FirstDifference {
  /** bytes of the body before it */
  readonly offset: number;
  /** of the earlier message's body, from 1 */
  readonly line: number;
}

const LF = 10;

/** Takes the bodies side by side, each in pieces that begin at the same offset. Constant memory. */
export class BodyComparer {
  readonly #before: BodyCanonicalizer;
  readonly #after: BodyCanonicalizer;
  #offset = 0;
  #line = 1;
  #first: FirstDifference | null = null;

  constructor(newDigest: () => BodyDigest) {
    this.#before = new BodyCanonicalizer(newDigest);
    this.#after = new BodyCanonicalizer(newDigest);
  }

  push(before: Uint8Array, after: Uint8Array): void {
    if (this.#first === null) this.#look(before, after);
    this.#before.push(before);
    this.#after.push(after);
  }

  finish(): BodyComparison {
    const [before, after] = [this.#before.finish(), this.#after.finish()];
    return { relation: this.#relation(before, after), before, after, firstDifference: this.#first };
  }

  #look(before: Uint8Array, after: Uint8Array): void {
    const both = Math.min(before.length, after.length);
    let at = 0;
    while (at < both && before[at] === after[at]) {
      if (before[at] === LF) this.#line += 1;
      at += 1;
    }
    this.#offset += at;
    if (at < before.length || at < after.length) this.#first = { offset: this.#offset, line: this.#line };
  }

  #relation(before: CanonicalBody, after: CanonicalBody): BodyRelation {
    if (this.#first === null) return 'same';
    if (before.simple === after.simple)
      return before.emptyAtEnd === after.emptyAtEnd && before.ended === after.ended ? 'line-ends' : 'end';
    return before.relaxed === after.relaxed ? 'white-space' : 'differs';
  }
}
