/** Accounts from other programs and into a file: what the page learns before anything is stored. The accounts found stay in main. */
import { z } from 'zod';
import { SecretKind } from '../account/secrets.ts';
import { Security } from '../account/tls-policy.ts';

export const ImportPreview = z.strictObject({
  /** good in the window that asked, until it asks again */
  handle: z.ulid(),
  source: z.enum(['thunderbird', 'msmtp', 'mutt', 'url', 'facteur']).nullable(),
  accounts: z.array(
    z.strictObject({
      name: z.string(),
      host: z.string(),
      port: z.int(),
      security: Security,
      user: z.string(),
      /** addresses, at most three of `identities` */
      addresses: z.array(z.string()),
      identities: z.int(),
      /** the same server and user are known already, or stand above it */
      duplicate: z.boolean(),
      notes: z.array(z.enum(['password', 'oauth', 'method', 'address'])),
      /** which secrets come along; the secrets stay in main */
      secrets: z.array(SecretKind),
    }),
  ),
  problems: z.array(
    z.strictObject({
      line: z.int(),
      code: z.enum([
        'not-understood',
        'no-host',
        'bad-host',
        'bad-port',
        'bad-value',
        'unknown-account',
        'too-many',
        'nothing-found',
        'not-ours',
      ]),
      text: z.string(),
    }),
  ),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

/** A file that a passphrase opens: `transfer.unlock`. */
export const LockedFile = z.strictObject({ handle: z.ulid(), locked: z.literal(true), name: z.string() });
export type LockedFile = z.infer<typeof LockedFile>;

export const Passphrase = z.string().min(1).max(1000);
