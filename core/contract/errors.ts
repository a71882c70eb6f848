/** The closed set of errors a call can end with. The page shows i18n `error.<code>`; nothing else crosses the border. */
import { z } from 'zod';

/** What is wrong with a draft that was to be sent; `field` names where, `value` what. Words: i18n `problem.<code>`. */
export const ProblemCode = z.enum([
  'no-recipient',
  'no-identity',
  'address-empty',
  'address-group',
  'address-no-at',
  'address-local-part',
  'address-local-part-long',
  'address-domain',
  'address-domain-not-qualified',
  'address-too-long',
  'address-line-break',
  /** its local part would make the header 8-bit (RFC 6532) */
  'address-not-ascii',
  'name-line-break',
  'subject-line-break',
  'too-many-recipients',
  'attachment-missing',
  'attachment-changed',
  'account-gone',
  'envid-not-printable',
  'envid-too-long',
  /** header fields of the message's own */
  'field-no-name',
  'field-name',
  'field-ours',
  'field-line-break',
  'field-not-ascii',
  'field-too-long',
]);
export type ProblemCode = z.infer<typeof ProblemCode>;

export const Problem = z.strictObject({
  code: ProblemCode,
  field: z.enum([
    'from',
    'reply-to',
    'return-path',
    'to',
    'cc',
    'bcc',
    'subject',
    'body',
    'attachments',
    'account',
    'host',
    /** a recipient of an envelope that is set by hand */
    'envelope',
    'envid',
    'headers',
  ]),
  value: z.string(),
});
export type Problem = z.infer<typeof Problem>;

export const AppError = z.discriminatedUnion('code', [
  /** the payload did not fit the contract: a defect of the page, or a stranger */
  z.strictObject({ code: z.literal('bad-request') }),
  z.strictObject({ code: z.literal('not-found') }),
  z.strictObject({ code: z.literal('draft-problems'), problems: z.array(Problem) }),
  /** another window saved this draft meanwhile */
  z.strictObject({ code: z.literal('draft-conflict') }),
  /** it would not go out as the bytes that were looked at: nothing was sent */
  z.strictObject({ code: z.literal('preview-outdated') }),
  z.strictObject({
    code: z.literal('keychain'),
    reason: z.enum(['unavailable', 'locked', 'cancelled', 'timed-out', 'key-missing', 'failed']),
  }),
  z.strictObject({ code: z.literal('disk'), reason: z.enum(['full', 'read-only', 'failed']) }),
  /** a file that the user picked */
  z.strictObject({
    code: z.literal('file'),
    reason: z.enum([
      'unreadable',
      'too-large',
      'no-certificates',
      'not-pkcs12',
      'wrong-passphrase',
      'unsupported',
      'no-certificate',
      'no-contacts',
      'gone',
      /** it is no longer the file that was opened */
      'changed',
      /** a folder, a device, a pipe */
      'not-a-file',
    ]),
  }),
  /** signing in with the browser; `said`: the provider's own words, no secret */
  z.strictObject({
    code: z.literal('oauth'),
    reason: z.enum([
      'incomplete',
      'unreachable',
      'not-a-provider',
      'no-browser',
      'timed-out',
      'denied',
      'wrong-issuer',
      'refused',
      'no-refresh-token',
      'account-changed',
    ]),
    said: z.string(),
  }),
  /** e.g. sending again what is being sent */
  z.strictObject({ code: z.literal('not-now') }),
  z.strictObject({ code: z.literal('cancelled') }),
  z.strictObject({ code: z.literal('unexpected') }),
]);
export type AppError = z.infer<typeof AppError>;

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError };

/** Thrown by services; the border turns it into the error half of a Result. Anything else becomes `unexpected`. */
export class AppFailure extends Error {
  readonly error: AppError;
  constructor(error: AppError, options?: ErrorOptions) {
    super(error.code, options);
    this.name = 'AppFailure';
    this.error = error;
  }
}
