/** Nothing is said to a server whose encryption is missing, broken or not to be trusted. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeTestCertificates, type TestCertificates } from '#test/servers/certificates.ts';
import {
  startScriptedServer,
  type ScriptedOptions,
  type ScriptedServer,
} from '#test/servers/scripted-smtp.ts';
import { CONTENDERS, Trial } from './session-trial.ts';

let certificates: TestCertificates;
let server: ScriptedServer | undefined;
beforeAll(async () => {
  certificates = await makeTestCertificates();
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function start(options: ScriptedOptions): Promise<ScriptedServer> {
  server = await startScriptedServer(options);
  return server;
}

describe.each(CONTENDERS)('$name', ({ sessions }) => {
  describe('a certificate', () => {
    it.each(['tls', 'starttls'] as const)('of a trusted authority is accepted (%s)', async (security) => {
      const { port, connections } = await start({
        identity: certificates.good,
        implicitTls: security === 'tls',
      });
      const trial = new Trial({ sessions, port, security, trust: [certificates.authority.certificate] });
      const facts = await trial.open();
      expect(facts.tls).toMatchObject({ version: 'TLSv1.3', verified: true, pinned: false, problem: null });
      expect(facts.tls).toMatchObject({ serverName: 'localhost', alpn: null });
      expect(facts.tls?.cipher).toMatch(/^TLS_/);
      expect(facts.tls?.chain[0]).toMatchObject({
        subject: 'CN=test server',
        issuer: 'CN=Test authority',
        names: ['localhost', '127.0.0.1'],
        fingerprint256: certificates.good.fingerprint256,
      });
      expect(facts.extensions.map(({ keyword }) => keyword)).toContain('AUTH');
      await trial.session.close();
      expect(connections[0]?.lines.at(-1)).toBe('QUIT');
    });

    const wrong = [
      ['expired', 'certificate-expired', 'CERT_HAS_EXPIRED'],
      ['notYetValid', 'certificate-not-yet-valid', 'CERT_NOT_YET_VALID'],
      ['wrongHost', 'certificate-wrong-host', 'ERR_TLS_CERT_ALTNAME_INVALID'],
      ['selfSigned', 'certificate-self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
      ['unknownIssuer', 'certificate-unknown-issuer', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ] as const;
    it.each(wrong)(
      'that is wrong (%s) ends the session before a word is said, and is kept',
      async (kind, code, problem) => {
        const { port, connections } = await start({ identity: certificates[kind], implicitTls: true });
        const trial = new Trial({
          sessions,
          port,
          security: 'tls',
          trust: [certificates.authority.certificate],
        });
        const failure = await trial.openFailure();
        expect(failure.diagnosis).toMatchObject({ step: 'tls', code });
        expect(failure.facts.tls).toMatchObject({ verified: false, problem });
        expect(failure.facts.tls?.chain[0]?.fingerprint256).toBe(certificates[kind].fingerprint256);
        await connections[0]?.closed;
        expect(connections[0]?.lines).toEqual([]);
      },
    );

    it('that is pinned is accepted without a chain', async () => {
      const { port } = await start({ identity: certificates.selfSigned });
      const trial = new Trial({
        sessions,
        port,
        security: 'starttls',
        pinned: [certificates.selfSigned.fingerprint256],
      });
      const { tls } = await trial.open();
      expect(tls).toMatchObject({ verified: true, pinned: true, problem: null });
      await trial.session.close();
    });

    it('that is not the pinned one is refused, even with a chain', async () => {
      const { port } = await start({ identity: certificates.good });
      const trial = new Trial({
        sessions,
        port,
        security: 'starttls',
        trust: [certificates.authority.certificate],
        pinned: [certificates.selfSigned.fingerprint256],
      });
      const failure = await trial.openFailure();
      expect(failure.diagnosis).toMatchObject({ step: 'tls', code: 'certificate-pin-mismatch' });
    });
  });

  describe('STARTTLS', () => {
    it('that is not offered is never done without', async () => {
      const { port, connections } = await start({ extensions: ['AUTH PLAIN'] });
      const failure = await new Trial({ sessions, port, security: 'starttls' }).openFailure();
      expect(failure.diagnosis).toMatchObject({ step: 'starttls', code: 'starttls-not-offered' });
      await connections[0]?.closed;
      expect(connections[0]?.lines).toEqual(['EHLO [127.0.0.1]']);
    });

    it('that is refused ends the session', async () => {
      const { port } = await start({ identity: certificates.good, at: { STARTTLS: '502 5.5.1 no' } });
      const failure = await new Trial({ sessions, port, security: 'starttls' }).openFailure();
      expect(failure.diagnosis).toMatchObject({
        step: 'starttls',
        code: 'starttls-refused',
        reply: { code: 502 },
      });
    });

    it('forgets what was learned before it', async () => {
      const { port } = await start({ identity: certificates.good });
      const trial = new Trial({
        sessions,
        port,
        security: 'starttls',
        trust: [certificates.authority.certificate],
      });
      const { extensions } = await trial.open();
      expect(extensions.map(({ keyword }) => keyword)).not.toContain('STARTTLS');
      await trial.session.close();
    });

    it('with bytes injected behind its reply ends the session', async () => {
      const { port, connections } = await start({
        identity: certificates.good,
        at: { STARTTLS: '220 go ahead\r\n250-injected\r\n250 AUTH PLAIN' },
      });
      const failure = await new Trial({ sessions, port, security: 'starttls' }).openFailure();
      expect(failure.diagnosis).toMatchObject({ step: 'starttls', code: 'injected-before-tls' });
      await connections[0]?.closed;
      expect(connections[0]?.lines.at(-1)).toBe('STARTTLS');
    });

    it('with half a line injected behind its reply ends the session', async () => {
      const { port } = await start({
        identity: certificates.good,
        at: { STARTTLS: (connection) => connection.write('220 go ahead\r\n250 half') },
      });
      const failure = await new Trial({ sessions, port, security: 'starttls' }).openFailure();
      expect(failure.diagnosis).toMatchObject({ step: 'starttls', code: 'injected-before-tls' });
    });
  });

  describe('a handshake', () => {
    it('of a version before TLS 1.2 is refused', async () => {
      // Nothing is said before it: Node's server would drop the alert behind a greeting that waits.
      const { port } = await start({ identity: certificates.good, maxTlsVersion: 'TLSv1.1' });
      const trial = new Trial({
        sessions,
        port,
        security: 'starttls',
        trust: [certificates.authority.certificate],
      });
      expect((await trial.openFailure()).diagnosis).toMatchObject({ step: 'tls', code: 'tls-failed' });
    });

    it.each<[string, ScriptedOptions['at']]>([
      ['is closed instead', { STARTTLS: (connection) => connection.finish('220 go ahead\r\n') }],
      ['is reset instead', { STARTTLS: (connection) => connection.reset() }],
      ['is answered with nonsense', { STARTTLS: (connection) => connection.reply('hello') }],
    ])('that %s ends the session', async (_name, at) => {
      const { port, connections } = await start({ identity: certificates.good, at: at ?? {} });
      const failure = await new Trial({ sessions, port, security: 'starttls' }).openFailure();
      expect(['tls', 'starttls']).toContain(failure.diagnosis.step);
      expect(connections[0]?.lines.at(-1)).toBe('STARTTLS');
    });

    it('with a port that speaks plain text says so', async () => {
      const { port } = await start({});
      const failure = await new Trial({ sessions, port, security: 'tls' }).openFailure();
      expect(failure.diagnosis).toMatchObject({ step: 'tls', code: 'tls-on-plain-port' });
    });

    it('that never ends is given up', async () => {
      // It hears nothing either: octets of a ClientHello may look like a line to answer.
      const { port } = await start({ at: { greeting: (connection) => connection.deafen() } });
      const trial = new Trial({ sessions, port, security: 'tls', timeouts: { connect: 200 } });
      expect((await trial.openFailure()).diagnosis).toMatchObject({ step: 'tls', code: 'reply-timeout' });
    });
  });
});
