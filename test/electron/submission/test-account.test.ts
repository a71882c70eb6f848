/** A test of an account's settings finds out step by step, and sends nothing. */
import { afterEach, expect, it } from 'vitest';
import { TestReport, type TestStep } from '#core/contract/accounts.ts';
import { byPassword } from '#electron/accounts/access.ts';
import { PracticeServer } from '#electron/practice/server.ts';
import { Secret } from '#electron/secrets/secret.ts';
import { smtpSessions } from '#electron/submission/smtp-session.ts';
import { testAccount, type AccountTestOptions } from '#electron/submission/test-account.ts';
import { makeAccount } from '#test/faults/session-trial.ts';
import { startScriptedServer, type ScriptedServer } from '#test/servers/scripted-smtp.ts';

const practice = new PracticeServer();
let server: ScriptedServer | undefined;
afterEach(async () => {
  await practice.stop();
  await server?.stop();
  server = undefined;
});

async function practiceTest(more: Partial<AccountTestOptions> = {}) {
  const facts = await practice.start();
  return await testAccount({
    account: makeAccount(facts.port, 'starttls', { host: facts.host, user: facts.user }),
    access: byPassword(facts.user, { kind: 'secret', secret: facts.password }),
    pinned: [facts.fingerprint256],
    openSession: smtpSessions(),
    ...more,
  });
}

const states = (steps: readonly TestStep[]): string[] => steps.map(({ step, state }) => `${step} ${state}`);

it('finds that all is well', async () => {
  const seen: string[][] = [];
  const report = await practiceTest({ onSteps: (steps) => seen.push(states(steps)) });
  expect(TestReport.parse(report)).toEqual(report);
  expect(states(report.steps)).toEqual(
    ['dns', 'tcp', 'greeting', 'ehlo', 'starttls', 'tls', 'sign-in'].map((step) => `${step} done`),
  );
  expect(report).toMatchObject({ diagnosis: null, tls: { verified: true, pinned: true } });
  expect(report.extensions.map(({ keyword }) => keyword)).toContain('SIZE');
  expect(report.timings.map(({ step }) => step)).toEqual([
    'dns',
    'tcp',
    'greeting',
    'ehlo',
    'starttls',
    'tls',
    'ehlo',
    'sign-in',
  ]);
  expect(seen[0]).toEqual([
    'dns running',
    ...['tcp', 'greeting', 'ehlo', 'starttls', 'tls', 'sign-in'].map((step) => `${step} not-reached`),
  ]);
  expect(report.transcript.filter(({ from }) => from === 'client').map(({ text }) => text)).toEqual([
    'EHLO [127.0.0.1]',
    'STARTTLS',
    'EHLO [127.0.0.1]',
    'AUTH PLAIN ****',
    'QUIT',
  ]);
  expect(practice.receipts).toEqual([]);
});

it('says at which step it failed, with what was learned until then', async () => {
  const report = await practiceTest({
    access: byPassword('practice', { kind: 'secret', secret: new Secret('not it') }),
  });
  expect(states(report.steps).slice(-2)).toEqual(['tls done', 'sign-in failed']);
  expect(report.diagnosis).toMatchObject({ step: 'sign-in', code: 'sign-in-refused', reply: { code: 535 } });
  expect(report.tls?.verified).toBe(true);
  expect(report.extensions).not.toEqual([]);
  expect(TestReport.parse(report)).toEqual(report);
});

it('tries all that can be tried without a password', async () => {
  const report = await practiceTest({
    access: byPassword('practice', { kind: 'failed', code: 'keychain-locked' }),
  });
  expect(states(report.steps).slice(-2)).toEqual(['tls done', 'sign-in failed']);
  expect(report.diagnosis?.code).toBe('keychain-locked');
});

it('leaves the steps behind the failed one unreached', async () => {
  const report = await practiceTest({ pinned: [] });
  expect(states(report.steps).slice(-2)).toEqual(['tls failed', 'sign-in not-reached']);
  expect(report.diagnosis).toMatchObject({ step: 'tls', code: 'certificate-self-signed' });
  expect(report.tls?.chain).toHaveLength(1);
});

it('can be stopped', async () => {
  const stop = new AbortController();
  server = await startScriptedServer({ at: { EHLO: () => stop.abort() } });
  const report = await testAccount({
    account: makeAccount(server.port, 'none', { host: '127.0.0.1' }),
    access: byPassword('', null),
    pinned: [],
    openSession: smtpSessions(),
    signal: stop.signal,
  });
  expect(report.diagnosis).toMatchObject({ step: 'ehlo', code: 'stopped-by-user' });
});

it('needs no sign-in where the account has no user', async () => {
  server = await startScriptedServer();
  const report = await testAccount({
    account: makeAccount(server.port, 'none', { host: '127.0.0.1', user: '' }),
    access: byPassword('', null),
    pinned: [],
    openSession: smtpSessions(),
  });
  expect(states(report.steps)).toEqual(['dns', 'tcp', 'greeting', 'ehlo'].map((step) => `${step} done`));
  expect(report.diagnosis).toBeNull();
});

it('leaves out the encryption that was not offered and not required', async () => {
  server = await startScriptedServer();
  const report = await testAccount({
    account: makeAccount(server.port, 'opportunistic', { host: '127.0.0.1', user: '' }),
    access: byPassword('', null),
    pinned: [],
    openSession: smtpSessions(),
  });
  expect(states(report.steps)).toEqual(['dns', 'tcp', 'greeting', 'ehlo'].map((step) => `${step} done`));
  expect(report).toMatchObject({ diagnosis: null, tls: null });
});

it('connects nowhere while the proxy’s password is missing, and says so', async () => {
  server = await startScriptedServer();
  const report = await testAccount({
    account: makeAccount(server.port, 'none', { host: '127.0.0.1' }),
    access: {
      ...byPassword('', null),
      blocked: { code: 'proxy-password-missing', params: { proxy: 'proxy.example:1080' } },
    },
    pinned: [],
    openSession: smtpSessions(),
  });
  expect(report.diagnosis).toMatchObject({ step: 'settings', code: 'proxy-password-missing' });
  expect(report.steps.every(({ state }) => state === 'not-reached')).toBe(true);
  expect(server.connections).toEqual([]);
});
