/** The words for one SMTP exchange: steps, replies, transcript lines, TLS facts, diagnosis. Shared by session, journal, records and window. */
import { z } from 'zod';
import { SituationCode } from './situations/vocabulary.ts';

/** The steps of an attempt in their order; a failure names the one it happened in. */
export const SmtpStep = z.enum([
  'settings',
  'dns',
  'tcp',
  'tls',
  'greeting',
  'ehlo',
  'starttls',
  'sign-in',
  'mail',
  'rcpt',
  'data',
  'reply',
]);
export type SmtpStep = z.infer<typeof SmtpStep>;

/** A complete reply (RFC 5321 §4.2). `lines` are the server's words without code and separator; `enhanced` is RFC 3463's, if there is one. */
export const Reply = z.strictObject({
  code: z.int().min(200).max(599),
  enhanced: z.string().nullable(),
  lines: z.array(z.string()),
});
export type Reply = z.infer<typeof Reply>;

/** One line of the conversation. Secrets never enter it: they are replaced before a line is made. */
export const TranscriptLine = z.strictObject({
  /** ms since the attempt began */
  at: z.number().nonnegative(),
  /** `note` is said by nobody on the wire: "2,912,448 bytes", "TLS begins". */
  from: z.enum(['client', 'server', 'note']),
  text: z.string(),
});
export type TranscriptLine = z.infer<typeof TranscriptLine>;

/** How long each step took, in ms, in the order they happened. */
export const StepTiming = z.strictObject({ step: SmtpStep, startedAt: z.number(), ms: z.number() });
export type StepTiming = z.infer<typeof StepTiming>;

export const CertificateFacts = z.strictObject({
  subject: z.string(),
  issuer: z.string(),
  names: z.array(z.string()),
  /** ISO 8601 */
  validFrom: z.string(),
  validTo: z.string(),
  /** upper-case hex pairs with colons, as openssl prints them */
  fingerprint256: z.string(),
});
export type CertificateFacts = z.infer<typeof CertificateFacts>;

/** What is wrong with a certificate, each reason on its own (RFC 5280 §6, RFC 9525 §6). */
export const CertificateProblem = z.enum([
  'expired',
  'not-yet-valid',
  'wrong-host',
  'self-signed',
  'unknown-issuer',
  'other',
]);
export type CertificateProblem = z.infer<typeof CertificateProblem>;

export const TlsFacts = z.strictObject({
  version: z.string(),
  cipher: z.string(),
  /** e.g. X25519; null where the runtime does not say */
  keyExchange: z.string().nullable(),
  alpn: z.string().nullable(),
  serverName: z.string(),
  verified: z.boolean(),
  /** Verified by the fingerprint pinned for this account, not by a chain. */
  pinned: z.boolean(),
  /** Node's code, e.g. CERT_HAS_EXPIRED; null when verified */
  problem: z.string().nullable(),
  /** all that is wrong with the certificate, also where it is trusted nevertheless; empty in records of before */
  problems: z.array(CertificateProblem).default([]),
  chain: z.array(CertificateFacts),
});
export type TlsFacts = z.infer<typeof TlsFacts>;

/** EHLO keywords and their parameters, upper-case keyword first seen wins (RFC 5321 §4.1.1.1). */
export const Extensions = z.array(z.strictObject({ keyword: z.string(), parameters: z.string() }));
export type Extensions = z.infer<typeof Extensions>;

/** The closed set of what can be wrong. Words for each are in i18n `diagnosis.<code>`. */
export const DiagnosisCode = z.enum([
  'host-not-found',
  'dns-failed',
  'connection-refused',
  'connection-timeout',
  'network-unreachable',
  'connection-lost',
  'not-smtp',
  'greeting-refused',
  'ehlo-refused',
  'starttls-not-offered',
  'starttls-refused',
  'injected-before-tls',
  'tls-failed',
  'tls-on-plain-port',
  'plain-on-tls-port',
  'certificate-expired',
  'certificate-not-yet-valid',
  'certificate-wrong-host',
  'certificate-unknown-issuer',
  'certificate-self-signed',
  'certificate-pin-mismatch',
  'client-certificate-missing',
  'client-certificate-refused',
  'sign-in-not-offered',
  'sign-in-needs-encryption',
  'sign-in-refused',
  'sign-in-needed',
  'app-password-needed',
  /** a 334 whose text is no base64, or nothing that the mechanism allows (RFC 4954 §4) */
  'sign-in-challenge',
  /** the server did not prove that it knows the password (RFC 5802 §3) */
  'server-unproven',
  /** OAuth: nobody has agreed yet, or no longer agrees; tokens that the mail server or the provider refuses */
  'consent-needed',
  'consent-withdrawn',
  'token-refused',
  'token-unavailable',
  'proxy-unreachable',
  'proxy-not-speaking',
  'proxy-refused',
  'proxy-sign-in-refused',
  'proxy-password-missing',
  'proxy-unsupported',
  'password-missing',
  'keychain-unavailable',
  'keychain-locked',
  'vault-key-missing',
  'sender-refused',
  'recipient-refused',
  'all-recipients-refused',
  /** for all or none, and the server takes only so many in one transaction (RFC 5321 §4.5.3.1.10) */
  'not-all-at-once',
  'message-too-large',
  'data-refused',
  'message-refused',
  'temporary-refusal',
  'server-closing',
  'protocol-error',
  'reply-timeout',
  'outcome-unknown',
  'bytes-changed',
  'stopped-by-user',
  'disk-full',
  'extension-missing',
  'interrupted',
  'account-gone',
  'unexpected',
]);
export type DiagnosisCode = z.infer<typeof DiagnosisCode>;

/** What the user can do about it; words in i18n `fix.<code>`. */
export const FixCode = z.enum([
  'check-host',
  'check-network',
  'use-port-465',
  'use-port-587',
  'use-tls',
  'use-starttls',
  'enter-password',
  'choose-sign-in',
  'trust-certificate',
  'choose-client-certificate',
  'give-consent',
  'check-proxy',
  'make-app-password',
  'unlock-keychain',
  'keep-in-memory',
  'correct-recipients',
  'make-smaller',
  'try-later',
  'ask-administrator',
  'search-message-id',
  'free-disk-space',
  'send-again',
  'trust-certificate',
  'use-oauth2',
  'open-provider-page',
  'use-whole-address',
  'choose-sender',
  'set-ehlo-name',
  'set-clock',
  'check-antivirus',
  'slow-down',
  'correct-message',
  'remove-attachment',
  'ask-recipient',
  'send-in-parts',
]);
export type FixCode = z.infer<typeof FixCode>;

/** Why an attempt failed: the step, the server's own words, what they mean, what can be done (promise 4). */
export const Diagnosis = z.strictObject({
  step: SmtpStep,
  code: DiagnosisCode,
  /** Finer than the code, where it can be told; it decides nothing. */
  situation: SituationCode.optional(),
  /** for the words: host, port, user, extension, size, limit, … and `page`, `appPasswordPage`: https addresses of ours; never a secret */
  params: z.record(z.string(), z.string()),
  reply: Reply.nullable(),
  fixes: z.array(FixCode),
});
export type Diagnosis = z.infer<typeof Diagnosis>;
