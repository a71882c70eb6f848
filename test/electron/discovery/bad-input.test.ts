/** Whatever comes back, discovery ends within its bounds with a word of its own for what was wrong, and takes nothing of it over. */
import type { RequestListener } from 'node:http';
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readAutoconfig } from '#electron/discovery/autoconfig-xml.ts';
import { a, aaaa, cname, mx, srv } from '#test/servers/dns.ts';
import { clientConfig } from '#test/servers/https-files.ts';
import { DOMAIN, here, Worlds } from './world.ts';

let worlds: Worlds;
beforeAll(async () => {
  worlds = await Worlds.make();
});
afterEach(() => worlds.stop());

const AUTOCONFIG = `autoconfig.${DOMAIN}`;
const PATH = '/mail/config-v1.1.xml';

/** What is said of an autoconfig file that is answered so. */
async function answered(file: string | RequestListener, more: Record<string, string> = {}) {
  const world = await worlds.start({
    zones: here(AUTOCONFIG),
    files: { [`${AUTOCONFIG}${PATH}`]: file, ...more },
  });
  return { found: await world.find({ askMozilla: false }), world };
}

const bomb = `<?xml version="1.0"?>
<!DOCTYPE lolz [
 <!ENTITY lol "lol">
 ${Array.from({ length: 12 }, (_, at) => `<!ENTITY lol${String(at + 1)} "${`&lol${at === 0 ? '' : String(at)};`.repeat(10)}">`).join('\n')}
]>
<clientConfig><emailProvider><outgoingServer type="smtp"><hostname>&lol12;</hostname></outgoingServer></emailProvider></clientConfig>`;

describe('a file of settings', () => {
  it.each([
    ['an XML bomb', bomb, 'refused xml-entities'],
    [
      'one with an external entity',
      '<!DOCTYPE x SYSTEM "file:///etc/passwd"><clientConfig/>',
      'refused xml-entities',
    ],
    ['one that is nested without end', '<a>'.repeat(20_000), 'refused xml-too-deep'],
    [
      'one of ten thousand elements',
      `<clientConfig>${'<a/>'.repeat(10_000)}</clientConfig>`,
      'refused xml-too-deep',
    ],
    ['a page in HTML', '<!doctype html><html><body>Not found</body></html>', 'failed not-xml'],
    ['no XML at all', 'hello', 'failed not-xml'],
    ['XML of something else', '<rss/>', 'failed not-xml'],
    ['one that ends in the middle', '<clientConfig><emailProvider>', 'failed not-xml'],
    ['bytes', '\u0000\u0001\uFFFD<', 'failed not-xml'],
    ['one without an outgoing server', clientConfig([]), 'nothing no-outgoing-server'],
    ['a host with a space', clientConfig([{ host: 'smtp velmont.test', port: 465 }]), 'refused bad-target'],
    [
      'a host with a control character',
      clientConfig([{ host: 'smtp&#10;.velmont.test', port: 465 }]),
      'refused bad-target',
    ],
    ['a host that is an address', clientConfig([{ host: '10.0.0.1', port: 465 }]), 'refused bad-target'],
    [
      'a host that asks for the address',
      clientConfig([{ host: '%EMAILLOCALPART%.evil.test', port: 465 }]),
      'refused bad-target',
    ],
    ['port 0', clientConfig([{ host: `smtp.${DOMAIN}`, port: 0 }]), 'refused bad-target'],
    ['port 65536', clientConfig([{ host: `smtp.${DOMAIN}`, port: 65_536 }]), 'refused bad-target'],
    ['port -1', clientConfig([{ host: `smtp.${DOMAIN}`, port: -1 }]), 'refused bad-target'],
    ['a port in words', clientConfig([{ host: `smtp.${DOMAIN}`, port: '4e2' }]), 'refused bad-target'],
    [
      'plain text only',
      clientConfig([{ host: `smtp.${DOMAIN}`, port: 25, socketType: 'plain' }]),
      'refused bad-target',
    ],
  ])('is refused: %s', async (_, file, said) => {
    const { found } = await answered(file);
    expect(found.said('autoconfig')).toEqual([said]);
    expect(found.candidates).toEqual([]);
  });

  it('of 100 MB is left after the first 256 KB', async () => {
    let written = 0;
    const { found } = await answered((_, response) => {
      const block = Buffer.alloc(1 << 20, 'x');
      const more = (): void => {
        while (written < 100 << 20 && !response.destroyed) {
          written += block.length;
          if (!response.write(block)) return;
        }
        response.end();
      };
      response.on('drain', more).on('error', () => undefined);
      more();
    });
    expect(found.said('autoconfig')).toEqual(['refused too-large']);
    expect(written).toBeLessThan(20 << 20);
  });

  it('that says it is 100 MB is not read at all', async () => {
    const { found } = await answered((_, response) => {
      response.writeHead(200, { 'content-length': String(100 << 20) });
      response.write('x');
    });
    expect(found.said('autoconfig')).toEqual(['refused too-large']);
  });

  it('that trickles is left when its time is over', async () => {
    const { found } = await answered((_, response) => {
      const timer = setInterval(() => response.write('<'), 50);
      response.on('close', () => clearInterval(timer));
    });
    expect(found.said('autoconfig')).toEqual(['failed timeout']);
  }, 15_000);

  it('behind a redirect to plain HTTP is not fetched', async () => {
    const { found } = await answered((_, response) => {
      response.writeHead(302, { location: `http://${AUTOCONFIG}/other.xml` }).end();
    });
    expect(found.said('autoconfig')).toEqual(['refused redirect-to-http']);
  });

  it('behind a redirect that stays on HTTPS is fetched', async () => {
    const { found } = await answered(
      (_, response) => response.writeHead(301, { location: '/other.xml' }).end(),
      { [`${AUTOCONFIG}/other.xml`]: clientConfig([{ host: `smtp.${DOMAIN}`, port: 465 }]) },
    );
    expect(found.said('autoconfig')).toEqual([`found settings smtp.${DOMAIN}:465`]);
  });

  it('behind redirects without end is given up', async () => {
    const { found, world } = await answered((_, response) =>
      response.writeHead(302, { location: PATH }).end(),
    );
    expect(found.said('autoconfig')).toEqual(['failed too-many-redirects']);
    expect(world.https.asked.length).toBeLessThan(6);
  });

  it('of a server with somebody else’s certificate is not asked for', async () => {
    const world = await worlds.start({ zones: here(AUTOCONFIG) }, worlds.certificates.wrongHost);
    expect((await world.find()).said('autoconfig')).toEqual(['failed certificate']);
    expect(world.https.asked).toEqual([]);
  });

  it('of any bytes gives a result', () => {
    const markup = fc.constantFrom(
      '<clientConfig>',
      '<outgoingServer type="smtp">',
      '</',
      '&amp;',
      '&x;',
      '<![CDATA[',
      ']]>',
      '<?',
      '\0',
    );
    const text = fc.array(fc.oneof(markup, fc.string())).map((parts) => Buffer.from(parts.join('')));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), text), (bytes) => {
        const read = readAutoconfig(bytes);
        return !read.ok || read.servers.length <= 20;
      }),
    );
  });

  it('keeps neither long names nor servers without number', () => {
    const file = clientConfig([
      { host: 'x'.repeat(10_000), port: 465 },
      ...Array.from({ length: 100 }, () => ({ host: 'smtp.provider.test', port: 465 })),
    ]);
    const read = readAutoconfig(Buffer.from(file));
    expect(read.ok && read.servers.length).toBeLessThanOrEqual(20);
    expect(read.ok && read.servers[0]?.hostname).toBe('');
  });
});

describe('an answer of DNS', () => {
  const service = `_submissions._tcp.${DOMAIN}`;

  it.each([
    ['names itself', service],
    ['names a host with a space', 'smtp velmont.test'],
    ['names an address', '10.0.0.1'],
    ['names one label', 'localhost'],
  ])('that %s is refused', async (_, target) => {
    const world = await worlds.start({ zones: { [service]: [srv(service, target, 465)] } });
    expect((await world.find()).said('srv', service)).toEqual(['refused bad-target']);
  });

  it('with port 0 is refused', async () => {
    const world = await worlds.start({ zones: { [service]: [srv(service, `smtp.${DOMAIN}`, 0)] } });
    expect((await world.find()).said('srv', service)).toEqual(['refused bad-target']);
  });

  it('that goes round in circles ends', async () => {
    const [one, two] = [`a.${DOMAIN}`, `b.${DOMAIN}`];
    const world = await worlds.start({
      zones: { [service]: [srv(service, one, 465)], [one]: [cname(one, two)], [two]: [cname(two, one)] },
    });
    const found = await world.find();
    expect(found.said('probe', `${one}:465`)).toHaveLength(1);
    expect(found.candidates[0]?.probe.state).toBe('failed');
  });

  it('with hundreds of targets is cut short', async () => {
    const targets = Array.from({ length: 20 }, (_, at) => srv(service, `s${String(at)}.${DOMAIN}`, 465, at));
    const world = await worlds.start({ zones: { [service]: targets } });
    expect((await world.find()).candidates.length).toBeLessThanOrEqual(8);
  });
});

describe('a private address', () => {
  const domain = 'velmont.fr';
  const service = `_submissions._tcp.${domain}`;

  it.each([
    ['this machine', a(`smtp.${domain}`, '127.0.0.1')],
    ['the network around', a(`smtp.${domain}`, '192.168.1.1')],
    ['the link', a(`smtp.${domain}`, '169.254.169.254')],
    ['a mapped one', aaaa(`smtp.${domain}`, '::ffff:10.0.0.1')],
    ['an own one of IPv6', aaaa(`smtp.${domain}`, 'fd00::1')],
  ])('of a public name is not connected to: %s', async (_, address) => {
    const { port, connections } = await worlds.submission('tls');
    const world = await worlds.start({
      zones: { [service]: [srv(service, `smtp.${domain}`, port)], [`smtp.${domain}`]: [address] },
    });
    const found = await world.find({ domain });
    expect(found.said('probe', `smtp.${domain}:${String(port)}`)).toEqual(['refused private-address']);
    expect(connections).toEqual([]);
  });

  it('among public ones refuses them all', async () => {
    const world = await worlds.start({
      zones: {
        [service]: [srv(service, `smtp.${domain}`, 465)],
        [`smtp.${domain}`]: [a(`smtp.${domain}`, '93.184.216.34'), a(`smtp.${domain}`, '10.0.0.1')],
      },
    });
    const found = await world.find({ domain });
    expect(found.said('probe', `smtp.${domain}:465`)).toEqual(['refused private-address']);
  });

  it('is not asked over HTTPS either, nor as a host of the domain’s mail', async () => {
    const world = await worlds.start({
      zones: {
        [`autoconfig.${domain}`]: [a(`autoconfig.${domain}`)],
        [domain]: [mx(domain, `mx.${domain}`)],
        [`mx.${domain}`]: [a(`mx.${domain}`, '10.0.0.1')],
      },
    });
    const found = await world.find({ domain });
    expect(found.said('autoconfig')).toEqual(['refused private-address']);
    expect(found.said('probe', `mx.${domain}:465`)).toEqual(['refused private-address']);
    expect(world.https.asked).toEqual([]);
  });
});
