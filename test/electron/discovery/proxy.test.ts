/** Finding a server by the way that the account will take: where a proxy resolves names, no question about the domain leaves this machine. */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NO_PROXY, type Proxy } from '#core/account/proxy.ts';
import { routeBy } from '#electron/discovery/way.ts';
import { Secret } from '#electron/secrets/secret.ts';
import { mx, srv } from '#test/servers/dns.ts';
import { clientConfig } from '#test/servers/https-files.ts';
import { freePort } from '#test/servers/ports.ts';
import { startHttpProxy, startSocksProxy, type ProxyOptions, type TestProxy } from '#test/servers/proxies.ts';
import { DOMAIN, here, Worlds, type Plan, type World } from './world.ts';

let worlds: Worlds;
let proxy: TestProxy | undefined;
beforeAll(async () => {
  worlds = await Worlds.make();
});
beforeEach(() => {
  proxy = undefined;
});
afterEach(async () => {
  await worlds.stop();
  await proxy?.stop();
});

const AUTOCONFIG = `autoconfig.${DOMAIN}`;
const FILE = `${AUTOCONFIG}/mail/config-v1.1.xml`;
const SMTP = `smtp.${DOMAIN}`;
const SERVICE = `_submissions._tcp.${DOMAIN}`;
/** What the proxy knows; this machine's DNS is never to be asked. */
const names = { [AUTOCONFIG]: '127.0.0.1', [SMTP]: '127.0.0.1', [DOMAIN]: '127.0.0.1' };
const nowhere = () => Promise.resolve('DIRECT');

interface Meeting {
  readonly kind?: Proxy['kind'];
  readonly at?: Partial<Proxy>;
  readonly proxy?: ProxyOptions;
  readonly password?: string;
  /** what the system answers */
  readonly system?: (port: number) => string;
}

async function meet(plan: Plan, meeting: Meeting = {}): Promise<World> {
  const { kind = 'socks5h', system } = meeting;
  proxy = await (kind === 'http' ? startHttpProxy : startSocksProxy)({ names, ...meeting.proxy });
  const { port } = proxy;
  const own = { ...NO_PROXY, kind, host: '127.0.0.1', port, ...meeting.at };
  const password = meeting.password === undefined ? null : new Secret(meeting.password);
  const answer = system === undefined ? nowhere : () => Promise.resolve(system(port));
  return worlds.start({ ...plan, routeTo: routeBy(own, password, answer) });
}

describe.each(['socks5h', 'http'] as const)('by a proxy that resolves names (%s)', (kind) => {
  it('finds what the domain publishes, and no question of DNS leaves', async () => {
    const { port } = await worlds.submission('tls');
    const world = await meet(
      { zones: {}, files: { [FILE]: clientConfig([{ host: SMTP, port }]) } },
      { kind },
    );
    const found = await world.find({ askMozilla: false });
    expect(found.servers).toEqual([`tls ${SMTP}:${String(port)} autoconfig`]);
    expect(found.candidates[0]?.probe.state).toBe('answered');
    expect(world.dns.asked).toEqual([]);
    expect(proxy?.asked).toContain(`${AUTOCONFIG}:${String(world.https.port)}`);
    expect(proxy?.asked).toContain(`${SMTP}:${String(port)}`);
  });

  it('leaves SRV and MX records out, and says why', async () => {
    const world = await meet(
      { zones: { [SERVICE]: [srv(SERVICE, SMTP, 465)], [DOMAIN]: [mx(DOMAIN, `mx.${DOMAIN}`)] } },
      { kind },
    );
    const found = await world.find();
    expect(found.said('srv')).toEqual(['skipped names-by-proxy', 'skipped names-by-proxy']);
    expect(found.said('mx')).toEqual(['skipped names-by-proxy']);
    expect(world.dns.asked).toEqual([]);
  });

  it('knocks at the usual doors through it', async () => {
    const ports = { 465: (await worlds.submission('tls')).port };
    const world = await meet({ zones: {}, ports }, { kind });
    const found = await world.find({ askMozilla: false });
    expect(found.servers[0]).toBe(`tls ${SMTP}:465 guess`);
    expect(world.dns.asked).toEqual([]);
  });

  it('signs in to it', async () => {
    const signIn = { user: 'pia', password: 'proxy-pass' };
    const plan = { zones: {}, files: { [FILE]: clientConfig([{ host: SMTP, port: 465 }]) } };
    const meeting = { kind, proxy: { signIn }, at: { user: 'pia' } };
    const right = await (await meet(plan, { ...meeting, password: 'proxy-pass' })).find();
    expect(right.said('autoconfig')).toEqual([`found settings ${SMTP}:465`]);
    await proxy?.stop();
    const wrong = await (await meet(plan, { ...meeting, password: 'another' })).find();
    expect(wrong.said('autoconfig')).toEqual(['failed proxy-sign-in-refused']);
  });

  it('says that it is the proxy that does not answer', async () => {
    const world = await meet({ zones: {} }, { kind, at: { port: await freePort() } });
    const found = await world.find();
    expect(new Set(found.said('autoconfig'))).toEqual(new Set(['failed proxy-unreachable']));
    expect(new Set(found.said('probe'))).toContain('failed proxy-unreachable');
    expect(world.dns.asked).toEqual([]);
  });
});

describe('by a proxy', () => {
  it('that finds no way to a host goes on with the next', async () => {
    const world = await meet({ zones: {} }, { proxy: { refusal: 4 } });
    const found = await world.find({ askMozilla: false });
    expect(found.said('autoconfig')).toEqual(['nothing proxy-refused']);
    expect(found.said('probe', `${SMTP}:465`)).toEqual(['nothing proxy-refused']);
    expect(found.candidates).toEqual([]);
  });

  it('that is given addresses asks DNS here, and refuses private ones of public names', async () => {
    const plan = { zones: here(AUTOCONFIG), files: { [FILE]: clientConfig([{ host: SMTP, port: 465 }]) } };
    const world = await meet(plan, { kind: 'socks5' });
    expect((await world.find()).said('autoconfig')).toEqual([`found settings ${SMTP}:465`]);
    expect(world.dns.asked).toContain(`SRV ${SERVICE}`);
    expect(proxy?.asked).toContain(`127.0.0.1:${String(world.https.port)}`);
    const domain = 'velmont.fr';
    await proxy?.stop();
    const other = await meet({ zones: here(`autoconfig.${domain}`) }, { kind: 'socks5' });
    expect((await other.find({ domain })).said('autoconfig')).toEqual(['refused private-address']);
    expect(proxy?.asked).toEqual([]);
  });
});

describe('by the system’s proxy', () => {
  const plan = { zones: {}, files: { [FILE]: clientConfig([{ host: SMTP, port: 465 }]) } };

  it('goes through it, and asks no DNS where it resolves names', async () => {
    const world = await meet(plan, {
      kind: 'system',
      at: { host: '' },
      system: (port) => `SOCKS5 127.0.0.1:${String(port)}`,
    });
    const found = await world.find({ askMozilla: false });
    expect(found.said('autoconfig')).toEqual([`found settings ${SMTP}:465`]);
    expect(world.dns.asked).toEqual([]);
  });

  it('goes straight where the system says so', async () => {
    const world = await meet({ ...plan, zones: here(AUTOCONFIG) }, { kind: 'system' });
    expect((await world.find()).said('autoconfig')).toEqual([`found settings ${SMTP}:465`]);
    expect(proxy?.asked).toEqual([]);
  });

  it('goes nowhere past one that it does not know', async () => {
    const world = await meet(
      { ...plan, zones: here(AUTOCONFIG) },
      { kind: 'system', system: () => 'HTTPS proxy.example:443' },
    );
    const found = await world.find();
    expect(found.said('autoconfig')).toEqual(['failed proxy-unsupported']);
    expect(found.said('mx')).toEqual(['skipped names-by-proxy']);
    expect([...world.dns.asked, ...world.https.asked]).toEqual([]);
  });
});
