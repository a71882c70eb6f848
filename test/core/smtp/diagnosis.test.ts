import { describe, expect, it } from 'vitest';
import { accountTrouble, diagnose, holdsMail, type FailureFacts } from '#core/smtp/diagnosis.ts';
import { parseReplyLines } from '#core/smtp/reply.ts';
import { Diagnosis, DiagnosisCode, SmtpStep, type Reply } from '#core/smtp/vocabulary.ts';

function said(...lines: string[]): Reply {
  const reply = parseReplyLines(lines);
  if (reply === null) throw new Error('no reply');
  return reply;
}
const server = (port: number, security: 'tls' | 'starttls' | 'none') => ({
  host: 'mx.example',
  port,
  security,
});

describe('a failure', () => {
  it.each<[DiagnosisCode, FailureFacts]>([
    ['host-not-found', { step: 'dns', networkCode: 'ENOTFOUND' }],
    ['dns-failed', { step: 'dns', networkCode: 'EAI_AGAIN' }],
    ['dns-failed', { step: 'dns', networkCode: 'ETIMEDOUT' }],
    ['connection-refused', { step: 'tcp', networkCode: 'ECONNREFUSED' }],
    ['connection-timeout', { step: 'tcp', networkCode: 'ETIMEDOUT' }],
    ['reply-timeout', { step: 'mail', networkCode: 'ETIMEDOUT' }],
    ['network-unreachable', { step: 'tcp', networkCode: 'EHOSTUNREACH' }],
    ['network-unreachable', { step: 'tcp', networkCode: 'ENETUNREACH' }],
    ['connection-lost', { step: 'data', networkCode: 'ECONNRESET' }],
    ['connection-lost', { step: 'tls', tlsCode: 'ECONNRESET' }],
    ['connection-lost', { step: 'tls', tlsCode: 'EPIPE' }],
    ['connection-lost', { step: 'tls', tlsCode: 'ERR_SSL_UNEXPECTED_EOF_WHILE_READING' }],
    ['certificate-expired', { step: 'tls', tlsCode: 'CERT_HAS_EXPIRED' }],
    ['certificate-not-yet-valid', { step: 'tls', tlsCode: 'CERT_NOT_YET_VALID' }],
    ['certificate-wrong-host', { step: 'tls', tlsCode: 'ERR_TLS_CERT_ALTNAME_INVALID' }],
    ['certificate-self-signed', { step: 'tls', tlsCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' }],
    ['certificate-unknown-issuer', { step: 'tls', tlsCode: 'SELF_SIGNED_CERT_IN_CHAIN' }],
    ['certificate-unknown-issuer', { step: 'tls', tlsCode: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }],
    ['certificate-unknown-issuer', { step: 'tls', tlsCode: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' }],
    [
      'tls-on-plain-port',
      { step: 'tls', tlsCode: 'ERR_SSL_WRONG_VERSION_NUMBER', server: server(587, 'tls') },
    ],
    ['tls-failed', { step: 'tls', tlsCode: 'ERR_SSL_WRONG_VERSION_NUMBER', server: server(587, 'starttls') }],
    ['tls-failed', { step: 'tls', tlsCode: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE' }],
    ['greeting-refused', { step: 'greeting', reply: said('554 no') }],
    ['temporary-refusal', { step: 'greeting', reply: said('450 later') }],
    ['server-closing', { step: 'greeting', reply: said('421 later') }],
    ['server-closing', { step: 'reply', reply: said('421 4.3.2 going down') }],
    ['ehlo-refused', { step: 'ehlo', reply: said('550 no') }],
    ['starttls-refused', { step: 'starttls', reply: said('501 no') }],
    ['sign-in-refused', { step: 'sign-in', reply: said('535 5.7.8 no') }],
    ['temporary-refusal', { step: 'sign-in', reply: said('454 4.7.0 later') }],
    [
      'app-password-needed',
      { step: 'sign-in', reply: said('534 5.7.9 Application-specific password required') },
    ],
    ['app-password-needed', { step: 'sign-in', reply: said('535 please use an app password') }],
    ['sign-in-not-offered', { step: 'sign-in', reply: said('504 5.5.4 unknown mechanism') }],
    ['sign-in-needs-encryption', { step: 'sign-in', reply: said('538 encrypt') }],
    [
      'sign-in-needs-encryption',
      { step: 'mail', reply: said('530 5.7.0 Must issue a STARTTLS command first') },
    ],
    ['sign-in-needed', { step: 'mail', reply: said('530 5.7.0 Authentication required') }],
    ['sign-in-needed', { step: 'rcpt', reply: said('530 5.7.0 Authentication required') }],
    ['sender-refused', { step: 'mail', reply: said('553 5.1.8 no') }],
    ['message-too-large', { step: 'mail', reply: said('552 5.3.4 too big') }],
    ['message-too-large', { step: 'reply', reply: said('552 too big') }],
    ['recipient-refused', { step: 'rcpt', reply: said('550 5.1.1 no such user') }],
    ['recipient-refused', { step: 'rcpt', reply: said('552 5.2.2 mailbox full') }],
    ['data-refused', { step: 'data', reply: said('554 no valid recipients') }],
    ['message-refused', { step: 'reply', reply: said('554 5.7.1 spam') }],
    ['message-refused', { step: 'reply', reply: said('552 5.2.2 mailbox full') }],
    ['temporary-refusal', { step: 'reply', reply: said('451 later') }],
    ['protocol-error', { step: 'mail', reply: said('354 what') }],
    ['outcome-unknown', { step: 'reply', code: 'outcome-unknown', networkCode: 'ECONNRESET' }],
    ['unexpected', { step: 'settings' }],
  ])('is %s for %j', (code, facts) => {
    expect(diagnose(facts).code).toBe(code);
  });

  it('has something to do about it, whatever it is, and a shape that the journal takes', () => {
    for (const code of DiagnosisCode.options)
      for (const step of SmtpStep.options) {
        const diagnosis = Diagnosis.parse(diagnose({ step, code, server: server(587, 'starttls') }));
        expect(diagnosis.fixes.length).toBeGreaterThan(0);
        expect(new Set(diagnosis.fixes).size).toBe(diagnosis.fixes.length);
      }
  });

  it('keeps the words of the server, the host and the port', () => {
    const reply = said('535 5.7.8 no');
    expect(
      diagnose({ step: 'sign-in', reply, server: server(587, 'starttls'), params: { user: 'eva' } }),
    ).toEqual({
      step: 'sign-in',
      code: 'sign-in-refused',
      params: { host: 'mx.example', port: '587', user: 'eva' },
      reply,
      fixes: ['enter-password', 'make-app-password', 'ask-administrator'],
    });
  });

  it.each([
    [465, 'use-port-587'],
    [587, 'use-port-465'],
  ])('to connect to port %i names the other port first', (port, fix) => {
    const facts = { step: 'tcp', networkCode: 'ECONNREFUSED', server: server(port, 'starttls') } as const;
    expect(diagnose(facts).fixes[0]).toBe(fix);
  });

  it('of plain words on the TLS port names TLS first', () => {
    const facts = { step: 'greeting', networkCode: 'ETIMEDOUT', server: server(465, 'starttls') } as const;
    expect(diagnose(facts).fixes[0]).toBe('use-tls');
  });
});

describe('mail', () => {
  it.each([
    ['sign-in-refused', true],
    ['certificate-expired', true],
    ['starttls-not-offered', true],
    ['keychain-locked', true],
    ['connection-refused', false],
    ['temporary-refusal', false],
    ['recipient-refused', false],
    ['outcome-unknown', false],
    ['stopped-by-user', false],
  ] as const)('of the whole account waits for the user after %s: %s', (code, held) => {
    expect(accountTrouble(diagnose({ step: 'settings', code }))).toBe(held);
  });

  it.each([
    ['ECONNRESET', false],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', true],
  ])('waits for the user after a handshake that ended in %s: %s', (tlsCode, held) => {
    expect(accountTrouble(diagnose({ step: 'tls', tlsCode }))).toBe(held);
  });

  it('waits after a refused greeting only when that is for good', () => {
    expect(accountTrouble(diagnose({ step: 'greeting', reply: said('554 no') }))).toBe(true);
    const code = 'greeting-refused';
    expect(accountTrouble(diagnose({ step: 'greeting', code, reply: said('450 later') }))).toBe(false);
  });

  it('is held for its own trouble alone where the account has none', () => {
    const diagnosis = diagnose({ step: 'mail', code: 'extension-missing' });
    expect([accountTrouble(diagnosis), holdsMail(diagnosis)]).toEqual([false, true]);
  });
});
