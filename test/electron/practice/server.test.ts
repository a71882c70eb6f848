/** The practice server behaves like a real one, keeps nothing, and lets nobody in but the program. */
import { X509Certificate } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { PracticeServer, type PracticeFacts, type PracticeOptions } from '#electron/practice/server.ts';
import { Secret } from '#electron/secrets/secret.ts';
import { passwordOf } from '#electron/submission/sign-in/credentials.ts';
import { makeMessage, outcomes, Trial } from '#test/faults/session-trial.ts';
import { makeTestCertificates } from '#test/servers/certificates.ts';

let practice: PracticeServer | undefined;
afterEach(async () => {
  await practice?.stop();
  practice = undefined;
});

async function start(
  options: PracticeOptions = {},
): Promise<{ server: PracticeServer; facts: PracticeFacts }> {
  practice = new PracticeServer(options);
  return { server: practice, facts: await practice.start() };
}

const trialOf = (facts: PracticeFacts): Trial =>
  new Trial({
    port: facts.port,
    security: 'starttls',
    pinned: [facts.fingerprint256],
    more: { host: facts.host, user: facts.user },
  });

async function send(facts: PracticeFacts, to: readonly string[], content = 'Subject: x\r\n\r\nhello\r\n') {
  const message = await makeMessage(content);
  const trial = trialOf(facts);
  await trial.open();
  await trial.session.signIn(passwordOf(facts.user, facts.password));
  const result = await trial.submit(message, to);
  await trial.session.close();
  await message.remove();
  return { message, result };
}

describe('the practice server', () => {
  it('takes mail, says that it goes no further, and keeps only the facts', async () => {
    const chunks: Buffer[] = [];
    const { server, facts } = await start({ onBytes: (chunk) => chunks.push(chunk) });
    const { message, result } = await send(facts, ['a@example.net', 'b@example.net']);
    expect(result.finalReply?.lines[0]).toMatch(
      /^2\.\d\.\d Practice: kept here, goes no further \(\d+ bytes\)$/,
    );
    expect(server.receipts).toEqual([
      {
        at: expect.any(Number) as number,
        mailFrom: 'ada@example.org',
        mailParameters: [`SIZE=${message.size}`],
        rcptTo: [
          { address: 'a@example.net', parameters: [] },
          { address: 'b@example.net', parameters: [] },
        ],
        user: 'practice',
        ehloName: '[127.0.0.1]',
        tls: true,
        size: message.size,
        sha256: message.sha256,
      },
    ]);
    expect(Buffer.concat(chunks).toString()).toBe('Subject: x\r\n\r\nhello\r\n');
  });

  it('refuses and defers the recipients that are there to practise with', async () => {
    const { server, facts } = await start();
    const { result } = await send(facts, ['refused@example.net', 'Deferred@example.net', 'c@example.net']);
    expect(outcomes(result)).toEqual([
      'refused@example.net refused',
      'Deferred@example.net deferred',
      'c@example.net accepted',
    ]);
    expect(result.recipientReplies.map(({ reply }) => reply.code)).toEqual([550, 450, 250]);
    expect(server.receipts[0]?.rcptTo).toHaveLength(1);
  });

  it('refuses strangers', async () => {
    const { facts } = await start();
    for (const [user, password] of [
      [facts.user, new Secret('guess')],
      ['somebody', facts.password],
    ] as const) {
      const trial = trialOf(facts);
      await trial.open();
      await expect(trial.session.signIn(passwordOf(user, password))).rejects.toMatchObject({
        diagnosis: { code: 'sign-in-refused', reply: { code: 535 } },
      });
      await trial.session.close();
    }
  });

  it('takes nothing without sign-in', async () => {
    const { server, facts } = await start();
    const message = await makeMessage('Subject: x\r\n\r\n');
    const trial = trialOf(facts);
    await trial.open();
    const result = await trial.submit(message, ['a@example.net']);
    await trial.session.close();
    await message.remove();
    expect(outcomes(result)).toEqual(['a@example.net unsent']);
    expect(result.diagnosis?.code).toBe('sign-in-needed');
    expect(server.receipts).toEqual([]);
  });

  it('says its size limit and holds to it', async () => {
    const { server, facts } = await start({ sizeLimit: 1000 });
    const { result } = await send(facts, ['a@example.net'], `Subject: x\r\n\r\n${'x'.repeat(2000)}\r\n`);
    expect(result.diagnosis).toMatchObject({ code: 'message-too-large', params: { limit: '1000' } });
    expect(server.receipts).toEqual([]);
  });

  it('answers alike as long as it runs, and with another password and certificate afterwards', async () => {
    const { server, facts } = await start();
    await expect(Promise.all([server.start(), server.start()])).resolves.toEqual([facts, facts]);
    await server.stop();
    const later = await server.start();
    expect(later.fingerprint256).not.toBe(facts.fingerprint256);
    expect(later.password.reveal()).not.toBe(facts.password.reveal());
  });

  it('keeps the last facts only', async () => {
    const { server, facts } = await start({ keep: 2 });
    for (const name of ['a', 'b', 'c']) await send(facts, [`${name}@example.net`]);
    expect(server.receipts.map(({ rcptTo }) => rcptTo[0]?.address)).toEqual([
      'b@example.net',
      'c@example.net',
    ]);
  });
});

describe('a certificate that is made here', () => {
  it('says what it was asked to say', async () => {
    const { authority, good, selfSigned } = await makeTestCertificates();
    const certificate = new X509Certificate(good.certificate);
    expect(certificate.checkIssued(new X509Certificate(authority.certificate))).toBe(true);
    expect(certificate.verify(new X509Certificate(authority.certificate).publicKey)).toBe(true);
    expect(certificate).toMatchObject({
      subject: 'CN=test server',
      issuer: 'CN=Test authority',
      subjectAltName: 'DNS:localhost, IP Address:127.0.0.1',
      keyUsage: ['1.3.6.1.5.5.7.3.1'],
      ca: false,
    });
    expect(new X509Certificate(authority.certificate).ca).toBe(true);
    expect(
      new X509Certificate(selfSigned.certificate).verify(
        new X509Certificate(selfSigned.certificate).publicKey,
      ),
    ).toBe(true);
  });
});
