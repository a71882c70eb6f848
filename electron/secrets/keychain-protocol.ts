/**
 * What main and the keychain process say to each other. The process is started for one request, says `ready` once the native library
 * is loaded, is given the request, answers it, and is ended: a call into a keychain may hang or crash, and takes nothing else with it.
 */
import { z } from 'zod';

/** `entry` names the key; `value` is the key in base64, nothing else is ever put there. */
export const KeychainRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('read'), entry: z.string().min(1) }),
  z.strictObject({ kind: z.literal('write'), entry: z.string().min(1), value: z.base64().length(44) }),
]);
export type KeychainRequest = z.infer<typeof KeychainRequest>;

export const KeychainMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  /** null: there is no such entry, and the keychain was open when it was looked for */
  z.strictObject({ kind: z.literal('read'), value: z.string().nullable() }),
  /** written, and read back the same */
  z.strictObject({ kind: z.literal('written') }),
  z.strictObject({
    kind: z.literal('failed'),
    reason: z.enum(['unavailable', 'locked', 'cancelled', 'failed']),
  }),
]);
export type KeychainMessage = z.infer<typeof KeychainMessage>;

/** The name under which the system's keychain lists our entries. */
export const KEYCHAIN_SERVICE = 'Facteur';
