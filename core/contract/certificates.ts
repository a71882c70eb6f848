/** Certificates that the user picks from files: what the page learns of them. Private keys stay in main. */
import { z } from 'zod';

/** A PEM file of authorities, for an account's `tls.authorities`. */
export const PickedAuthorities = z.strictObject({
  name: z.string().max(255),
  pem: z.string().max(200_000),
  /** whose certificates they are, in their order */
  subjects: z.array(z.string()).max(100),
});
export type PickedAuthorities = z.infer<typeof PickedAuthorities>;

/** A PKCS#12 file that main has read; the handle is good in the window that asked, until another file is picked there. */
export const PickedFile = z.strictObject({ handle: z.ulid(), name: z.string().max(255) });
export type PickedFile = z.infer<typeof PickedFile>;
