/** What went wrong, as the session saw it → the facts that core's diagnosis reads. Meaning and remedies are core's. */
import type { Account } from '#core/account/account.ts';
import { diagnose, type FailureFacts } from '#core/smtp/diagnosis.ts';
import type {
  Diagnosis,
  DiagnosisCode,
  Extensions,
  Reply,
  SmtpStep,
  TlsFacts,
} from '#core/smtp/vocabulary.ts';
import type { Ending } from './connection/conversation.ts';
import type { DialTrouble } from './connection/dial.ts';
import type { Known, NotEncrypted, Trouble } from './trouble.ts';

/** `now`: ms since the epoch, by this computer's clock. */
export function explain(trouble: Trouble, account: Account, known: Known = {}, now = Date.now()): Diagnosis {
  const { host, port, security, user } = account;
  const { greeting, extensions, tls, otherPort, heard, speaksTls } = known;
  const facts = factsOf(trouble, account, extensions ?? []);
  return diagnose({
    ...(greeting === undefined ? {} : { greeting }),
    ...(tls === undefined || tls === null ? {} : { tls, now }),
    ...(otherPort === undefined ? {} : { otherPort }),
    ...(heard === undefined ? {} : { heard }),
    ...facts,
    // It stays silent because it waits for TLS.
    ...(speaksTls === true ? { code: 'plain-on-tls-port' as const } : {}),
    server: { host, port, security },
    params: { user, ...facts.params },
  });
}

function factsOf(trouble: Trouble, account: Account, extensions: Extensions): FailureFacts {
  switch (trouble.kind) {
    case 'dial':
      return dialFacts(trouble.step, trouble.trouble);
    case 'tls':
      return tlsFacts(trouble.encrypted, account);
    case 'tunnel':
      return { step: 'tcp', code: tunnelCode(trouble.trouble), params: tunnelParams(trouble) };
    case 'starttls-not-offered':
      return notOffered(extensions);
    case 'sign-in-not-offered':
      return { step: 'sign-in', code: 'sign-in-not-offered', params: { mechanisms: trouble.offered } };
    case 'sign-in-needs-encryption':
      return { step: 'sign-in', code: 'sign-in-needs-encryption' };
    case 'sign-in-challenge':
      return {
        step: 'sign-in',
        code: 'sign-in-challenge',
        reply: trouble.reply,
        params: { mechanism: trouble.mechanism },
      };
    case 'server-unproven':
      return { step: 'sign-in', code: 'server-unproven', params: { mechanism: trouble.mechanism } };
    case 'token':
      return { step: 'sign-in', code: trouble.code, params: { reason: trouble.reason } };
    case 'token-refused':
      return { ...tokenFacts(trouble.reply), params: { reason: trouble.reason } };
    case 'refused':
      return {
        step: trouble.step,
        reply: trouble.reply,
        ...(trouble.address === undefined ? {} : { params: { address: trouble.address } }),
      };
    case 'recipients-refused':
      return recipientFacts(trouble);
    case 'not-all-at-once':
      return {
        step: 'rcpt',
        code: 'not-all-at-once',
        reply: trouble.reply,
        params: { taken: String(trouble.taken), all: String(trouble.all) },
      };
    case 'too-large':
      return {
        step: 'mail',
        code: 'message-too-large',
        params: { size: String(trouble.size), limit: String(trouble.limit) },
      };
    case 'extension-missing':
      return { step: 'mail', code: 'extension-missing', params: { extension: trouble.extension } };
    case 'unsayable':
      return { step: 'mail', code: 'unexpected' };
    case 'source':
      return {
        step: 'data',
        code: trouble.errorCode === 'ENOENT' ? 'bytes-changed' : 'unexpected',
        params: { reason: trouble.errorCode ?? '' },
      };
    case 'outcome-unknown':
      return { step: 'reply', code: 'outcome-unknown' };
    case 'ended':
      return endingFacts(trouble.step, trouble.ending, account);
  }
}

/** Where a reply says more than that it is the token, that stands. */
function tokenFacts(reply: Reply): FailureFacts {
  const { code } = diagnose({ step: 'sign-in', reply });
  return { step: 'sign-in', reply, ...(code === 'sign-in-refused' ? { code: 'token-refused' } : {}) };
}

/** Scanners and firewalls write X over the keyword, so that nobody asks for what they could not read. */
function notOffered(extensions: Extensions): FailureFacts {
  const mask = extensions.find(({ keyword }) => /^X{4,}[A-Z]?$/.test(keyword))?.keyword;
  const situation = mask === undefined ? {} : { situation: { situation: STRIPPED, params: { mask } } };
  return { step: 'starttls', code: 'starttls-not-offered', ...situation };
}

const STRIPPED = 'starttls-stripped' as const;

function dialFacts(step: 'dns' | 'tcp', trouble: DialTrouble): FailureFacts {
  if (trouble.kind === 'stopped') return { step, code: 'stopped-by-user' };
  if (trouble.kind === 'timeout') return { step, networkCode: 'ETIMEDOUT' };
  return { step, networkCode: trouble.errorCode ?? 'EUNKNOWN' };
}

function tlsFacts(encrypted: NotEncrypted, account: Account): FailureFacts {
  switch (encrypted.kind) {
    case 'stopped':
      return { step: 'tls', code: 'stopped-by-user' };
    case 'timeout':
      return { step: 'tls', networkCode: 'ETIMEDOUT' };
    case 'no-client-key':
      return { step: 'tls', code: 'client-certificate-missing' };
    case 'failed': {
      const tlsCode = encrypted.errorCode ?? 'EUNKNOWN';
      return { step: 'tls', tlsCode, code: aboutClientKey(tlsCode, account) };
    }
    case 'untrusted': {
      const fingerprint = encrypted.facts.chain[0]?.fingerprint256 ?? '';
      const code = encrypted.pinMissed ? 'certificate-pin-mismatch' : selfSigned(encrypted.facts);
      return { step: 'tls', code, tlsCode: encrypted.facts.problem, params: { fingerprint } };
    }
  }
}

/** An alert (RFC 8446 §6.2) about the certificate that we showed, or should have. */
function aboutClientKey(errorCode: string | null, { tls }: Account): DiagnosisCode | null {
  if (errorCode === null || !/ALERT_(?:.*CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED)/.test(errorCode)) return null;
  return tls.clientCertificate !== null ? 'client-certificate-refused' : 'client-certificate-missing';
}

function tunnelCode({ kind }: Extract<Trouble, { kind: 'tunnel' }>['trouble']): DiagnosisCode {
  switch (kind) {
    case 'stopped':
      return 'stopped-by-user';
    case 'timeout':
    case 'unreachable':
      return 'proxy-unreachable';
    case 'not-speaking':
      return 'proxy-not-speaking';
    case 'sign-in-refused':
      return 'proxy-sign-in-refused';
    case 'refused':
      return 'proxy-refused';
  }
}

const tunnelParams = ({ trouble, proxy }: Extract<Trouble, { kind: 'tunnel' }>): Record<string, string> => ({
  proxy,
  ...(trouble.kind === 'refused' ? { reason: trouble.reason } : {}),
});

/** Electron's BoringSSL gives a lone self-signed certificate the code of one whose issuer is missing. */
function selfSigned({ chain, problem }: TlsFacts): DiagnosisCode | null {
  const [leaf, ...rest] = chain;
  const isAlone = leaf !== undefined && rest.length === 0 && leaf.subject === leaf.issuer;
  return isAlone && problem === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' ? 'certificate-self-signed' : null;
}

function recipientFacts({
  reply,
  addresses,
  all,
  isMixed,
}: Extract<Trouble, { kind: 'recipients-refused' }>): FailureFacts {
  const params = { address: addresses[0] ?? '', count: String(addresses.length) };
  // These say nothing about a recipient, whoever they came for.
  const isAboutSession = reply.code === 421 || reply.code === 530 || reply.code === 538;
  return {
    step: 'rcpt',
    reply,
    params,
    isMixed,
    ...(all && !isAboutSession ? { code: 'all-recipients-refused' } : {}),
  };
}

function endingFacts(step: SmtpStep, ending: Ending, account: Account): FailureFacts {
  // A server that refuses before it is asked says why, whatever the order.
  if (ending.kind === 'unasked' && ending.reply.code >= 400) return { step, reply: ending.reply };
  const reply = 'reply' in ending ? ending.reply : null;
  const heard = ending.kind === 'malformed' ? ending.heard : undefined;
  // TLS 1.3 tells only after the handshake what was wrong with it, the client's certificate above all (RFC 8446 §4.4.2.4).
  const alert =
    step === 'greeting' && ending.kind === 'lost' && /^ERR_SSL_.*ALERT/.test(ending.errorCode ?? '')
      ? ending.errorCode
      : null;
  return {
    ...(alert === null
      ? { step, code: endingCode(step, ending) }
      : { step: 'tls', tlsCode: alert, code: aboutClientKey(alert, account) }),
    reply,
    ...(heard === undefined ? {} : { heard }),
    ...(ending.kind === 'malformed' && ending.isEndless === true
      ? { situation: { situation: 'endless-reply' as const } }
      : {}),
  };
}

function endingCode(step: SmtpStep, ending: Ending): DiagnosisCode {
  switch (ending.kind) {
    case 'timeout':
      return 'reply-timeout';
    case 'malformed':
      if (ending.isTls) return 'plain-on-tls-port';
      return step === 'greeting' && ending.reply === null ? 'not-smtp' : 'protocol-error';
    case 'unasked':
      return 'protocol-error';
    case 'injected':
      return 'injected-before-tls';
    case 'farewell':
      return 'server-closing';
    case 'stopped':
      return 'stopped-by-user';
    case 'bytes-changed':
      return 'bytes-changed';
    case 'lost':
    case 'closed':
      return 'connection-lost';
    case 'marker-failed':
    case 'unexpected':
      return 'unexpected';
  }
}
