/**
 * What a start of the program, or a link that the system hands over, asks to be written: `mailto:` addresses, and with `--compose` addresses
 * and files to attach. A link can name no file: only the user's own command line can.
 */
import path from 'node:path';
import { parseAddressList } from '#core/message/address-list.ts';
import { type Letter, parseMailto } from '#core/message/mailto.ts';
import type { Arguments } from '../arguments.ts';

export interface AskedToWrite {
  readonly letter: Letter;
  /** absolute paths of what is to be attached */
  readonly files: readonly string[];
}

const BLANK: Letter = { to: [], cc: [], bcc: [], subject: '', body: '', inReplyTo: null, leftOut: [] };

/** A page full of links must not fill the window with drafts. */
const MOST = 5;

export function lettersAsked({
  operands,
  folder,
  compose,
}: Pick<Arguments, 'operands' | 'folder' | 'compose'>): AskedToWrite[] {
  const links = operands.flatMap((operand) => {
    const letter = parseMailto(operand);
    return letter === null ? [] : [{ letter, files: [] }];
  });
  if (!compose) return links.slice(0, MOST);
  const others = operands.filter((operand) => operand !== '' && parseMailto(operand) === null);
  const [first, ...more] = links;
  const letter = first?.letter ?? BLANK;
  const to = others.filter(isAddress).flatMap((address) => parseAddressList(address));
  const files = others.filter((one) => !isAddress(one) && !one.includes('\0'));
  return [
    {
      letter: { ...letter, to: [...letter.to, ...to] },
      files: files.map((file) => path.resolve(folder, file)),
    },
    ...more,
  ].slice(0, MOST);
}

/** A path with an @ in it is written with its folder: `./a@b.txt`. */
const isAddress = (operand: string): boolean => operand.includes('@') && !/[/\\]/.test(operand);
