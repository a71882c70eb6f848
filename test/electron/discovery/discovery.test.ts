/** Finding a domain's submission server, against a real DNS server, a real HTTPS server and real SMTP servers on the loopback interface. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { a, mx, srv } from '#test/servers/dns.ts';
import { clientConfig } from '#test/servers/https-files.ts';
import { DOMAIN, here, Worlds } from './world.ts';

let worlds: Worlds;
beforeAll(async () => {
  worlds = await Worlds.make();
});
afterEach(() => worlds.stop());

const AUTOCONFIG = `autoconfig.${DOMAIN}`;
const AUTOCONFIG_FILE = `${AUTOCONFIG}/mail/config-v1.1.xml`;
const WELL_KNOWN_FILE = `${DOMAIN}/.well-known/autoconfig/mail/config-v1.1.xml`;
const MOZILLA = 'autoconfig.thunderbird.net';

describe('the built-in list', () => {
  it('answers for a domain that it knows, and nobody is asked', async () => {
    const world = await worlds.start({ zones: {} });
    const found = await world.find({ domain: 'gmail.com' });
    expect(found.servers).toEqual(['tls smtp.gmail.com:465 preset', 'starttls smtp.gmail.com:587 preset']);
    expect(found.candidates[0]).toMatchObject({ signIn: 'app-password', provider: 'gmail', outside: false });
    expect(found.steps).toHaveLength(1);
    expect([...world.dns.asked, ...world.https.asked]).toEqual([]);
  });

  it('is not the last word when the user wants the network asked too', async () => {
    const world = await worlds.start({ zones: {} });
    const found = await world.find({ domain: 'laposte.net', askAnyway: true });
    expect(found.said('srv')).toEqual(['nothing no-records', 'nothing no-records']);
    expect(found.candidates[0]?.source).toBe('preset');
  });

  it('is recognised behind the MX of a domain that it does not know', async () => {
    const world = await worlds.start({
      zones: { [DOMAIN]: [mx(DOMAIN, 'mx1.mail.ovh.net'), mx(DOMAIN, 'mx2.mail.ovh.net', 20)] },
    });
    const found = await world.find();
    expect(found.said('mx')).toEqual(['found provider OVHcloud (MX Plan)']);
    expect(found.candidates[0]).toMatchObject({
      host: 'ssl0.ovh.net',
      port: 465,
      source: 'preset-mx',
      provider: 'ovh',
      outside: true,
    });
  });
});

describe('what the domain publishes', () => {
  it('is found in its autoconfig, tried, and comes first', async () => {
    const { port } = await worlds.submission('tls');
    const world = await worlds.start({
      zones: here(AUTOCONFIG, `smtp.${DOMAIN}`),
      files: { [AUTOCONFIG_FILE]: clientConfig([{ host: `smtp.${DOMAIN}`, port }]) },
    });
    const found = await world.find();
    expect(found.servers).toEqual([`tls smtp.${DOMAIN}:${String(port)} autoconfig`]);
    expect(found.candidates[0]).toMatchObject({
      user: '%EMAILADDRESS%',
      signIn: 'password',
      outside: false,
      reasons: ['autoconfig', 'answered', 'implicit-tls'],
      probe: { state: 'answered', tls: 'TLSv1.3', mechanisms: ['PLAIN', 'LOGIN', 'CRAM-MD5'] },
    });
    expect(found.said('probe')).toEqual(['found tls TLS 1.3 · PLAIN, LOGIN, CRAM-MD5']);
  });

  it('names no place to sign in at: OAuth2 addresses in a file are nobody’s word', async () => {
    const server = clientConfig([{ host: `smtp.${DOMAIN}`, port: 465, authentication: 'OAuth2' }]);
    const oauth = '<oAuth2><issuer>evil.test</issuer><authURL>https://evil.test/auth</authURL></oAuth2>';
    const world = await worlds.start({
      zones: here(AUTOCONFIG),
      files: { [AUTOCONFIG_FILE]: server.replace('</clientConfig>', `${oauth}</clientConfig>`) },
    });
    const found = await world.find({ askMozilla: false });
    expect(found.candidates[0]).toMatchObject({ host: `smtp.${DOMAIN}`, signIn: 'oauth2', provider: null });
    expect(JSON.stringify(found)).not.toContain('evil');
  });

  it('keeps Mozilla from learning the domain', async () => {
    const world = await worlds.start({
      zones: here(DOMAIN, MOZILLA),
      files: { [WELL_KNOWN_FILE]: clientConfig([{ host: `smtp.${DOMAIN}`, port: 465 }]) },
    });
    const found = await world.find();
    expect(found.said('well-known')).toEqual([`found settings smtp.${DOMAIN}:465`]);
    expect(found.said('ispdb')).toEqual(['skipped not-needed']);
    expect(world.dns.asked.filter((asked) => asked.includes('thunderbird'))).toEqual([]);
  });

  it('is found in SRV records, by priority, and TLS on connect before STARTTLS', async () => {
    const [first, second] = [await worlds.submission('tls'), await worlds.submission('starttls')];
    const world = await worlds.start({
      zones: {
        ...here(`smtp.${DOMAIN}`),
        [`_submissions._tcp.${DOMAIN}`]: [
          srv(`_submissions._tcp.${DOMAIN}`, `gone.${DOMAIN}`, 465, 20),
          srv(`_submissions._tcp.${DOMAIN}`, `smtp.${DOMAIN}`, first.port, 10),
        ],
        [`_submission._tcp.${DOMAIN}`]: [srv(`_submission._tcp.${DOMAIN}`, `smtp.${DOMAIN}`, second.port)],
      },
    });
    const found = await world.find();
    expect(found.said('srv', `_submissions._tcp.${DOMAIN}`)).toEqual([
      `found records smtp.${DOMAIN}:${String(first.port)}, gone.${DOMAIN}:465`,
    ]);
    expect(found.servers).toEqual([
      `tls smtp.${DOMAIN}:${String(first.port)} srv`,
      `starttls smtp.${DOMAIN}:${String(second.port)} srv`,
      `tls gone.${DOMAIN}:465 srv`,
    ]);
  });

  it('says decidedly that there is no submission', async () => {
    const name = `_submission._tcp.${DOMAIN}`;
    const world = await worlds.start({ zones: { [name]: [srv(name, '.', 0)] } });
    expect((await world.find()).said('srv', name)).toEqual(['nothing not-offered']);
  });

  it('is one candidate with both reasons when two say the same', async () => {
    const { port } = await worlds.submission('tls');
    const name = `_submissions._tcp.${DOMAIN}`;
    const world = await worlds.start({
      zones: { ...here(AUTOCONFIG, `smtp.${DOMAIN}`), [name]: [srv(name, `smtp.${DOMAIN}`, port)] },
      files: { [AUTOCONFIG_FILE]: clientConfig([{ host: `smtp.${DOMAIN}`, port }]) },
    });
    const found = await world.find();
    expect(found.candidates.map(({ reasons }) => reasons)).toEqual([
      ['autoconfig', 'srv', 'answered', 'implicit-tls'],
    ]);
  });

  it('stands behind what answers, when it does not', async () => {
    const { port } = await worlds.submission('starttls');
    const name = `_submission._tcp.${DOMAIN}`;
    const world = await worlds.start({
      zones: { ...here(AUTOCONFIG, `smtp.${DOMAIN}`), [name]: [srv(name, `smtp.${DOMAIN}`, port)] },
      files: { [AUTOCONFIG_FILE]: clientConfig([{ host: `smtp.${DOMAIN}`, port: 465 }]) },
    });
    const found = await world.find();
    expect(found.servers).toEqual([
      `starttls smtp.${DOMAIN}:${String(port)} srv`,
      `tls smtp.${DOMAIN}:465 autoconfig`,
    ]);
    expect(found.candidates[1]?.probe).toEqual({ state: 'failed', outcome: 'connection-refused' });
  });

  it('wants an explicit yes when it lies outside the domain', async () => {
    const { port } = await worlds.submission('tls');
    const name = `_submissions._tcp.${DOMAIN}`;
    const world = await worlds.start({
      zones: { ...here('smtp.provider.test'), [name]: [srv(name, 'smtp.provider.test', port)] },
    });
    expect((await world.find()).candidates[0]).toMatchObject({ host: 'smtp.provider.test', outside: true });
  });
});

describe('Mozilla’s database', () => {
  const file = { [`${MOZILLA}/v1.1/${DOMAIN}`]: clientConfig([{ host: 'smtp.provider.test', port: 465 }]) };

  it('is asked when the domain says nothing itself, by the domain alone', async () => {
    const world = await worlds.start({ zones: here(MOZILLA), files: file });
    const found = await world.find();
    expect(found.servers).toEqual(['tls smtp.provider.test:465 ispdb']);
    expect(world.https.asked).toEqual([`${MOZILLA}/v1.1/${DOMAIN}`]);
  });

  it('is left alone when the user says so', async () => {
    const world = await worlds.start({ zones: here(MOZILLA), files: file });
    const found = await world.find({ askMozilla: false });
    expect(found.said('ispdb')).toEqual(['skipped switched-off']);
    expect(world.dns.asked.filter((asked) => asked.includes('thunderbird'))).toEqual([]);
  });

  it('is asked by the MX’s domain when it does not know the address’s', async () => {
    const world = await worlds.start({
      zones: { ...here(MOZILLA), [DOMAIN]: [mx(DOMAIN, 'in.mx.provider.test')] },
      files: {
        [`${MOZILLA}/v1.1/provider.test`]: clientConfig([
          { host: 'smtp.provider.test', port: 587, socketType: 'STARTTLS' },
        ]),
      },
    });
    const found = await world.find();
    expect(found.said('mx-ispdb')).toEqual([
      'nothing http-status 404',
      'found settings smtp.provider.test:587',
    ]);
    expect(found.candidates[0]).toMatchObject({ source: 'mx-ispdb', outside: true });
  });
});

describe('knocking at the usual doors', () => {
  it('finds what nobody published: 465 first, then 587', async () => {
    const ports = {
      465: (await worlds.submission('tls')).port,
      587: (await worlds.submission('starttls')).port,
    };
    const world = await worlds.start({ zones: here(`smtp.${DOMAIN}`), ports });
    const found = await world.find();
    expect(found.servers).toEqual([`tls smtp.${DOMAIN}:465 guess`, `starttls smtp.${DOMAIN}:587 guess`]);
    expect(found.said('probe', '2525, 25')).toEqual(['skipped not-needed']);
    expect(found.said('probe', `mail.${DOMAIN}:465`)).toEqual(['nothing no-such-host']);
  });

  it('tries 2525 and 25 when those are closed, and hosts that take the domain’s mail', async () => {
    const { port } = await worlds.submission('starttls');
    const world = await worlds.start({
      zones: { [DOMAIN]: [mx(DOMAIN, `mx1.${DOMAIN}`)], ...here(`mx1.${DOMAIN}`) },
      ports: { 2525: port },
    });
    const found = await world.find();
    expect(found.servers).toEqual([`starttls mx1.${DOMAIN}:2525 guess`]);
    expect(found.said('probe', `mx1.${DOMAIN}:587`)).toEqual(['failed connection-refused']);
  });

  it.each([
    ['lets nobody sign in', { extensions: ['STARTTLS'] }, 'failed no-sign-in'],
    ['offers no STARTTLS', { extensions: ['SIZE'] }, 'failed no-starttls'],
    ['speaks something else', { at: { greeting: 'HTTP/1.1 400 Bad Request' } }, 'failed not-smtp'],
    ['greets with a refusal', { at: { greeting: '554 5.7.1 go away' } }, 'failed refused-by-server'],
  ])('passes over a server that %s', async (_, options, said) => {
    const { port } = await worlds.submission('starttls', options);
    const world = await worlds.start({ zones: here(`smtp.${DOMAIN}`), ports: { 587: port } });
    const found = await world.find();
    expect(found.said('probe', `smtp.${DOMAIN}:587`)).toEqual([said]);
    expect(found.servers).toEqual([]);
  });

  it('offers a server whose certificate fails behind those that answer, for the user to judge', async () => {
    const ports = {
      465: (await worlds.submission('tls', { identity: worlds.certificates.selfSigned })).port,
      587: (await worlds.submission('starttls')).port,
    };
    const world = await worlds.start({ zones: here(`smtp.${DOMAIN}`), ports });
    const found = await world.find();
    expect(found.said('probe', `smtp.${DOMAIN}:465`)).toEqual(['failed certificate']);
    expect(found.servers).toEqual([`starttls smtp.${DOMAIN}:587 guess`, `tls smtp.${DOMAIN}:465 guess`]);
    expect(found.candidates[1]?.reasons).toEqual(['guess', 'certificate', 'implicit-tls']);
  });

  it('finds a server of one’s own in a network of one’s own, with the certificate that it made itself', async () => {
    const domain = 'harbour.local';
    const { port } = await worlds.submission('starttls', { identity: worlds.certificates.selfSigned });
    const world = await worlds.start({ zones: here(`mail.${domain}`), ports: { 587: port } });
    const found = await world.find({ domain });
    expect(found.servers).toEqual([`starttls mail.${domain}:587 guess`]);
    expect(found.candidates[0]).toMatchObject({
      outside: false,
      probe: { state: 'failed', outcome: 'certificate' },
    });
  });

  it('does not offer a host that takes mail at port 25 with a certificate that fails', async () => {
    const { port } = await worlds.submission('starttls', { identity: worlds.certificates.selfSigned });
    const world = await worlds.start({
      zones: { [DOMAIN]: [mx(DOMAIN, `mx.${DOMAIN}`)], ...here(`mx.${DOMAIN}`) },
      ports: { 25: port },
    });
    const found = await world.find();
    expect(found.said('probe', `mx.${DOMAIN}:25`)).toEqual(['failed certificate']);
    expect(found.candidates).toEqual([]);
  });

  it('tells no server a name, a password or an address', async () => {
    const server = await worlds.submission('tls');
    const world = await worlds.start({ zones: here(`smtp.${DOMAIN}`), ports: { 465: server.port } });
    await world.find();
    expect(server.connections.map(({ lines }) => lines)).toEqual([['EHLO [127.0.0.1]', 'QUIT']]);
  });
});

describe('a search', () => {
  it('tells each step as it begins and ends, and the candidates as they are found', async () => {
    const world = await worlds.start({ zones: {} });
    await world.find({ domain: 'gmail.com' });
    expect(world.progress.map(({ steps, candidates }) => [steps[0]?.state, candidates.length])).toEqual([
      ['running', 0],
      ['found', 2],
    ]);
  });

  it('ends at once when it is stopped, and leaves no step running', async () => {
    const world = await worlds.start({ zones: { [DOMAIN]: 'silent', [AUTOCONFIG]: 'silent' } });
    const abort = new AbortController();
    const began = performance.now();
    const searching = world.find({}, abort.signal);
    await expect.poll(() => world.dns.asked.length).toBeGreaterThan(0);
    abort.abort();
    const found = await searching;
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(found.steps.filter(({ state }) => state === 'running')).toEqual([]);
    expect(found.said('mx')).toEqual(['skipped stopped']);
  });

  it('finds nothing where there is nothing, and says so of each', async () => {
    const found = await (await worlds.start({ zones: {} })).find();
    expect(found.candidates).toEqual([]);
    expect(new Set(found.steps.map(({ state }) => state))).toEqual(new Set(['nothing']));
  });

  it('says that DNS failed where it did, which is not that there is nothing', async () => {
    const world = await worlds.start({
      zones: { [DOMAIN]: 'broken', [`_submissions._tcp.${DOMAIN}`]: 'broken', [AUTOCONFIG]: 'broken' },
    });
    const found = await world.find();
    expect(found.said('mx')).toEqual(['failed dns-failed']);
    expect(found.said('autoconfig')).toEqual(['failed dns-failed']);
  });

  it('connects to the address that it looked at', async () => {
    const { port } = await worlds.submission('tls');
    let times = 0;
    const world = await worlds.start({
      zones: { [AUTOCONFIG]: [a(AUTOCONFIG)], [`smtp.${DOMAIN}`]: [a(`smtp.${DOMAIN}`)] },
      files: { [AUTOCONFIG_FILE]: clientConfig([{ host: `smtp.${DOMAIN}`, port }]) },
      mayConnect: () => {
        times += 1;
        return true;
      },
    });
    await world.find();
    const asked = world.dns.asked.filter((question) => question === `A smtp.${DOMAIN}`);
    // Once for the probe: a second answer, which might be another, is never asked for.
    expect(asked).toHaveLength(1);
    expect(times).toBeGreaterThan(0);
  });
});
