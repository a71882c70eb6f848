/** What main asks of the thread that seals and opens files, and what it answers. */
import { z } from 'zod';

export const AgeJob = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('seal'), passphrase: z.string(), text: z.string() }),
  z.strictObject({ kind: z.literal('open'), passphrase: z.string(), bytes: z.instanceof(Uint8Array) }),
]);
export type AgeJob = z.infer<typeof AgeJob>;

export const AgeAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sealed'), bytes: z.instanceof(Uint8Array) }),
  z.strictObject({ kind: z.literal('opened'), text: z.string() }),
  z.strictObject({ kind: z.literal('failed'), reason: z.enum(['wrong-passphrase', 'unreadable']) }),
]);
export type AgeAnswer = z.infer<typeof AgeAnswer>;
