/** What the mail view shows and tells: a message's HTML, cleaned, with the pictures that it brings along. Nothing in it names a place outside. */
import { z } from 'zod';
import { MAX_HTML, MAX_PICTURE_BYTES, MAX_PICTURES, PICTURE_TYPES } from './mail-view-bounds.ts';

/** Names one shown message; nobody can guess it. */
export const MailViewId = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .brand<'MailViewId'>();
export type MailViewId = z.infer<typeof MailViewId>;

export const MailBody = z.strictObject({
  html: z.string().max(MAX_HTML),
  /** by their places: the HTML names them `picture/0` */
  pictures: z
    .array(z.strictObject({ mediaType: z.enum(PICTURE_TYPES), bytes: z.instanceof(Uint8Array) }))
    .max(MAX_PICTURES)
    .refine((pictures) => pictures.reduce((sum, { bytes }) => sum + bytes.length, 0) <= MAX_PICTURE_BYTES),
});
export type MailBody = z.infer<typeof MailBody>;

const length = z.number().min(0).max(20_000);
/** CSS px of the page */
export const MailViewPlace = z.strictObject({
  x: length,
  y: length,
  width: length,
  height: length,
});
export type MailViewPlace = z.infer<typeof MailViewPlace>;

/**
 * `pointed`: the link under pointer or focus, by its place; null: none. `followed`: it was clicked; nothing has opened. `gone`: its process
 * has ended or did not answer any more, and the view with it.
 */
export const MailViewNews = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('pointed'), id: MailViewId, link: z.int().nullable() }),
  z.strictObject({ what: z.literal('followed'), id: MailViewId, link: z.int() }),
  z.strictObject({ what: z.literal('gone'), id: MailViewId }),
]);
export type MailViewNews = z.infer<typeof MailViewNews>;
