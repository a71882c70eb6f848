/** How a connection failed, in the words of discovery. */
import type { OutcomeCode } from '#core/discovery/vocabulary.ts';
import type { DiagnosisCode } from '#core/smtp/vocabulary.ts';
import type { Reached } from '../submission/connection/reach.ts';

/** Of the trouble that dialling or the TLS handshake had. */
export function connectOutcome(trouble: {
  readonly kind: string;
  readonly errorCode?: string | null;
}): OutcomeCode {
  if (trouble.kind === 'stopped') return 'stopped';
  if (trouble.kind === 'timeout') return 'timeout';
  switch (trouble.errorCode) {
    case 'ECONNREFUSED':
      return 'connection-refused';
    case 'ETIMEDOUT':
      return 'timeout';
    case 'ENETUNREACH':
    case 'EHOSTUNREACH':
      return 'unreachable';
    case 'ENOTFOUND':
      return 'no-such-host';
    default:
      return 'failed';
  }
}

/** Of a host that was not reached, straight or through a proxy. */
export function reachOutcome(reached: Exclude<Reached, { ok: true }>): OutcomeCode {
  if ('dial' in reached) {
    const outcome = connectOutcome(reached.dial);
    return reached.atProxy && outcome !== 'stopped' ? 'proxy-unreachable' : outcome;
  }
  switch (reached.tunnel.kind) {
    case 'stopped':
    case 'timeout':
      return reached.tunnel.kind;
    case 'not-speaking':
      return 'proxy-not-speaking';
    case 'sign-in-refused':
      return 'proxy-sign-in-refused';
    case 'refused':
      return 'proxy-refused';
  }
}

const BY_DIAGNOSIS = new Map<DiagnosisCode, OutcomeCode>([
  ['host-not-found', 'no-such-host'],
  ['dns-failed', 'dns-failed'],
  ['connection-refused', 'connection-refused'],
  ['connection-timeout', 'timeout'],
  ['reply-timeout', 'timeout'],
  ['network-unreachable', 'unreachable'],
  ['starttls-not-offered', 'no-starttls'],
  ['starttls-refused', 'no-starttls'],
  ['not-smtp', 'not-smtp'],
  ['tls-on-plain-port', 'not-smtp'],
  ['plain-on-tls-port', 'not-smtp'],
  ['greeting-refused', 'refused-by-server'],
  ['ehlo-refused', 'refused-by-server'],
  ['stopped-by-user', 'stopped'],
  ['proxy-unreachable', 'proxy-unreachable'],
  ['proxy-not-speaking', 'proxy-not-speaking'],
  ['proxy-refused', 'proxy-refused'],
  ['proxy-sign-in-refused', 'proxy-sign-in-refused'],
]);

/** Of a session that did not come to EHLO. */
export const probeOutcome = (code: DiagnosisCode): OutcomeCode =>
  BY_DIAGNOSIS.get(code) ?? (code.startsWith('certificate-') ? 'certificate' : 'failed');
