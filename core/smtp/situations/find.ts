/** Which situation a failure is, by all that is known of it. Null: no finer one than its diagnosis code. */
import type { FailureFacts } from '../diagnosis.ts';
import type { DiagnosisCode } from '../vocabulary.ts';
import { certificateFound } from './certificate.ts';
import { providerOf } from './providers.ts';
import { situationOfReply } from './texts.ts';
import type { SituationCode } from './vocabulary.ts';

export interface Found {
  readonly situation: SituationCode;
  /** for the words */
  readonly params?: Readonly<Record<string, string>>;
}

export function findSituation(facts: FailureFacts, code: DiagnosisCode): Found | null {
  const { tls, greeting = '', now } = facts;
  // Its reply would say that the rest goes in the next transaction, which this message may not.
  if (code === 'not-all-at-once') return null;
  const certificate =
    tls === undefined || now === undefined || !code.startsWith('certificate-')
      ? null
      : certificateFound(tls, greeting, now);
  const plain = facts.situation ?? byOtherPort(facts) ?? byWords(facts) ?? byCircumstance(facts, code);
  return certificate ?? (plain === null ? null : typeof plain === 'string' ? { situation: plain } : plain);
}

/** What the second look found: another port of the same server takes connections. */
function byOtherPort({ otherPort, step }: FailureFacts): Found | null {
  if (otherPort === undefined || step !== 'tcp') return null;
  return { situation: 'port-blocked', params: { open: String(otherPort) } };
}

/** By what was said: a reply, or what is none. */
function byWords({
  heard = '',
  greeting = '',
  reply,
  isMixed,
  step,
  server,
  params = {},
}: FailureFacts): SituationCode | null {
  if (/^HTTP\/[\d.]+ (?:30\d|511)/.test(heard)) return 'captive-portal';
  if (/^(?:HTTP\/\d|<!doctype html|<html)/i.test(heard)) return 'web-server-there';
  if (/^\* (?:OK|PREAUTH|BYE)/.test(heard)) return 'imap-server-there';
  if (heard.startsWith('+OK')) return 'pop-server-there';
  if (heard.startsWith('SSH-')) return 'ssh-server-there';
  if (step === 'ehlo' && /\b(?:\w*ftpd?|filezilla server)\b/i.test(greeting)) return 'ftp-server-there';
  if (reply === undefined || reply === null || isMixed === true) return null;
  const told = situationOfReply(reply, step);
  const situation = told !== null && ABOUT_ONE.has(told) && !('address' in params) ? null : told;
  if (situation !== null || step !== 'sign-in' || reply.code !== 535) return situation;
  return (providerOf(server?.host ?? '')?.appPasswords ?? null) !== null ? 'provider-app-password' : null;
}

/** Said of one recipient; where nobody knows of which, it is not said. */
export const ABOUT_ONE: ReadonlySet<SituationCode> = new Set<SituationCode>([
  'mailbox-unknown',
  'mailbox-full',
  'mailbox-disabled',
  'mailbox-moved',
  'domain-unknown',
  'domain-takes-no-mail',
  'recipient-malformed',
  'list-not-allowed',
  'blocked-by-recipient',
]);

/** By code, step and error alone. */
function byCircumstance(facts: FailureFacts, code: DiagnosisCode): SituationCode | null {
  const { step, server, networkCode, tlsCode, params = {} } = facts;
  switch (code) {
    case 'host-not-found':
      return networkCode === 'ENODATA' ? 'name-without-address' : null;
    case 'dns-failed':
      if (networkCode === 'ESERVFAIL') return 'name-server-failed';
      return networkCode === 'ETIMEOUT' ? 'name-server-silent' : null;
    case 'network-unreachable':
      return networkCode === 'ENETDOWN' ? 'no-network' : null;
    case 'connection-timeout':
      return server?.port === 25 ? 'port-25-blocked' : null;
    case 'connection-lost':
      return LOST_AT[step] ?? null;
    case 'reply-timeout':
      return step === 'greeting' ? 'silent-server' : step === 'tls' ? 'tls-silent' : null;
    case 'tls-failed':
      return ofHandshake(tlsCode ?? '');
    case 'extension-missing':
      return ofExtension(params['extension'] ?? '');
    case 'sign-in-not-offered':
      return /^(?:\s*(?:XOAUTH2?|OAUTHBEARER))+\s*$/i.test(params['mechanisms'] ?? '') ? 'only-oauth2' : null;
    default:
      return null;
  }
}

const LOST_AT: Partial<Record<FailureFacts['step'], SituationCode>> = {
  // A reset may come before the system has told of the connection.
  tcp: 'hung-up-at-once',
  greeting: 'hung-up-at-once',
  tls: 'tls-cut',
  'sign-in': 'lost-at-sign-in',
  data: 'lost-in-body',
};

/** Codes of OpenSSL and BoringSSL, which name the same differently. */
function ofHandshake(tlsCode: string): SituationCode | null {
  if (/UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|WRONG_SSL_VERSION|NO_PROTOCOLS/.test(tlsCode))
    return 'tls-too-old';
  if (/UNRECOGNIZED_NAME/.test(tlsCode)) return 'name-not-served';
  if (/KEY_TOO_SMALL|MD_TOO_WEAK|BAD_DH|DH_KEY|WEAK/.test(tlsCode)) return 'certificate-too-weak';
  if (/HANDSHAKE_FAILURE|NO_SHARED_CIPHER|NO_CIPHER|INSUFFICIENT_SECURITY/.test(tlsCode))
    return 'tls-no-common-cipher';
  return null;
}

function ofExtension(extension: string): SituationCode | null {
  if (extension === 'SMTPUTF8') return 'smtputf8-missing';
  return extension === '8BITMIME' ? '8bitmime-missing' : null;
}
