/** STARTTLS, the handshake, the certificate. */
import { makeCertificate, type MadeCertificate } from '#electron/practice/certificate.ts';
import { startRaw, startTls } from '#test/servers/raw.ts';
import { goAheadAndReset } from '#test/servers/scripted-smtp.ts';
import { makeWeakCertificate } from '#test/servers/weak-certificate.ts';
import { scripted, type Case, type World } from '../case.ts';

const DAY = 24 * 3600_000;
const QUICK = { connect: 400, greeting: 300, command: 500 };

/** A certificate for localhost whose days are counted from today, and by whom it was issued. */
async function issued(from: number, to: number, issuer?: string): Promise<MadeCertificate> {
  const days = (count: number): Date => new Date(Date.now() + count * DAY);
  const authority =
    issuer === undefined
      ? null
      : await makeCertificate({
          commonName: issuer,
          names: [],
          notBefore: days(-30),
          notAfter: days(30),
          issuer: null,
          isAuthority: true,
        });
  return makeCertificate({
    commonName: 'mail.example',
    names: ['localhost'],
    notBefore: days(from),
    notAfter: days(to),
    issuer: authority,
    isAuthority: false,
  });
}

/** A greeting as Exim says it, with a clock that is so many days off ours. */
const clock = (days: number): string =>
  `220 mail.example ESMTP Exim 4.98 ${new Date(Date.now() + days * DAY).toUTCString().replace('GMT', '+0000')}`;

const withCertificate = (make: () => Promise<MadeCertificate>, greeting?: string) => async (world: World) => {
  const identity = await make();
  return scripted({ identity, ...(greeting === undefined ? {} : { at: { greeting } }) })(world);
};

const wrong = (kind: 'expired' | 'notYetValid' | 'wrongHost' | 'selfSigned' | 'unknownIssuer') =>
  scripted(({ certificates }) => ({ identity: certificates[kind], implicitTls: true }));

/** A fatal alert instead of a ServerHello (RFC 8446 §6). */
const alert = (description: number) => () =>
  startRaw((socket) =>
    socket.once('data', () => socket.end(Buffer.from([0x15, 0x03, 0x03, 0, 2, 2, description]))),
  );

export const STARTTLS: readonly Case[] = [
  {
    when: 'STARTTLS is not offered',
    server: scripted({ extensions: ['AUTH PLAIN'] }),
    security: 'starttls',
    step: 'starttls',
    code: 'starttls-not-offered',
    fix: 'use-port-465',
  },
  {
    when: 'a virus scanner wrote XXXXXXXA over STARTTLS',
    server: scripted({ extensions: ['SIZE 1000', 'XXXXXXXA', 'AUTH PLAIN'] }),
    security: 'starttls',
    step: 'starttls',
    code: 'starttls-not-offered',
    situation: 'starttls-stripped',
    cause: 'antivirus-in-between',
    fix: 'check-antivirus',
    params: { mask: 'XXXXXXXA' },
  },
  {
    when: 'STARTTLS is refused for good',
    server: scripted(({ certificates }) => ({
      identity: certificates.good,
      at: { STARTTLS: '502 5.5.1 no' },
    })),
    security: 'starttls',
    step: 'starttls',
    code: 'starttls-refused',
  },
  {
    when: 'STARTTLS is not available now (454)',
    server: scripted(({ certificates }) => ({
      identity: certificates.good,
      at: { STARTTLS: '454 4.3.0 TLS not available due to local problem' },
    })),
    security: 'starttls',
    step: 'starttls',
    code: 'temporary-refusal',
    situation: 'starttls-not-now',
    fix: 'try-later',
  },
  {
    when: 'somebody injects bytes before TLS begins',
    server: scripted(({ certificates }) => ({
      identity: certificates.good,
      at: { STARTTLS: '220 go ahead\r\n250 injected' },
    })),
    security: 'starttls',
    step: 'starttls',
    code: 'injected-before-tls',
    cause: 'server-faulty',
  },
  {
    when: 'the connection is reset at STARTTLS',
    server: scripted(({ certificates }) => ({
      identity: certificates.good,
      at: { STARTTLS: (connection) => connection.reset() },
    })),
    security: 'starttls',
    step: 'starttls',
    code: 'connection-lost',
  },
];

export const HANDSHAKES: readonly Case[] = [
  {
    when: 'TLS meets a port that speaks plain text',
    server: scripted({}),
    security: 'tls',
    step: 'tls',
    code: 'tls-on-plain-port',
    fix: 'use-starttls',
    cause: 'wrong-port',
  },
  {
    when: 'plain text meets a port that waits for TLS',
    server: scripted(({ certificates }) => ({ identity: certificates.good, implicitTls: true })),
    security: 'starttls',
    timeouts: QUICK,
    step: 'greeting',
    code: 'plain-on-tls-port',
    fix: 'use-tls',
  },
  {
    when: 'plain text is answered by a TLS alert',
    server: () => startRaw((socket) => socket.write(Buffer.from([0x15, 0x03, 0x01, 0, 2, 2, 70]))),
    security: 'none',
    step: 'greeting',
    code: 'plain-on-tls-port',
  },
  {
    when: 'the server knows no TLS after 1.1',
    server: ({ certificates }) =>
      startTls({
        key: certificates.good.key,
        cert: certificates.good.certificate,
        minVersion: 'TLSv1',
        maxVersion: 'TLSv1.1',
        ciphers: 'DEFAULT@SECLEVEL=0',
      }),
    security: 'tls',
    step: 'tls',
    code: 'tls-failed',
    situation: 'tls-too-old',
    cause: 'server-ancient',
  },
  {
    when: 'there is no cipher in common',
    server: ({ certificates }) =>
      startTls({
        key: certificates.good.key,
        cert: certificates.good.certificate,
        maxVersion: 'TLSv1.2',
        // It needs an RSA key, and the certificate's is ECDSA.
        ciphers: 'ECDHE-RSA-AES128-GCM-SHA256',
      }),
    security: 'tls',
    step: 'tls',
    code: 'tls-failed',
    situation: 'tls-no-common-cipher',
  },
  {
    when: 'the server has no certificate for the name',
    server: alert(112),
    security: 'tls',
    step: 'tls',
    code: 'tls-failed',
    situation: 'name-not-served',
    fix: 'check-host',
  },
  {
    when: 'the server wants a certificate of the client',
    server: ({ certificates }) =>
      startTls({
        key: certificates.good.key,
        cert: certificates.good.certificate,
        ca: certificates.authority.certificate,
        requestCert: true,
        rejectUnauthorized: true,
        minVersion: 'TLSv1.3',
      }),
    security: 'tls',
    step: 'tls',
    code: 'client-certificate-missing',
    fix: 'choose-client-certificate',
  },
  {
    when: 'the connection is reset during the handshake',
    server: () => startRaw((socket) => socket.once('data', () => socket.resetAndDestroy())),
    security: 'tls',
    step: 'tls',
    code: 'connection-lost',
    situation: 'tls-cut',
    cause: 'firewall-cuts',
    fix: 'try-later',
  },
  {
    when: 'the connection ends during the handshake, without an alert',
    server: () => startRaw((socket) => socket.once('data', () => socket.end())),
    security: 'tls',
    step: 'tls',
    code: 'connection-lost',
    situation: 'tls-cut',
  },
  {
    when: 'the connection is reset after the 220 to STARTTLS',
    server: scripted(({ certificates }) => ({
      identity: certificates.good,
      at: { STARTTLS: goAheadAndReset },
    })),
    security: 'starttls',
    step: 'tls',
    code: 'connection-lost',
    situation: 'tls-cut',
  },
  {
    when: 'the handshake is not answered',
    server: () => startRaw((socket) => socket.resume()),
    security: 'tls',
    timeouts: QUICK,
    step: 'tls',
    code: 'reply-timeout',
    situation: 'tls-silent',
    fix: 'use-starttls',
  },
];

export const CERTIFICATES: readonly Case[] = [
  {
    when: 'the certificate has expired',
    server: wrong('expired'),
    security: 'tls',
    step: 'tls',
    code: 'certificate-expired',
    cause: 'renewal-forgotten',
  },
  {
    when: 'the certificate is not valid yet',
    server: wrong('notYetValid'),
    security: 'tls',
    step: 'tls',
    code: 'certificate-not-yet-valid',
    fix: 'set-clock',
  },
  {
    when: 'the certificate names another host',
    server: wrong('wrongHost'),
    security: 'tls',
    step: 'tls',
    code: 'certificate-wrong-host',
    fix: 'check-host',
  },
  {
    when: 'the certificate is signed by itself',
    server: wrong('selfSigned'),
    security: 'tls',
    step: 'tls',
    code: 'certificate-self-signed',
    cause: 'self-hosted',
  },
  {
    when: 'nobody known issued the certificate',
    server: wrong('unknownIssuer'),
    security: 'tls',
    step: 'tls',
    code: 'certificate-unknown-issuer',
    cause: 'own-authority',
  },
  {
    when: 'the certificate’s key is too short',
    server: async ({ certificates }) => {
      const { certificate, key } = await makeWeakCertificate(certificates.authority);
      return startTls({ cert: certificate, key, ciphers: 'DEFAULT@SECLEVEL=0' });
    },
    security: 'tls',
    step: 'tls',
    code: 'tls-failed',
    situation: 'certificate-too-weak',
    fix: 'ask-administrator',
  },
  {
    when: 'a virus scanner issued the certificate',
    server: withCertificate(() => issued(-3, 3, 'Avast Web/Mail Shield Root')),
    security: 'starttls',
    step: 'tls',
    code: 'certificate-unknown-issuer',
    situation: 'tls-inspected',
    fix: 'check-antivirus',
    params: { issuer: 'Avast Web/Mail Shield Root' },
  },
  {
    when: 'the clock here is ahead, by the server’s greeting',
    server: withCertificate(() => issued(-30, -3, 'Test issuer'), clock(-10)),
    security: 'starttls',
    step: 'tls',
    code: 'certificate-expired',
    situation: 'clock-ahead',
    fix: 'set-clock',
  },
  {
    when: 'the clock here is behind, by the server’s greeting',
    server: withCertificate(() => issued(3, 30, 'Test issuer'), clock(10)),
    security: 'starttls',
    step: 'tls',
    code: 'certificate-not-yet-valid',
    situation: 'clock-behind',
    fix: 'set-clock',
  },
];
