// A small world of providers for the window: domains that publish their settings in every way, and in wrong ones. DNS, HTTPS and SMTP are real
// servers on the loopback interface; the program is told where they are, which only a run from source lets it be.
import { makeServerCertificate, makeTestCertificates } from '#test/servers/certificates.ts';
import { a, mx, srv, startDnsServer, type DnsServer } from '#test/servers/dns.ts';
import { clientConfig, startHttpsFiles, type HttpsFiles } from '#test/servers/https-files.ts';
import { freePort } from '#test/servers/ports.ts';
import { startSocksProxy, type TestProxy } from '#test/servers/proxies.ts';
import { startScriptedServer, type ScriptedServer } from '#test/servers/scripted-smtp.ts';

export interface FindingWorld {
  readonly dns: DnsServer;
  readonly https: HttpsFiles;
  /** takes whoever signs in, with TLS on connect */
  readonly smtp: ScriptedServer;
  /** what `launch` takes */
  readonly authority: string;
  readonly proxy: TestProxy;
  /** the server of `own.test` */
  readonly own: ScriptedServer;
  readonly fingerprint256: string;
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

export const PASSWORD = 'correct horse';

/** of the proxy, which alone knows where `far.test` is */
export const PROXY = { user: 'pia', password: 'proxy-Kx7-pw-52e1' };

const hosts = [
  'far.test',
  'velmont.test',
  'refusing.test',
  'hosted.test',
  'provider.test',
  'traps.test',
  'slow.test',
];
const published = (name: string, file: string) => ({ [`autoconfig.${name}/mail/config-v1.1.xml`]: file });
const bomb = '<!DOCTYPE x [<!ENTITY a "aa">]><clientConfig>&a;</clientConfig>';

export async function startFindingWorld(): Promise<FindingWorld> {
  const certificates = await makeTestCertificates();
  const authority = certificates.authority;
  const identity = await makeServerCertificate(authority, [...hosts, ...hosts.map((host) => `*.${host}`)]);
  const smtp = await startScriptedServer({ identity, implicitTls: true });
  const starttls = await startScriptedServer({ identity });
  const refusing = await startScriptedServer({
    identity,
    implicitTls: true,
    at: { AUTH: '535 5.7.8 Username and Password not accepted here' },
  });
  /** servers of one's own, with certificates that they made themselves */
  const own = await startScriptedServer({ identity: certificates.selfSigned, implicitTls: true });
  const home = await startScriptedServer({ identity: certificates.selfSigned });
  const https = await startHttpsFiles(
    {
      ...published(
        'velmont.test',
        clientConfig([
          { host: 'smtp.velmont.test', port: starttls.port, socketType: 'STARTTLS' },
          { host: 'smtp.velmont.test', port: smtp.port },
        ]),
      ),
      ...published('refusing.test', clientConfig([{ host: 'smtp.refusing.test', port: refusing.port }])),
      ...published('traps.test', bomb),
      ...published('far.test', clientConfig([{ host: 'smtp.far.test', port: smtp.port }])),
    },
    identity,
  );
  const proxy = await startSocksProxy({
    names: { 'autoconfig.far.test': '127.0.0.1', 'smtp.far.test': '127.0.0.1' },
    signIn: PROXY,
  });
  const dns = await startDnsServer({
    'autoconfig.velmont.test': [a('autoconfig.velmont.test')],
    'smtp.velmont.test': [a('smtp.velmont.test')],
    'velmont.test': [mx('velmont.test', 'mx1.velmont.test')],
    'autoconfig.refusing.test': [a('autoconfig.refusing.test')],
    'smtp.refusing.test': [a('smtp.refusing.test')],
    '_submissions._tcp.hosted.test': [srv('_submissions._tcp.hosted.test', 'smtp.provider.test', smtp.port)],
    'smtp.provider.test': [a('smtp.provider.test')],
    'autoconfig.traps.test': [a('autoconfig.traps.test')],
    '_submissions._tcp.traps.test': [srv('_submissions._tcp.traps.test', '10.0.0.1', 465)],
    // A public name, whose DNS leads to this machine.
    '_submissions._tcp.traps.fr': [srv('_submissions._tcp.traps.fr', 'smtp.traps.fr', smtp.port)],
    'smtp.traps.fr': [a('smtp.traps.fr')],
    '_submissions._tcp.own.test': [srv('_submissions._tcp.own.test', 'smtp.own.test', own.port)],
    'smtp.own.test': [a('smtp.own.test')],
    'mail.home.test': [a('mail.home.test')],
    'autoconfig.slow.test': 'silent',
    '_submission._tcp.slow.test': 'silent',
    'slow.test': [mx('slow.test', 'mx.slow.test')],
  });
  const closed = await freePort();
  const wellKnown = { ...Object.fromEntries([465, 2525, 25].map((port) => [port, closed])), 587: home.port };
  return {
    dns,
    https,
    smtp,
    authority: authority.certificate,
    own,
    proxy,
    fingerprint256: certificates.selfSigned.fingerprint256,
    env: {
      FACTEUR_TEST_INTERNET: JSON.stringify({ dns: dns.server, ports: { ...wellKnown, 443: https.port } }),
    },
    async stop() {
      await Promise.all(
        [dns, https, smtp, proxy, starttls, refusing, own, home].map((server) => server.stop()),
      );
    },
  };
}
