/** What comes of a sign-in: rubbish is called off, a server that has to prove itself must, and only a token is offered twice. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SignInMethod } from '#core/account/sign-in.ts';
import { Secret } from '#electron/secrets/secret.ts';
import { TokenFailure, type Credentials } from '#electron/submission/sign-in/credentials.ts';
import { USUAL_TLS } from '#core/account/tls-policy.ts';
import { explain } from '#electron/submission/explain.ts';
import { failureOf, makeAccount, PASSWORD, Trial, type TrialOptions } from '#test/faults/session-trial.ts';
import { makeTestCertificates, type TestCertificates } from '#test/servers/certificates.ts';
import {
  startScriptedServer,
  type ScriptedConnection,
  type ScriptedOptions,
  type ScriptedServer,
} from '#test/servers/scripted-smtp.ts';

const USER = 'ada@example.org';
const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
const fromBase64 = (text: string | undefined): string => Buffer.from(text ?? '', 'base64').toString('utf8');

let certificates: TestCertificates;
let server: ScriptedServer | undefined;
beforeAll(async () => {
  certificates = await makeTestCertificates();
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function meet(
  options: ScriptedOptions,
  method: SignInMethod = 'auto',
  more: Partial<TrialOptions> = {},
) {
  server = await startScriptedServer({ identity: certificates.good, implicitTls: true, ...options });
  const trial = new Trial({
    port: server.port,
    security: 'tls',
    trust: [certificates.authority.certificate],
    more: { signIn: { method, oauth: null } },
    ...more,
  });
  await trial.open();
  const connection = server.connections[0];
  if (connection === undefined) throw new Error('nobody connected');
  return { trial, connection };
}

/** One reply after the other to AUTH and what continues it. */
function saying(...replies: string[]): NonNullable<ScriptedOptions['at']> {
  const step = (connection: ScriptedConnection): void => {
    const reply = replies.shift() ?? '500 what';
    if (reply.startsWith('334')) connection.expectAnswer();
    connection.reply(reply);
  };
  return { AUTH: step, answer: step };
}

const withPassword: Credentials = { user: USER, password: new Secret(PASSWORD), token: null };

describe('rubbish in the middle of a sign-in', () => {
  it.each([
    ['PLAIN', 'AUTH LOGIN', '334 !!rubbish!!'],
    ['no padding', 'AUTH LOGIN', '334 VXNlcm5hbWU'],
    ['two lines', 'AUTH LOGIN', '334-VXNlcm5hbWU6\r\n334 UGFzc3dvcmQ6'],
    ['base64 that is no SCRAM', 'AUTH SCRAM-SHA-256', `334 ${base64('r=mine,s=c2FsdA==,i=4096')}`],
  ])('(%s) is called off and named', async (_, extension, reply) => {
    const at = saying(reply, '501 5.7.0 called off');
    const { trial, connection } = await meet({ extensions: [extension], at });
    const failure = await failureOf(trial.session.signIn(withPassword));
    expect(failure.diagnosis).toMatchObject({
      step: 'sign-in',
      code: 'sign-in-challenge',
      reply: { code: 334 },
      params: { mechanism: extension.slice('AUTH '.length) },
    });
    expect(connection.lines.at(-1)).toBe('*');
    await trial.session.close();
  });
});

describe('a server that says yes to SCRAM without having proved itself', () => {
  it('is left, and nothing is said to it', async () => {
    const { trial, connection } = await meet({
      extensions: ['AUTH SCRAM-SHA-256'],
      at: saying('235 2.7.0 welcome'),
    });
    const failure = await failureOf(trial.session.signIn(withPassword));
    expect(failure.diagnosis).toMatchObject({ step: 'sign-in', code: 'server-unproven' });
    await connection.closed;
    expect(connection.lines.filter((line) => !line.startsWith('AUTH'))).toEqual(['EHLO [127.0.0.1]']);
  });
});

describe('a token', () => {
  const tokens = (): { readonly asked: boolean[]; readonly credentials: Credentials } => {
    const asked: boolean[] = [];
    const token = (refused: boolean): Promise<Secret> => {
      asked.push(refused);
      return Promise.resolve(new Secret(`token-number-${String(asked.length)}`));
    };
    return { asked, credentials: { user: USER, password: null, token } };
  };
  const refusal = base64('{"status":"invalid_token","scope":"mail"}');

  it('is said with OAUTHBEARER as RFC 7628 writes it', async () => {
    const { trial, connection } = await meet({
      extensions: ['AUTH XOAUTH2 OAUTHBEARER PLAIN'],
      at: saying('235 2.7.0 welcome'),
    });
    await trial.session.signIn(tokens().credentials);
    await trial.session.close();
    expect(fromBase64(connection.lines[1]?.split(' ')[2])).toBe(
      `n,a=${USER},\u0001host=localhost\u0001port=${String(server?.port)}\u0001auth=Bearer token-number-1\u0001\u0001`,
    );
    expect(trial.transcript.join('\n')).not.toContain('token-number');
  });

  it.each([
    ['XOAUTH2', ''],
    ['OAUTHBEARER', 'AQ=='],
  ])('that is refused inside %s is renewed, and offered once more', async (mechanism, dummy) => {
    const at = saying(`334 ${refusal}`, '535 5.7.8 no', '235 2.7.0 welcome');
    const { trial, connection } = await meet({ extensions: [`AUTH ${mechanism}`], at });
    const { asked, credentials } = tokens();
    await trial.session.signIn(credentials);
    await trial.session.close();
    expect(asked).toEqual([false, true]);
    expect(connection.lines[2]).toBe(dummy);
    expect(fromBase64(connection.lines[3]?.split(' ')[2])).toContain('auth=Bearer token-number-2');
  });

  it('is never offered a third time', async () => {
    const at = saying('535 5.7.8 no', `334 ${refusal}`, '535 5.7.8 no', '235 2.7.0 welcome');
    const { trial, connection } = await meet({ extensions: ['AUTH XOAUTH2'], at });
    const { asked, credentials } = tokens();
    const failure = await failureOf(trial.session.signIn(credentials));
    await trial.session.close();
    expect(failure.diagnosis).toMatchObject({
      code: 'token-refused',
      reply: { code: 535 },
      params: { reason: 'invalid_token' },
    });
    expect(asked).toEqual([false, true]);
    expect(connection.lines.filter((line) => line.startsWith('AUTH'))).toHaveLength(2);
  });

  it('is not renewed where the server only asks to come back', async () => {
    const { trial } = await meet({ extensions: ['AUTH XOAUTH2'], at: saying('454 4.7.0 later') });
    const { asked, credentials } = tokens();
    const failure = await failureOf(trial.session.signIn(credentials));
    await trial.session.close();
    expect(failure.diagnosis.code).toBe('temporary-refusal');
    expect(asked).toEqual([false]);
  });

  it('that nobody gives says why', async () => {
    const { trial, connection } = await meet({ extensions: ['AUTH XOAUTH2'] });
    const token = () => Promise.reject(new TokenFailure('consent-withdrawn', 'invalid_grant'));
    const failure = await failureOf(trial.session.signIn({ user: USER, password: null, token }));
    await trial.session.close();
    expect(failure.diagnosis).toMatchObject({ step: 'sign-in', code: 'consent-withdrawn' });
    expect(connection.lines.filter((line) => line.startsWith('AUTH'))).toEqual([]);
  });
});

describe('the method that the user chose', () => {
  it('is the only one: where it is not offered, nothing is tried', async () => {
    const { trial, connection } = await meet({ extensions: ['AUTH PLAIN LOGIN'] }, 'CRAM-MD5');
    const failure = await failureOf(trial.session.signIn(withPassword));
    await trial.session.close();
    expect(failure.diagnosis).toMatchObject({
      code: 'sign-in-not-offered',
      params: { mechanisms: 'PLAIN LOGIN' },
    });
    expect(connection.lines.filter((line) => line.startsWith('AUTH'))).toEqual([]);
  });
});

describe('a client certificate', () => {
  const fixture = (name: string): Buffer =>
    readFileSync(path.join(import.meta.dirname, '../../../fixtures/client-certificate', name));
  const clientKey = { file: fixture('lea.p12'), passphrase: new Secret('sesame') };
  const clientAuthority = fixture('authority.pem').toString('utf8');
  const shown = {
    subject: 'CN=lea',
    issuer: 'CN=a',
    validTo: '',
    fingerprint256: 'AB'.concat(':AB'.repeat(31)),
  };
  const withoutSecret: Credentials = { user: '', password: null, token: null };

  it('is shown in the handshake, and EXTERNAL says no more than that', async () => {
    const { trial, connection } = await meet(
      { clientAuthority, extensions: ['AUTH PLAIN EXTERNAL'] },
      'EXTERNAL',
      { clientKey },
    );
    await trial.session.signIn(withoutSecret);
    await trial.session.close();
    expect(connection.lines[1]).toBe('AUTH EXTERNAL =');
  });

  it('comes before a password where both would do', async () => {
    const { trial, connection } = await meet(
      { clientAuthority, extensions: ['AUTH PLAIN EXTERNAL'] },
      'auto',
      { clientKey },
    );
    await trial.session.signIn(withPassword);
    await trial.session.close();
    expect(connection.lines[1]).toBe(`AUTH EXTERNAL ${base64(USER)}`);
  });

  // As OpenSSL's server ends such connections; Node's own says nothing before it hangs up.
  it.each([
    ['demands and does not get', 'TLSV13_ALERT_CERTIFICATE_REQUIRED', null, 'client-certificate-missing'],
    ['does not know', 'TLSV1_ALERT_UNKNOWN_CA', shown, 'client-certificate-refused'],
    ['finds expired', 'SSLV3_ALERT_CERTIFICATE_EXPIRED', shown, 'client-certificate-refused'],
    ['says nothing of', 'TLSV1_ALERT_INTERNAL_ERROR', shown, 'tls-failed'],
  ] as const)('that a server %s is told so', (_, alert, clientCertificate, code) => {
    const ending = { kind: 'lost', errorCode: `ERR_SSL_${alert}` } as const;
    const account = makeAccount(465, 'tls', { tls: { ...USUAL_TLS, clientCertificate } });
    expect(explain({ kind: 'ended', step: 'greeting', ending }, account)).toMatchObject({ code });
  });

  it('brings no authorities along that would vouch for a server', async () => {
    server = await startScriptedServer({ identity: certificates.good, implicitTls: true, clientAuthority });
    const trial = new Trial({ port: server.port, security: 'tls', trust: [clientAuthority], clientKey });
    const failure = await trial.openFailure();
    expect(failure.diagnosis.code).toBe('certificate-unknown-issuer');
    expect(failure.facts.tls?.problems).toEqual(['unknown-issuer']);
  });
});
