/**
 * What an attempt's failure means (promise 4): facts in, one diagnosis out, with what the user can do, likeliest first. Gathering the facts
 * is the session's; the words are in i18n smtp.json.
 */
import type { Security } from '../account/tls-policy.ts';
import { fixesFor } from './fixes.ts';
import { findSituation, type Found } from './situations/find.ts';
import { providerOf, providerParams } from './situations/providers.ts';
import type { Diagnosis, DiagnosisCode, Extensions, Reply, SmtpStep, TlsFacts } from './vocabulary.ts';

export interface FailureFacts {
  readonly step: SmtpStep;
  /** where it is known outright; stands before all that is read from the other facts */
  readonly code?: DiagnosisCode | null;
  readonly reply?: Reply | null;
  /** of the resolver or the socket: ECONNREFUSED, ENOTFOUND… */
  readonly networkCode?: string | null;
  /** of the TLS library: CERT_HAS_EXPIRED, ERR_SSL_WRONG_VERSION_NUMBER… */
  readonly tlsCode?: string | null;
  readonly server?: ServerSettings;
  /** for the words; never a secret */
  readonly params?: Readonly<Record<string, string>>;
  /** where it is known outright */
  readonly situation?: Found;
  /** its reply is one of several that say different things */
  readonly isMixed?: boolean;
  /** the first line that was no SMTP */
  readonly heard?: string;
  /** what the server said at first, where it greeted */
  readonly greeting?: string;
  /** of the last EHLO */
  readonly extensions?: Extensions;
  readonly tls?: TlsFacts;
  /** ms since the epoch, by this computer's clock */
  readonly now?: number;
  /** another port of the same server that takes connections while this one does not */
  readonly otherPort?: number;
}

export interface ServerSettings {
  readonly host: string;
  readonly port: number;
  readonly security: Security;
}

export function diagnose(facts: FailureFacts): Diagnosis {
  const code = facts.code ?? byTls(facts) ?? byNetwork(facts) ?? byReply(facts) ?? 'unexpected';
  const reply = facts.reply ?? null;
  const reason = facts.tlsCode ?? facts.networkCode ?? null;
  const found = findSituation(facts, code);
  const params: Record<string, string> = {
    ...(facts.server === undefined ? {} : { host: facts.server.host, port: String(facts.server.port) }),
    ...(reason === null ? {} : { reason }),
    ...providerParams(providerOf(facts.server?.host ?? '')),
    ...facts.params,
    ...found?.params,
  };
  const situation = found?.situation;
  return {
    step: facts.step,
    code,
    ...(situation === undefined ? {} : { situation }),
    params,
    reply,
    fixes: fixesFor({ code, situation, params }, { reply, server: facts.server ?? null }),
  };
}

/** Trouble of the account holds all its mail until the user mends it; nothing is retried unasked. */
export function accountTrouble(diagnosis: Diagnosis): boolean {
  // A 4xx greeting asks to come back, and nothing is to be mended here.
  if (diagnosis.code === 'greeting-refused' || diagnosis.code === 'ehlo-refused')
    return diagnosis.reply === null || diagnosis.reply.code >= 500;
  return OF_THE_ACCOUNT.has(diagnosis.code);
}

const OF_THE_ACCOUNT: ReadonlySet<DiagnosisCode> = new Set<DiagnosisCode>([
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
  'sign-in-challenge',
  'server-unproven',
  'consent-needed',
  'consent-withdrawn',
  'token-refused',
  'proxy-password-missing',
  'proxy-unsupported',
  'proxy-sign-in-refused',
  'sign-in-not-offered',
  'sign-in-needs-encryption',
  'sign-in-refused',
  'sign-in-needed',
  'app-password-needed',
  'password-missing',
  'keychain-unavailable',
  'keychain-locked',
  'vault-key-missing',
  'account-gone',
]);

/** The account's trouble, or the message's own: bytes that no longer match, an extension, the room or the number that this server lacks. */
export const holdsMail = (diagnosis: Diagnosis): boolean =>
  accountTrouble(diagnosis) || OF_THE_MESSAGE.has(diagnosis.code);

const OF_THE_MESSAGE: ReadonlySet<DiagnosisCode> = new Set<DiagnosisCode>([
  'bytes-changed',
  'extension-missing',
  'message-too-large',
  'not-all-at-once',
]);

function byTls({ tlsCode, server }: FailureFacts): DiagnosisCode | null {
  if (tlsCode === undefined || tlsCode === null) return null;
  if (isCut(tlsCode)) return 'connection-lost';
  // OpenSSL reads a plain greeting as a record of an absurd version or length.
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|UNKNOWN_PROTOCOL|HTTP_REQUEST/.test(tlsCode))
    return server?.security === 'starttls' ? 'tls-failed' : 'tls-on-plain-port';
  return CERTIFICATE[tlsCode] ?? 'tls-failed';
}

/**
 * A TLS library that objects says so in an alert (RFC 8446 §6.2). A reset or an end without one is the network's doing, or a busy server's:
 * the next try may well pass.
 */
const isCut = (tlsCode: string): boolean =>
  /^(?:ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|E(?:NET|HOST)UNREACH)$|UNEXPECTED_EOF/.test(tlsCode);

/** Node's names of X.509 verification results (RFC 5280 §6). */
const CERTIFICATE: Readonly<Record<string, DiagnosisCode>> = {
  CERT_HAS_EXPIRED: 'certificate-expired',
  CERT_NOT_YET_VALID: 'certificate-not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-wrong-host',
  HOSTNAME_MISMATCH: 'certificate-wrong-host',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-unknown-issuer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-unknown-issuer',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate-unknown-issuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-unknown-issuer',
  CERT_UNTRUSTED: 'certificate-unknown-issuer',
};

function byNetwork({ networkCode, step }: FailureFacts): DiagnosisCode | null {
  switch (networkCode) {
    case undefined:
    case null:
      return null;
    case 'ENOTFOUND':
    case 'ENODATA':
      return 'host-not-found';
    case 'ECONNREFUSED':
      return step === 'dns' ? 'dns-failed' : 'connection-refused';
    case 'ETIMEDOUT':
      if (step === 'dns') return 'dns-failed';
      return step === 'tcp' ? 'connection-timeout' : 'reply-timeout';
    case 'ENETUNREACH':
    case 'EHOSTUNREACH':
    case 'ENETDOWN':
    case 'EADDRNOTAVAIL':
      return 'network-unreachable';
    default:
      return step === 'dns' ? 'dns-failed' : 'connection-lost';
  }
}

function byReply({ reply, step }: FailureFacts): DiagnosisCode | null {
  if (reply === undefined || reply === null) return null;
  // 421 may come at any time (RFC 5321 §3.8).
  if (reply.code === 421) return 'server-closing';
  if (reply.code < 400) return 'protocol-error';
  if (asksForEncryption(reply, step)) return 'sign-in-needs-encryption';
  if (reply.code === 530 && step !== 'sign-in') return 'sign-in-needed';
  if (reply.code < 500 && step !== 'rcpt') return 'temporary-refusal';
  switch (step) {
    case 'greeting':
      return 'greeting-refused';
    case 'ehlo':
      return 'ehlo-refused';
    case 'starttls':
      return 'starttls-refused';
    case 'sign-in':
      return signInRefused(reply);
    case 'mail':
      return tooLarge(reply) ? 'message-too-large' : 'sender-refused';
    case 'rcpt':
      return 'recipient-refused';
    case 'data':
      return tooLarge(reply) ? 'message-too-large' : 'data-refused';
    case 'reply':
      return tooLarge(reply) ? 'message-too-large' : 'message-refused';
    case 'settings':
    case 'dns':
    case 'tcp':
    case 'tls':
      return 'protocol-error';
  }
}

/** RFC 3207 §4: 530 "Must issue a STARTTLS command first"; RFC 4954 §6: 538. */
const asksForEncryption = (reply: Reply, step: SmtpStep): boolean =>
  reply.code === 538 ||
  (reply.code === 530 && step !== 'starttls' && reply.lines.some((line) => /STARTTLS/i.test(line)));

/** RFC 4954 §6: 534 with 5.7.9 "mechanism too weak" is what providers answer who want a password of their own making. */
function signInRefused(reply: Reply): DiagnosisCode {
  const says = reply.lines.join(' ');
  if (/app(?:lication)?[- ](?:specific[- ])?password/i.test(says) || reply.enhanced === '5.7.9')
    return 'app-password-needed';
  // RFC 5321 §4.2.4: the command or its parameter is not known here.
  return [500, 502, 503, 504].includes(reply.code) ? 'sign-in-not-offered' : 'sign-in-refused';
}

/** RFC 1870 §6: 552; RFC 3463: x.3.4. A full mailbox or a count of recipients uses 552 too, with codes of its own. */
const tooLarge = (reply: Reply): boolean =>
  reply.enhanced === '5.3.4' ||
  reply.enhanced === '5.2.3' ||
  (reply.code === 552 && reply.enhanced !== '5.2.2' && reply.enhanced !== '5.5.3');
