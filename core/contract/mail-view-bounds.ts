/** What the mail view takes, for page and contract: apart from the schemas, so that the page does not load zod for it. */

export const PICTURE_TYPES = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'image/svg+xml',
] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

/** bytes of all pictures of one message together */
export const MAX_PICTURE_BYTES = 32 << 20;
export const MAX_PICTURES = 200;
/** UTF-16 units of HTML */
export const MAX_HTML = 8_000_000;
