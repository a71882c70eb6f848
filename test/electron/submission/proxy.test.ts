/** Through a proxy to a server: names are looked up by whom the user chose, a failure names the proxy, and its password is nowhere. */
import { inspect } from 'node:util';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '#electron/secrets/secret.ts';
import type { ProxyRoute } from '#electron/submission/connection/proxy/route.ts';
import { systemRoute } from '#electron/submission/connection/proxy/system.ts';
import { passwordOf } from '#electron/submission/sign-in/credentials.ts';
import { failureOf, PASSWORD, Trial, type TrialOptions } from '#test/faults/session-trial.ts';
import { makeTestCertificates, type TestCertificates } from '#test/servers/certificates.ts';
import { freePort } from '#test/servers/ports.ts';
import { startHttpProxy, startSocksProxy, type ProxyOptions, type TestProxy } from '#test/servers/proxies.ts';
import {
  startScriptedServer,
  type ScriptedOptions,
  type ScriptedServer,
} from '#test/servers/scripted-smtp.ts';

const SECRET = 'proxy-pass=52e1';
const signIn = { user: 'pia', password: SECRET };

let certificates: TestCertificates;
let server: ScriptedServer | undefined;
let proxy: TestProxy | undefined;
beforeAll(async () => {
  certificates = await makeTestCertificates();
});
afterEach(async () => {
  await server?.stop();
  await proxy?.stop();
});

const nobodyLooksUp = (host: string): Promise<never> => Promise.reject(new Error(`${host} was looked up`));

interface Meeting {
  readonly proxy?: ProxyOptions;
  readonly server?: ScriptedOptions;
  readonly route?: Partial<ProxyRoute>;
  readonly trial?: Partial<TrialOptions>;
}

async function meet(kind: ProxyRoute['kind'], meeting: Meeting = {}): Promise<Trial> {
  server = await startScriptedServer({ identity: certificates.good, ...meeting.server });
  const start = kind === 'http' ? startHttpProxy : startSocksProxy;
  proxy = await start({ names: { localhost: '127.0.0.1' }, ...meeting.proxy });
  return new Trial({
    port: server.port,
    security: 'starttls',
    trust: [certificates.authority.certificate],
    proxy: { kind, host: '127.0.0.1', port: proxy.port, user: '', password: null, ...meeting.route },
    lookUp: nobodyLooksUp,
    ...meeting.trial,
  });
}

describe.each(['socks5h', 'http'] as const)('%s', (kind) => {
  it('is given the name, and nothing is looked up here', async () => {
    const trial = await meet(kind);
    const facts = await trial.open();
    expect(facts.tls).toMatchObject({ verified: true });
    await trial.session.signIn(passwordOf('ada@example.org', new Secret(PASSWORD)));
    await trial.session.close();
    expect(proxy?.asked).toEqual([`localhost:${String(server?.port)}`]);
    expect(trial.transcript[0]).toBe(`note: proxy 127.0.0.1:${String(proxy?.port)}`);
  });

  it('carries TLS from the first byte', async () => {
    const trial = await meet(kind, { server: { implicitTls: true }, trial: { security: 'tls' } });
    expect((await trial.open()).tls?.verified).toBe(true);
    await trial.session.close();
  });
});

describe('socks5', () => {
  it('is given an address that was looked up here', async () => {
    const trial = await meet('socks5', { trial: { lookUp: () => Promise.resolve(['127.0.0.1']) } });
    await trial.open();
    await trial.session.close();
    expect(proxy?.asked).toEqual([`127.0.0.1:${String(server?.port)}`]);
  });
});

describe.each(['socks5', 'http'] as const)('a sign-in at %s', (kind) => {
  const trial = { lookUp: () => Promise.resolve(['127.0.0.1']) };

  it('works with the right password', async () => {
    const route = { user: 'pia', password: new Secret(SECRET) };
    const session = await meet(kind, { proxy: { signIn }, route, trial });
    await session.open();
    await session.session.close();
    expect(session.transcript.join('\n')).not.toContain(SECRET);
  });

  it.each([
    ['a wrong one', { user: 'pia', password: new Secret('not-it-at-all') }],
    ['none', {}],
  ])('is refused with %s, and the password is in nothing that is told', async (_, route) => {
    const session = await meet(kind, { proxy: { signIn }, route, trial });
    const failure = await session.openFailure();
    expect(failure.diagnosis).toMatchObject({
      step: 'tcp',
      code: 'proxy-sign-in-refused',
      params: { proxy: `127.0.0.1:${String(proxy?.port)}` },
    });
    const told = inspect(failure, { depth: 20, showHidden: true }) + session.transcript.join('\n');
    expect(told).not.toContain('not-it-at-all');
    expect(server?.connections).toEqual([]);
  });
});

describe('a proxy that does not connect', () => {
  it.each([
    ['socks5h', { refusal: 5 }, 'connection refused'],
    ['socks5h', { refusal: 2 }, 'connection not allowed by ruleset'],
    ['http', { refusal: 'HTTP/1.1 502 Bad Gateway' }, '502 Bad Gateway'],
  ] as const)('(%s) is quoted', async (kind, options, reason) => {
    const failure = await (await meet(kind, { proxy: options })).openFailure();
    expect(failure.diagnosis).toMatchObject({ step: 'tcp', code: 'proxy-refused', params: { reason } });
  });

  it('because it is not there is said of the proxy', async () => {
    const trial = await meet('http', { route: { port: await freePort() } });
    expect((await trial.openFailure()).diagnosis).toMatchObject({ step: 'tcp', code: 'proxy-unreachable' });
  });

  it.each(['http', 'socks5h'] as const)('because it is none (%s) is said so', async (kind) => {
    const other = await startScriptedServer();
    const trial = await meet(kind, { route: { port: other.port } });
    expect((await trial.openFailure()).diagnosis.code).toBe('proxy-not-speaking');
    await other.stop();
  });

  it('is not waited for longer than a connection', async () => {
    const silent = await startScriptedServer({
      at: { connect: (connection) => connection.deafen(), greeting: '' },
    });
    const trial = await meet('http', { route: { port: silent.port }, trial: { timeouts: { connect: 50 } } });
    expect((await trial.openFailure()).diagnosis.code).toBe('proxy-unreachable');
    await silent.stop();
  });

  it('is left when the user stops', async () => {
    const stop = new AbortController();
    const silent = await startScriptedServer({ at: { greeting: () => stop.abort() } });
    const trial = await meet('socks5h', { route: { port: silent.port }, trial: { signal: stop.signal } });
    expect((await trial.openFailure()).diagnosis.code).toBe('stopped-by-user');
    await silent.stop();
  });
});

it('a proxy on this machine makes no connection without TLS fit for a password', async () => {
  const trial = await meet('socks5h', { trial: { security: 'none' } });
  await trial.open();
  const failure = await failureOf(trial.session.signIn(passwordOf('ada', new Secret(PASSWORD))));
  await trial.session.close();
  expect(failure.diagnosis.code).toBe('sign-in-needs-encryption');
});

describe('the system’s proxies', () => {
  const route = (kind: string, host: string, port: number) => ({
    kind,
    host,
    port,
    user: '',
    password: null,
  });
  it.each([
    ['DIRECT', null],
    ['PROXY proxy.example:3128', route('http', 'proxy.example', 3128)],
    ['SOCKS5 10.0.0.1:1080; DIRECT', route('socks5h', '10.0.0.1', 1080)],
    ['HTTPS secure.example:443; PROXY [::1]:8080', route('http', '::1', 8080)],
    ['HTTPS secure.example:443; DIRECT', null],
    ['HTTPS secure.example:443', 'unsupported'],
    ['PROXY nonsense', 'unsupported'],
    ['', 'unsupported'],
  ])('%j', (answer, expected) => {
    expect(systemRoute(answer)).toEqual(expected);
  });
});
