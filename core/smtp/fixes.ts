/** What the user can do about each diagnosis, likeliest first. The words, and what a button then does, are elsewhere. */
import type { ServerSettings } from './diagnosis.ts';
import { SITUATIONS } from './situations/situations.ts';
import type { Diagnosis, DiagnosisCode, FixCode, Reply } from './vocabulary.ts';

export interface FixContext {
  readonly reply: Reply | null;
  readonly server: ServerSettings | null;
}

type Named = Pick<Diagnosis, 'code' | 'situation' | 'params'>;

export function fixesFor({ code, situation, params }: Named, context: FixContext): FixCode[] {
  const fixes =
    situation === undefined || situation === 'port-blocked'
      ? ofCode(code, context, params['open'])
      : [...SITUATIONS[situation].fixes];
  const { user = '', page } = params;
  // These providers know users by their whole address only.
  const wantsAddress =
    situation !== undefined &&
    user !== '' &&
    !user.includes('@') &&
    SITUATIONS[situation].causes.includes('user-not-whole-address');
  return [...(wantsAddress ? (['use-whole-address'] as const) : []), ...fixes].filter(
    (fix) => !isSet(fix, context.server) && (fix !== 'open-provider-page' || page !== undefined),
  );
}

/** What the account is set to already helps nobody. */
function isSet(fix: FixCode, server: ServerSettings | null): boolean {
  if (server === null) return false;
  const { port, security } = server;
  switch (fix) {
    case 'use-port-465':
      return port === 465 && security === 'tls';
    case 'use-port-587':
      return port === 587 && security === 'starttls';
    case 'use-tls':
      return security === 'tls';
    case 'use-starttls':
      return security === 'starttls';
    default:
      return false;
  }
}

function ofCode(code: DiagnosisCode, { reply, server }: FixContext, open: string | undefined): FixCode[] {
  if (open === '465') return ['use-port-465', 'check-network'];
  if (open === '587') return ['use-port-587', 'check-network'];
  switch (code) {
    case 'connection-refused':
      return [...otherPorts(server), 'check-host'];
    case 'connection-timeout':
      // Port 25 is closed in many networks; submission has ports of its own (RFC 6409 §3.1, RFC 8314 §3.3).
      return server?.port === 25
        ? ['use-port-587', 'use-port-465', 'check-network']
        : ['check-network', 'check-host', ...otherPorts(server)];
    case 'connection-lost':
      // A server that waits for TLS hangs up on plain words.
      return server?.port === 465 && server.security !== 'tls'
        ? ['use-tls', 'try-later']
        : ['try-later', 'check-network'];
    case 'not-smtp':
    case 'reply-timeout':
      return server?.port === 465 && server.security !== 'tls'
        ? ['use-tls', 'check-host']
        : code === 'not-smtp'
          ? ['check-host', ...otherPorts(server)]
          : ['try-later', 'check-network'];
    case 'recipient-refused':
    case 'all-recipients-refused':
      return reply !== null && reply.code < 500
        ? ['try-later', 'correct-recipients']
        : ['correct-recipients'];
    case 'greeting-refused':
    case 'ehlo-refused':
      return reply !== null && reply.code < 500 ? ['try-later'] : ['ask-administrator', 'check-network'];
    case 'message-refused':
    case 'data-refused':
      return reply !== null && reply.code < 500 ? ['try-later'] : ['ask-administrator', 'send-again'];
    default:
      return [...FIXES[code]];
  }
}

function otherPorts(server: ServerSettings | null): FixCode[] {
  if (server?.port === 465) return ['use-port-587'];
  return server?.port === 587 ? ['use-port-465'] : ['use-port-465', 'use-port-587'];
}

const FIXES: Record<DiagnosisCode, readonly FixCode[]> = {
  'host-not-found': ['check-host', 'check-network'],
  'dns-failed': ['check-network', 'try-later', 'check-host'],
  'connection-refused': [],
  'connection-timeout': [],
  'network-unreachable': ['check-network'],
  'connection-lost': [],
  'not-smtp': [],
  'greeting-refused': [],
  'ehlo-refused': [],
  'starttls-not-offered': ['use-port-465', 'check-network', 'ask-administrator'],
  'starttls-refused': ['use-port-465', 'try-later', 'ask-administrator'],
  'injected-before-tls': ['use-port-465', 'check-network', 'ask-administrator'],
  'tls-failed': ['ask-administrator', 'check-host', 'try-later'],
  'tls-on-plain-port': ['use-starttls', 'use-port-465'],
  'plain-on-tls-port': ['use-tls', 'use-port-587'],
  'certificate-expired': ['ask-administrator', 'set-clock', 'trust-certificate'],
  'certificate-not-yet-valid': ['set-clock', 'ask-administrator', 'trust-certificate'],
  'certificate-wrong-host': ['check-host', 'ask-administrator', 'trust-certificate'],
  'certificate-unknown-issuer': ['trust-certificate', 'ask-administrator', 'check-network'],
  'certificate-self-signed': ['trust-certificate', 'ask-administrator', 'check-network'],
  'certificate-pin-mismatch': ['ask-administrator', 'check-network', 'trust-certificate'],
  'client-certificate-missing': ['choose-client-certificate'],
  'client-certificate-refused': ['choose-client-certificate', 'ask-administrator'],
  'sign-in-not-offered': ['choose-sign-in', 'use-starttls', 'use-port-587', 'ask-administrator'],
  'sign-in-needs-encryption': ['use-starttls', 'use-tls'],
  'sign-in-refused': ['enter-password', 'make-app-password', 'ask-administrator'],
  'sign-in-needed': ['enter-password'],
  'app-password-needed': ['make-app-password', 'enter-password'],
  'sign-in-challenge': ['choose-sign-in', 'ask-administrator'],
  'server-unproven': ['check-host', 'ask-administrator', 'check-network'],
  'consent-needed': ['give-consent'],
  'consent-withdrawn': ['give-consent'],
  'token-refused': ['give-consent', 'ask-administrator'],
  'token-unavailable': ['try-later', 'check-network'],
  'proxy-unreachable': ['check-proxy', 'check-network'],
  'proxy-not-speaking': ['check-proxy'],
  'proxy-refused': ['check-host', 'check-proxy', 'ask-administrator'],
  'proxy-sign-in-refused': ['check-proxy', 'ask-administrator'],
  'proxy-password-missing': ['check-proxy'],
  'proxy-unsupported': ['check-proxy', 'ask-administrator'],
  'password-missing': ['enter-password'],
  'keychain-unavailable': ['unlock-keychain', 'enter-password', 'keep-in-memory'],
  'keychain-locked': ['unlock-keychain', 'keep-in-memory'],
  'vault-key-missing': ['enter-password'],
  'sender-refused': ['ask-administrator'],
  'recipient-refused': [],
  'all-recipients-refused': [],
  'not-all-at-once': ['send-in-parts', 'correct-recipients', 'choose-sender'],
  'message-too-large': ['make-smaller'],
  'data-refused': [],
  'message-refused': [],
  'temporary-refusal': ['try-later'],
  'server-closing': ['try-later'],
  'protocol-error': ['check-host', 'ask-administrator'],
  'reply-timeout': [],
  'outcome-unknown': ['search-message-id', 'send-again'],
  'bytes-changed': ['send-again'],
  'stopped-by-user': ['send-again'],
  'disk-full': ['free-disk-space'],
  'extension-missing': ['correct-recipients', 'ask-administrator'],
  interrupted: ['send-again'],
  'account-gone': ['send-again'],
  unexpected: ['try-later'],
};
