// Each mechanism of the table against a real server: Postfix, which asks a real Dovecot, which asks a small server about tokens.
import { once } from 'node:events';
import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignInMethod } from '#core/account/sign-in.ts';
import { Secret } from '#electron/secrets/secret.ts';
import { passwordOf, type Credentials } from '#electron/submission/sign-in/credentials.ts';
import { failureOf, Trial } from '../faults/session-trial.ts';
import { makeTestCertificates } from '#test/servers/certificates.ts';
import { startMailServer, type MailServer } from '#test/servers/postfix.ts';

const USER = 'lea';
/** SASLprep (RFC 4013) leaves it as it is, and a comma and an equals sign must end no attribute. */
const PASSWORD = 'Zü$,pass=word 7f3a91';
const certificates = await makeTestCertificates();

let server: MailServer;
let provider: http.Server;
const good = new Set(['good-token-1', 'good-token-2']);

beforeAll(async () => {
  provider = http.createServer((request, response) => {
    const token = new URL(request.url ?? '', 'http://localhost').searchParams.get('token') ?? '';
    const isGood = good.has(token);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isGood ? { active: true, username: USER } : { active: false }));
  });
  provider.listen(0, '127.0.0.1');
  await once(provider, 'listening');
  const place = provider.address();
  if (place === null || typeof place === 'string') throw new Error('no port');
  server = await startMailServer({
    key: certificates.good.key,
    certificate: certificates.good.certificate,
    user: USER,
    password: PASSWORD,
    domain: 'facteur.example',
    mailboxes: ['jonas'],
    introspection: `http://127.0.0.1:${String(place.port)}/introspect?token=`,
  });
});

afterAll(async () => {
  await server.stop();
  provider.close();
  provider.closeAllConnections();
});

async function met(method: SignInMethod): Promise<Trial> {
  const trial = new Trial({
    port: server.port,
    security: 'starttls',
    trust: [certificates.authority.certificate],
    timeouts: { greeting: 30_000, command: 30_000 },
    more: { signIn: { method, oauth: null } },
  });
  await trial.open();
  return trial;
}

const said = (trial: Trial): string[] => trial.transcript.filter((line) => line.startsWith('client: AUTH'));
const tokens = (...given: string[]): Credentials => ({
  user: USER,
  password: null,
  token: () => Promise.resolve(new Secret(given.shift() ?? 'no more')),
});

describe('a password', () => {
  it.each(['PLAIN', 'LOGIN', 'CRAM-MD5', 'SCRAM-SHA-256'] as const)('is taken by %s', async (method) => {
    const trial = await met(method);
    await trial.session.signIn(passwordOf(USER, new Secret(PASSWORD)));
    await trial.session.close();
    expect(said(trial)).toEqual([expect.stringContaining(`AUTH ${method}`)]);
    expect(trial.transcript.join('\n')).not.toContain(PASSWORD);
  });

  it.each(['PLAIN', 'LOGIN', 'CRAM-MD5', 'SCRAM-SHA-256'] as const)(
    'that is wrong is refused once by %s',
    async (method) => {
      const trial = await met(method);
      const failure = await failureOf(trial.session.signIn(passwordOf(USER, new Secret('wrong'))));
      await trial.session.close();
      expect(failure.diagnosis).toMatchObject({
        step: 'sign-in',
        code: 'sign-in-refused',
        reply: { code: 535 },
      });
      expect(said(trial)).toHaveLength(1);
    },
  );

  it('goes by the strongest method by itself', async () => {
    const trial = await met('auto');
    await trial.session.signIn(passwordOf(USER, new Secret(PASSWORD)));
    await trial.session.close();
    expect(said(trial)).toEqual([expect.stringContaining('AUTH SCRAM-SHA-256')]);
  });
});

describe('a token', () => {
  it.each(['XOAUTH2', 'OAUTHBEARER'] as const)('is taken by %s', async (method) => {
    const trial = await met(method);
    await trial.session.signIn(tokens('good-token-1'));
    await trial.session.close();
    expect(said(trial)).toEqual([expect.stringContaining(`AUTH ${method}`)]);
    expect(trial.transcript.join('\n')).not.toContain('good-token');
  });

  it.each(['XOAUTH2', 'OAUTHBEARER'] as const)(
    'that the server no longer takes is renewed once by %s',
    async (method) => {
      const trial = await met(method);
      await trial.session.signIn(tokens('old-token', 'good-token-2'));
      await trial.session.close();
      expect(said(trial)).toHaveLength(2);
    },
  );

  it('and a new one that are both refused are told so', async () => {
    const trial = await met('OAUTHBEARER');
    const failure = await failureOf(trial.session.signIn(tokens('old-token', 'another-old-token')));
    await trial.session.close();
    expect(failure.diagnosis).toMatchObject({ code: 'token-refused', reply: { code: 535 } });
    expect(said(trial)).toHaveLength(2);
  });
});
