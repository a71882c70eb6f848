/** The lines of one part, judged by its Content-Transfer-Encoding and charset (RFC 2045 §6): the first fault of each kind and their count. */
import { utf8Length } from '../../bytes.ts';
import { parameterOf, type Entity } from './entity.ts';

type LeafFault =
  | 'qp-long'
  | 'qp-escape'
  | 'qp-space'
  | 'base64-long'
  | 'base64-alphabet'
  | 'base64-padding'
  | 'eight-bit'
  | 'not-utf8';

export interface LeafFacts {
  /** byte offset in the message where the part's body begins */
  readonly at: number;
  readonly faults: ReadonlyMap<LeafFault, { readonly first: number; readonly count: number }>;
  readonly eightBit: boolean;
  /** a multipart whose closing delimiter was seen */
  readonly closed: boolean;
}

/** As it is to be searched for; null: there is none that could. */
export function boundaryOf({ type }: Entity): string | null {
  const boundary = parameterOf(type, 'boundary')?.value.trimEnd() ?? '';
  return boundary === '' || boundary.length > 200 ? null : boundary;
}

const BASE64 = new Uint8Array(256);
for (const mark of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
  BASE64[mark.charCodeAt(0)] = 1;
BASE64[0x3d] = 2;

const LONGEST = 76;
const isHex = (octet: number | undefined) =>
  octet !== undefined && ((octet >= 48 && octet <= 57) || (octet >= 65 && octet <= 70));

export class LeafReader {
  readonly #entity: Entity;
  readonly #at: number;
  readonly #faults = new Map<LeafFault, { first: number; count: number }>();
  readonly #isUtf8: boolean;
  #eightBit = false;
  /** base64 letters so far, and whether padding has ended them */
  #letters = 0;
  #padding = 0;

  constructor(entity: Entity, at: number) {
    this.#entity = entity;
    this.#at = at;
    this.#isUtf8 = /^utf-?8$/i.test(parameterOf(entity.type, 'charset')?.value ?? '');
  }

  /** `whole`: false for a line of which only the beginning was kept. */
  line(line: readonly number[], at: number, whole: boolean): void {
    const { encoding } = this.#entity;
    if (encoding === 'quoted-printable') this.#quotedPrintable(line, at, whole);
    else if (encoding === 'base64') this.#base64(line, at);
    else this.#plain(line, at);
  }

  end(): void {
    const letters = this.#letters + this.#padding;
    if (this.#entity.encoding === 'base64' && letters > 0 && letters % 4 !== 0)
      this.#fault('base64-padding', this.#at);
    this.#entity.leaf ??= { at: this.#at, faults: this.#faults, eightBit: this.#eightBit, closed: false };
  }

  #fault(fault: LeafFault, at: number): void {
    const held = this.#faults.get(fault);
    if (held) held.count += 1;
    else this.#faults.set(fault, { first: at, count: 1 });
  }

  #plain(line: readonly number[], at: number): void {
    if (!line.some((octet) => octet >= 0x80)) return;
    this.#eightBit = true;
    if (this.#entity.encoding === '7bit') this.#fault('eight-bit', at);
    if (!this.#isUtf8) return;
    const bytes = Uint8Array.from(line);
    for (let index = 0; index < bytes.length;) {
      const length = utf8Length(bytes, index, bytes.length);
      // The end of a line that was cut may cut a character.
      if (length === 0 && index + 4 < bytes.length) {
        this.#fault('not-utf8', at);
        return;
      }
      index += Math.max(length, 1);
    }
  }

  #quotedPrintable(line: readonly number[], at: number, whole: boolean): void {
    if (line.length > LONGEST) this.#fault('qp-long', at);
    const last = line.at(-1);
    if (whole && (last === 0x20 || last === 0x09)) this.#fault('qp-space', at);
    for (const [index, octet] of line.entries()) {
      if (octet >= 0x80) {
        this.#fault('qp-escape', at);
        return;
      }
      if (octet !== 0x3d || index === line.length - 1) continue;
      const soft = line.slice(index + 1).every((one) => one === 0x20 || one === 0x09);
      if (!soft && !(isHex(line[index + 1]) && isHex(line[index + 2]))) {
        this.#fault('qp-escape', at);
        return;
      }
    }
  }

  #base64(line: readonly number[], at: number): void {
    if (line.length > LONGEST) this.#fault('base64-long', at);
    for (const octet of line) {
      const kind = BASE64[octet];
      if (kind === 1 && this.#padding === 0) this.#letters += 1;
      else if (kind === 2) this.#padding += 1;
      else {
        this.#fault('base64-alphabet', at);
        return;
      }
    }
  }
}
