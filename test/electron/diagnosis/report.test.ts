/** The report that is copied: all that helps an administrator, in the reader's language, and no secret whatever the server says. */
import { X509Certificate } from 'node:crypto';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { LANGUAGES } from '#core/i18n/languages.ts';
import type { Language } from '#core/i18n/languages.ts';
import { byPassword } from '#electron/accounts/access.ts';
import { Secret } from '#electron/secrets/secret.ts';
import { smtpSessions } from '#electron/submission/smtp-session.ts';
import { testAccount } from '#electron/submission/test-account.ts';
import { formatDate } from '#renderer/format.ts';
import { reportText } from '#renderer/ui/report/report-text.ts';
import { startWords, words } from '#renderer/words.ts';
import { makeTestCertificates, type TestCertificates } from '#test/servers/certificates.ts';
import {
  startScriptedServer,
  type ScriptedOptions,
  type ScriptedServer,
} from '#test/servers/scripted-smtp.ts';
import { makeAccount, PASSWORD } from '#test/faults/session-trial.ts';

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

let certificates: TestCertificates;
let server: ScriptedServer | undefined;
beforeAll(async () => {
  certificates = await makeTestCertificates();
  await startWords('en');
  await words.loadLanguages('fr');
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function report(options: ScriptedOptions, language: Language): Promise<string> {
  server = await startScriptedServer({ identity: certificates.good, ...options });
  const account = makeAccount(server.port, 'starttls');
  const tested = await testAccount({
    account,
    access: byPassword('ada@example.org', { kind: 'secret', secret: new Secret(PASSWORD) }),
    pinned: [],
    openSession: smtpSessions({ trust: () => [certificates.authority.certificate] }),
  });
  const text = words.getFixedT(language);
  return reportText({ ...tested, server: account, note: 'nothing was sent' }, text, language);
}

it.each(LANGUAGES)('of a server that echoes the secret has none in it (%s)', async (language) => {
  const echo = [
    `535-5.7.8 ${PASSWORD} is wrong`,
    `535-5.7.8 ${base64(PASSWORD)}`,
    `535-5.7.8 ${base64(`\0ada@example.org\0${PASSWORD}`)}`,
    `535-5.7.8 https://help.example/?p=${encodeURIComponent(PASSWORD)}`,
    `535 5.7.8 (${PASSWORD})`,
  ].join('\r\n');
  const text = await report({ at: { greeting: `220 hello ${PASSWORD}`, AUTH: echo } }, language);
  for (const form of [
    PASSWORD,
    base64(PASSWORD),
    base64(`\0ada@example.org\0${PASSWORD}`),
    encodeURIComponent(PASSWORD),
  ])
    expect(text).not.toContain(form);
  expect(text).toContain('****');
  expect(text).toContain('535-5.7.8');
});

it('says what is wrong, how far it came, what it means, what to do, and what was said', async () => {
  const text = await report(
    { at: { AUTH: '535 5.7.139 Authentication unsuccessful, basic authentication is disabled' } },
    'en',
  );
  for (const part of [
    'Microsoft takes no passwords here any more',
    'Sign-in: failed',
    '535 5.7.139 Authentication unsuccessful',
    '535: User or password are not valid (RFC\u00A04954).\n',
    '1. The provider retired sign-in by password.',
    '- Use OAuth2',
    'TLSv1.3',
    'CN=test server',
    'AUTH PLAIN LOGIN CRAM-MD5',
    'C: AUTH PLAIN ****',
  ])
    expect(text).toContain(part);
  expect(text).not.toContain('{{');
});

it.each([
  ['that failed', 'selfSigned', 'certificate not verified (DEPTH_ZERO_SELF_SIGNED_CERT)'],
  ['that was accepted', 'good', 'certificate verified'],
] as const)(
  'lists the certificate %s: whose, by whom, from when to when, its SHA-256',
  async (_, kind, verdict) => {
    const identity = certificates[kind];
    const text = await report({ identity, at: { AUTH: '535 5.7.8 no' } }, 'en');
    const [, line = ''] = text.slice(text.indexOf('TLSv1.3')).split('\n');
    const { subject, issuer, validFrom, validTo } = new X509Certificate(identity.certificate);
    expect(text).toContain(verdict);
    for (const part of [
      subject,
      issuer,
      identity.fingerprint256,
      formatDate(Date.parse(validFrom), 'en'),
      formatDate(Date.parse(validTo), 'en'),
    ])
      expect(line).toContain(part);
  },
);

it('is in French where the reader is', async () => {
  const text = await report({ at: { AUTH: '535 5.7.8 no' } }, 'fr');
  expect(text).toContain('Utilisateur ou mot de passe refusé');
  expect(text).toContain('Pourquoi, du plus au moins probable');
});

it('is bounded, however long the conversation was', async () => {
  const text = await report(
    { extensions: Array.from({ length: 450 }, (_, n) => `X-KEYWORD-${String(n)}`) },
    'en',
  );
  expect(text).toContain('lines left out');
});
