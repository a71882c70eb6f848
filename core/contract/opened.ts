/** Files that are opened for reading: an opaque name for each, its size, and nothing of where it lies. */
import { z } from 'zod';
import { ULID } from '../message/ulid.ts';

/** Stands for an opened file as long as the window that opened it is there. */
export const OpenedFileId = z.string().regex(ULID).brand<'OpenedFileId'>();
export type OpenedFileId = z.infer<typeof OpenedFileId>;

/** `name` is the file's, without its folder. */
export const OpenedFile = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('open'),
    id: OpenedFileId,
    name: z.string(),
    /** bytes */
    size: z.int().nonnegative(),
  }),
  z.strictObject({
    state: z.literal('failed'),
    name: z.string(),
    reason: z.enum(['gone', 'unreadable', 'not-a-file']),
  }),
]);
export type OpenedFile = z.infer<typeof OpenedFile>;

/** `none`: there is no text; `no-header`: there is, and it is no header; `too-long`: more than MAX_PASTED. */
export const PastedText = z.discriminatedUnion('found', [
  z.strictObject({ found: z.literal('header'), bytes: z.instanceof(Uint8Array) }),
  z.strictObject({ found: z.enum(['none', 'no-header', 'too-long']) }),
]);
export type PastedText = z.infer<typeof PastedText>;
