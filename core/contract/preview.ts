/** A draft as the message that Send would hand over: built once, its bytes behind an id. */
import { z } from 'zod';
import { Envelope } from '../message/envelope-schema.ts';
import { StoredMessageId } from '../message/ids.ts';

export const PreviewView = z.strictObject({
  /** it will be the message's, once it is sent */
  id: StoredMessageId,
  /** bytes */
  size: z.int(),
  headerSize: z.int(),
  sha256: z.string(),
  /** what its Date field says, ms since the epoch */
  date: z.number(),
  /** ms since the epoch: from then on its Date would be too old, and Send builds another one */
  goodUntil: z.number(),
  envelope: Envelope,
});
export type PreviewView = z.infer<typeof PreviewView>;
