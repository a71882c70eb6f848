/** What a verification of a message found, asked of the DNS by the user's word. Words: i18n `authentication`. */
import { z } from 'zod';
import { StoredMessageId, SubmissionId } from '../message/ids.ts';
import { ULID } from '../message/ulid.ts';

/** As the lens names what it shows. */
export const VerifiedMessage = z.strictObject({ messageId: StoredMessageId, submissionId: SubmissionId });

/** Stands for bytes that a window feeds. */
export const FedId = z.string().regex(ULID).brand<'FedId'>();
export type FedId = z.infer<typeof FedId>;

/** RFC 8601 §2.7 */
const Verdict = z.enum(['pass', 'fail', 'softfail', 'neutral', 'none', 'policy', 'temperror', 'permerror']);
export type Verdict = z.infer<typeof Verdict>;

export const SignatureFailure = z.enum([
  'body-changed',
  'header-changed',
  'expired',
  'no-key',
  'revoked-key',
  'unusable-key',
  'key-not-for-this',
  'short-key',
  'weak-algorithm',
  'from-unsigned',
  'unreadable',
  'not-asked',
  'dns',
]);
export type SignatureFailure = z.infer<typeof SignatureFailure>;

/**
 * A change without which the signature holds, so that it is certain. `added`: a field of this name; `removed`: one that read `was`;
 * `marked`: `was` stands in front of its value; `rewritten`: its value stands in the field `was` now; `differs`: it read `was`.
 */
const FieldChange = z.strictObject({
  code: z.enum(['added', 'removed', 'marked', 'rewritten', 'differs']),
  field: z.string(),
  was: z.string(),
});
export type FieldChange = z.infer<typeof FieldChange>;

/** `appended`: without the last `bytes` it is the body that was signed; `whitespace`: only spaces at line ends differ. */
const BodyChange = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('appended'), bytes: z.int(), text: z.string() }),
  z.strictObject({ code: z.literal('whitespace') }),
  z.strictObject({ code: z.literal('unknown') }),
]);
export type BodyChange = z.infer<typeof BodyChange>;

export const VerifiedSignature = z.strictObject({
  result: Verdict,
  failure: SignatureFailure.nullable(),
  /** an answer of the DNS that is no record: its code */
  said: z.string(),
  /** the signature over the header, whatever became of the body; null: it could not be tried */
  headerHolds: z.boolean().nullable(),
  change: FieldChange.nullable(),
  /** signed fields that no signature that holds covers: one of them was changed */
  suspects: z.array(z.string()),
  bodyChange: BodyChange.nullable(),
  keyType: z.enum(['rsa', 'ed25519']).nullable(),
  /** bits of an RSA key */
  keyBits: z.int().nullable(),
  keyRecord: z.string(),
  /** the domain says that it is only trying (t=y) */
  testing: z.boolean(),
  /** with the author's domain, as DMARC's record asks for */
  aligned: z.boolean(),
  /** bytes of the body behind what l= covers */
  unsigned: z.int().nullable(),
});
export type VerifiedSignature = z.infer<typeof VerifiedSignature>;

const VerifiedArc = z.strictObject({
  result: Verdict,
  instance: z.int(),
  /** the library's words for what broke it */
  said: z.string(),
});

const VerifiedSpf = z.strictObject({
  /** null: not evaluated, since the address that the message came from is unknown */
  result: Verdict.nullable(),
  domain: z.string(),
  address: z.string().nullable(),
  record: z.string(),
  aligned: z.boolean(),
});

const VerifiedDmarc = z.strictObject({
  /** null: it cannot be asked, since From names no domain or several */
  result: Verdict.nullable(),
  domain: z.string(),
  /** where the record stands */
  policyDomain: z.string(),
  policy: z.enum(['none', 'quarantine', 'reject']).nullable(),
  record: z.string(),
});

const Question = z.strictObject({
  name: z.string(),
  type: z.string(),
  answer: z.enum(['records', 'none', 'failed']),
});

export const AuthenticationReport = z.strictObject({
  /** ms since the epoch */
  at: z.number(),
  /** of each DKIM-Signature, in the header's order; those beyond the first ten are not asked about */
  signatures: z.array(VerifiedSignature),
  arc: VerifiedArc.nullable(),
  spf: VerifiedSpf.nullable(),
  dmarc: VerifiedDmarc,
  asked: z.array(Question),
});
export type AuthenticationReport = z.infer<typeof AuthenticationReport>;
