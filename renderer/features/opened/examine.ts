/**
 * What opened bytes are: a message, an mbox, or nothing that can be shown. Reads the header alone, piece by piece; a body of any size is
 * not touched.
 */
import { joined } from '#core/headers/bytes.ts';
import { HeaderEnd } from '#core/headers/header-end.ts';
import { beginsAsMbox } from '#core/headers/mbox.ts';
import { LIKENESS, looksLikeMessage } from '#core/headers/message-likeness.ts';
import { parseHeader } from '#core/headers/parse.ts';
import { queries } from '../../api.ts';
import { pieces } from '../lens/bytes/byte-pages.ts';
import { headerKey, type Header, type OpenedMessage } from '../lens/message.ts';
import type { SourceBytes } from './source-bytes.ts';

/** bytes: a hundred times the longest header of real mail */
export const MAX_HEADER = 32_000_000;
/** bytes: the source view counts in 32 bits */
export const MAX_MESSAGE = 4_000_000_000;

export type Refused = 'empty' | 'not-message' | 'header-too-large' | 'message-too-large';

export type Examined =
  | { readonly kind: 'message'; readonly message: OpenedMessage; readonly header: Header }
  | { readonly kind: 'mbox' }
  | { readonly kind: 'refused'; readonly why: Refused };

const refused = (why: Refused): Examined => ({ kind: 'refused', why });

export interface Named {
  readonly key: string;
  readonly name: string;
  readonly entry: OpenedMessage['entry'];
}

/** `anyway`: the user has seen that it does not look like a message, and wants to see it. */
export async function examine(
  bytes: SourceBytes,
  named: Named,
  { anyway = false, asMessage = false }: { readonly anyway?: boolean; readonly asMessage?: boolean } = {},
): Promise<Examined> {
  if (bytes.size === 0) return refused('empty');
  const head = await bytes.read(0, Math.min(LIKENESS, bytes.size));
  if (!asMessage && beginsAsMbox(head)) return { kind: 'mbox' };
  if (!anyway && !looksLikeMessage(head)) return refused('not-message');
  const header = await readHeader(bytes);
  if (header === undefined) return refused('header-too-large');
  if (bytes.size > MAX_MESSAGE) return refused('message-too-large');
  const message: OpenedMessage = {
    kind: 'opened',
    ...named,
    size: bytes.size,
    headerSize: header.bytes.length,
    read: bytes.read,
  };
  // The lens asks for it next.
  queries.setQueryData<Header>(headerKey(named.key), header);
  return { kind: 'message', message, header };
}

/** Undefined: it is longer than MAX_HEADER. */
async function readHeader({ size, read }: SourceBytes): Promise<Header | undefined> {
  const end = new HeaderEnd();
  const parts: Uint8Array[] = [];
  const never = new AbortController().signal;
  const until = Math.min(size, MAX_HEADER);
  let length = 0;
  let found: number | undefined;
  for await (const { bytes } of pieces(read, 0, until, never)) {
    parts.push(bytes);
    length += bytes.length;
    found = end.scan(bytes);
    if (found !== undefined) break;
  }
  if (found === undefined && length < size) return undefined;
  const bytes = joined(parts).slice(0, found);
  return { bytes, parsed: parseHeader(bytes) };
}
