/** Whom an account trusts beyond the usual authorities, what is said of a certificate that nobody vouches for, and TLS where it is offered. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { USUAL_TLS } from '#core/account/tls-policy.ts';
import { makeCertificate, type MadeCertificate } from '#electron/practice/certificate.ts';
import { certificatesIn } from '#electron/submission/connection/trust.ts';
import { passwordOf } from '#electron/submission/sign-in/credentials.ts';
import { Secret } from '#electron/secrets/secret.ts';
import { PASSWORD, Trial, type TrialOptions } from '#test/faults/session-trial.ts';
import { makeTestCertificates, type TestCertificates } from '#test/servers/certificates.ts';
import {
  startScriptedServer,
  type ScriptedOptions,
  type ScriptedServer,
} from '#test/servers/scripted-smtp.ts';

const HOUR = 3_600_000;
let certificates: TestCertificates;
/** self-signed, expired, and for another host */
let hopeless: MadeCertificate;
let server: ScriptedServer | undefined;
beforeAll(async () => {
  certificates = await makeTestCertificates();
  hopeless = await makeCertificate({
    commonName: 'elsewhere',
    names: ['mail.elsewhere.example'],
    notBefore: new Date(Date.now() - 2 * HOUR),
    notAfter: new Date(Date.now() - HOUR),
    issuer: null,
    isAuthority: false,
  });
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function meet(options: ScriptedOptions, more: Partial<TrialOptions> = {}): Promise<Trial> {
  server = await startScriptedServer(options);
  const trust = [certificates.authority.certificate];
  return new Trial({ port: server.port, security: 'starttls', trust, ...more });
}

describe('a certificate that does not verify', () => {
  it.each([
    ['expired', ['expired']],
    ['notYetValid', ['not-yet-valid']],
    ['wrongHost', ['wrong-host']],
    ['selfSigned', ['self-signed']],
    ['unknownIssuer', ['unknown-issuer']],
  ] as const)('(%s) has its reason named', async (kind, problems) => {
    const trial = await meet({ identity: certificates[kind] });
    expect((await trial.openFailure()).facts.tls?.problems).toEqual(problems);
  });

  it('has each reason named, where there are several', async () => {
    const failure = await (await meet({ identity: hopeless })).openFailure();
    expect(failure.facts.tls?.problems).toEqual(['expired', 'wrong-host', 'self-signed']);
    expect(failure.facts.tls?.chain[0]).toMatchObject({
      subject: 'CN=elsewhere',
      fingerprint256: hopeless.fingerprint256,
    });
  });
});

describe('a certificate that the user trusts', () => {
  it('is taken whatever is wrong with it', async () => {
    const trial = await meet({ identity: hopeless }, { pinned: [hopeless.fingerprint256] });
    expect((await trial.open()).tls).toMatchObject({ verified: true, pinned: true, problems: [] });
    await trial.session.signIn(passwordOf('ada', new Secret(PASSWORD)));
    await trial.session.close();
  });

  it('that has changed is asked about again before a word is said, with what is wrong with the new one', async () => {
    const trial = await meet(
      { identity: hopeless, implicitTls: true },
      { security: 'tls', pinned: [certificates.selfSigned.fingerprint256] },
    );
    const failure = await trial.openFailure();
    expect(failure.diagnosis).toMatchObject({ step: 'tls', code: 'certificate-pin-mismatch' });
    expect(failure.facts.tls?.problems).toEqual(['expired', 'wrong-host', 'self-signed']);
    await server?.connections[0]?.closed;
    expect(server?.connections[0]?.lines).toEqual([]);
  });
});

describe('authorities of an account’s own', () => {
  const withAuthorities = (pem: string) => ({
    trust: [],
    more: { tls: { ...USUAL_TLS, authorities: { name: 'harbour.pem', pem } } },
  });

  it('vouch for its server', async () => {
    const { certificate } = certificates.authority;
    const pem = `# the harbour’s\n${hopeless.certificate}\n${certificate}\n`;
    const trial = await meet({ identity: certificates.good }, withAuthorities(pem));
    expect((await trial.open()).tls).toMatchObject({ verified: true, pinned: false });
    await trial.session.close();
  });

  it('do not vouch for others', async () => {
    const pem = certificates.authority.certificate;
    const trial = await meet({ identity: certificates.unknownIssuer }, withAuthorities(pem));
    expect((await trial.openFailure()).diagnosis.code).toBe('certificate-unknown-issuer');
  });

  it('are read one by one from whatever a file holds', () => {
    const pem = certificates.authority.certificate.trim();
    expect(certificatesIn(`Bag Attributes\n${pem}\n${pem}\n-----BEGIN CERTIFICATE-----\nhalf`)).toHaveLength(
      2,
    );
    expect(certificatesIn('nothing')).toEqual([]);
  });
});

describe('TLS where it is offered', () => {
  it('is used, and the certificate has to be good', async () => {
    const trial = await meet({ identity: certificates.good }, { security: 'opportunistic' });
    expect((await trial.open()).tls).toMatchObject({ verified: true });
    await trial.session.close();
    const other = await meet({ identity: certificates.selfSigned }, { security: 'opportunistic' });
    expect((await other.openFailure()).diagnosis.code).toBe('certificate-self-signed');
  });

  it('is done without where it is not, and EHLO is said once', async () => {
    const trial = await meet({ extensions: ['AUTH PLAIN'] }, { security: 'opportunistic' });
    const facts = await trial.open();
    expect(facts.tls).toBe(null);
    expect(facts.extensions.map(({ keyword }) => keyword)).toContain('AUTH');
    await trial.session.close();
    expect(server?.connections[0]?.lines).toEqual(['EHLO [127.0.0.1]', 'QUIT']);
  });

  it('that begins and fails is not done without', async () => {
    const trial = await meet(
      { identity: certificates.good, at: { STARTTLS: '454 4.7.0 not now' } },
      { security: 'opportunistic' },
    );
    expect((await trial.openFailure()).diagnosis).toMatchObject({ step: 'starttls' });
  });
});

it('nothing older than TLS 1.2 is spoken', async () => {
  const trial = await meet({ identity: certificates.good, maxTlsVersion: 'TLSv1.1' });
  expect((await trial.openFailure()).diagnosis).toMatchObject({ step: 'tls', code: 'tls-failed' });
});
