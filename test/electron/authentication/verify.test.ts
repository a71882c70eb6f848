/** Verification with keys and policies of a DNS server on the loopback interface, and messages that are signed here. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AuthenticationReport } from '#core/contract/authentication.ts';
import { parseHeader } from '#core/headers/parse.ts';
import { Fed } from '#electron/authentication/fed.ts';
import { verifyMessage } from '#electron/authentication/verify.ts';
import { queries } from '#electron/discovery/names.ts';
import { startDnsServer, type DnsServer } from '#test/servers/dns.ts';
import {
  arrived,
  ed25519Key,
  letter,
  rsaKey,
  signed,
  signedWith,
  unsigned,
  zoneOf,
  type SigningKey,
} from '#test/servers/signed-mail.ts';

const fixtures = path.join(import.meta.dirname, '../../fixtures/authentication');
const key = rsaKey('stagecraft.example', 'autumn');
const small = rsaKey('stagecraft.example', 'small', 1024);
const tiny = rsaKey('stagecraft.example', 'tiny', 512);
const curve = ed25519Key('stagecraft.example', 'curve');
const elsewhere = rsaKey('mailer.example', 'bulk');
const Chains = z.object({
  keys: z.record(z.string(), z.string()),
  messages: z.record(
    z.string(),
    z.object({ description: z.string(), chain: z.enum(['none', 'pass', 'fail']), message: z.string() }),
  ),
});
const chains = Chains.parse(JSON.parse(readFileSync(path.join(fixtures, 'arc-chains.json'), 'utf8')));

let dns: DnsServer;

beforeAll(async () => {
  dns = await startDnsServer({
    ...zoneOf([key, small, tiny, curve, elsewhere], {
      'revoked._domainkey.stagecraft.example': 'v=DKIM1; k=rsa; p=',
      '_dmarc.stagecraft.example': 'v=DMARC1; p=reject',
      'stagecraft.example': 'v=spf1 ip4:203.0.113.40 -all',
      'brisbane._domainkey.football.example.com':
        'v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=',
      'test._domainkey.football.example.com':
        'v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB',
      ...chains.keys,
    }),
    'broken._domainkey.stagecraft.example': 'broken',
  });
});

afterAll(async () => {
  await dns.stop();
});

async function verified(message: string, returnPath: string | null = null): Promise<AuthenticationReport> {
  const bytes = Buffer.from(message, 'latin1');
  const report = await verifyMessage(
    {
      header: bytes.subarray(0, parseHeader(bytes).end),
      message: () => Readable.from([bytes.subarray(0, 700), bytes.subarray(700)]),
      returnPath,
    },
    queries(dns.server),
    () => Date.now(),
  );
  return AuthenticationReport.parse(report);
}

describe('a signature that holds', () => {
  it('vouches for the author of the same domain, and DMARC says so', async () => {
    const report = await verified(await signed(key));
    expect(report.signatures).toMatchObject([
      { result: 'pass', failure: null, headerHolds: true, keyType: 'rsa', keyBits: 2048, aligned: true },
    ]);
    expect(report.dmarc).toMatchObject({ result: 'pass', domain: 'stagecraft.example', policy: 'reject' });
  });

  it('vouches for nobody in From where another domain signs', async () => {
    const report = await verified(await signed(elsewhere));
    expect(report.signatures).toMatchObject([{ result: 'pass', aligned: false }]);
    expect(report.dmarc).toMatchObject({ result: 'fail', policy: 'reject' });
  });

  it('may be of 1,024 bits, and says how long its key is', async () => {
    const { signatures } = await verified(await signed(small));
    expect(signatures).toMatchObject([{ result: 'pass', keyBits: 1024 }]);
  });

  it('may be of ed25519, beside one of RSA (RFC 8463 appendix A)', async () => {
    const { signatures } = await verified(
      readFileSync(path.join(fixtures, 'rfc8463.eml'), 'latin1').replaceAll(/\r?\n/g, '\r\n'),
    );
    expect(signatures.map(({ result, keyType }) => [keyType, result])).toEqual([
      ['ed25519', 'pass'],
      ['rsa', 'pass'],
    ]);
    expect((await verified(await signedWith(curve, {}))).signatures).toMatchObject([
      { result: 'pass', keyType: 'ed25519', keyBits: null },
    ]);
  });

  it('may leave the end of the body open, and says how much', async () => {
    const message = await signedWith(key, {}, 20);
    const { signatures } = await verified(`${message}Buy now!\r\n`);
    expect(signatures[0]).toMatchObject({ result: 'pass' });
    expect(signatures[0]?.unsigned).toBeGreaterThan(10);
  });

  it('is told apart from others by its place in the header', async () => {
    const message = await signed(key);
    const forged = message.replace(/^DKIM-Signature:[^]*?\r\n(?=\S)/, '$&$&').replace(' b=', ' b=AAAA');
    const { signatures } = await verified(forged);
    expect(signatures.map(({ failure }) => failure)).toEqual(['header-changed', null]);
  });
});

describe('a body that was changed', () => {
  it('is what fails, and the header is told to be whole', async () => {
    const { signatures, dmarc } = await verified((await signed(key)).replace('are fixed', 'were fixed'));
    expect(signatures).toMatchObject([
      { result: 'fail', failure: 'body-changed', headerHolds: true, bodyChange: { code: 'unknown' } },
    ]);
    expect(dmarc.result).toBe('fail');
  });

  it('is known to have got a footer, which is shown', async () => {
    const { signatures } = await verified(`${await signed(key)}-- \r\nThe list of the stage\r\n`);
    expect(signatures[0]?.bodyChange).toEqual({
      code: 'appended',
      bytes: 28,
      text: '-- \r\nThe list of the stage',
    });
  });

  it('is known to differ in spaces alone', async () => {
    const message = await signedWith(key, { canonicalization: 'relaxed/simple' });
    const { signatures } = await verified(message.replace('are fixed.\r\n', 'are fixed.  \r\n'));
    expect(signatures[0]?.bodyChange).toEqual({ code: 'whitespace' });
  });
});

describe('a header field that was changed', () => {
  const change = async (edit: (message: string) => string, from: SigningKey = key) =>
    (await verified(edit(await signed(from)))).signatures[0];

  it('is known where a list marked the subject', async () => {
    expect(await change((mail) => mail.replace('Subject: ', 'Subject: [stage] '))).toMatchObject({
      result: 'fail',
      failure: 'header-changed',
      headerHolds: false,
      change: { code: 'marked', field: 'Subject', was: '[stage]' },
    });
  });

  it('is known where a list put itself into From and kept the author', async () => {
    const rewrite = (mail: string) =>
      mail.replace(/^From: (.*)$/m, 'From: Lea via Stage <stage@lists.example>\r\nX-Original-From: $1');
    expect((await change(rewrite))?.change).toEqual({
      code: 'rewritten',
      field: 'From',
      was: 'X-Original-From',
    });
  });

  it('is known where a signed field was lost that always reads the same', async () => {
    const lost = await change((mail) => mail.replace('MIME-Version: 1.0\r\n', ''));
    expect(lost?.change).toEqual({ code: 'removed', field: 'MIME-Version', was: '1.0' });
  });

  it('is known where a second one was put below', async () => {
    const second = await change((mail) => mail.replace('\r\n\r\n', '\r\nSubject: You have won\r\n\r\n'));
    expect(second?.change).toEqual({ code: 'added', field: 'Subject', was: 'You have won' });
  });

  it('is one of those that no other signature covers, where nothing else is known', async () => {
    const found = await change((mail) => mail.replace('dates confirmed', 'dates cancelled'));
    expect(found?.change).toBeNull();
    expect(found?.suspects).toContain('subject');
  });
});

describe('guesses at what was changed', () => {
  const signature = (names: string) =>
    `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=stagecraft.example; s=autumn; h=from:${names};\r\n` +
    ' bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAA\r\n';
  const stopped = async (message: string) => {
    const delay = monitorEventLoopDelay({ resolution: 10 });
    delay.enable();
    const { signatures } = await verified(message);
    delay.disable();
    expect(signatures.map(({ headerHolds }) => headerHolds)).toEqual(Array(10).fill(false));
    return delay.max / 1e6;
  };

  it.each([
    ['long fields', 'x-a:'.repeat(40), Array(32).fill(`X-A:${' b'.repeat(50_000)}\r\n`)],
    ['many fields', `x-a:${'x-b:'.repeat(150)}`, Array(9000).fill('X-A: b\r\n')],
  ])('stop the program for less than two seconds: %s', async (_, names, fields) => {
    const head = `${signature(names.slice(0, -1)).repeat(10)}${letterHead()}${fields.join('')}`;
    expect(await stopped(`${head}\r\nHello\r\n`)).toBeLessThan(2000);
  });
});

describe('a key', () => {
  const failing = async (signer: SigningKey) => (await verified(await signed(signer))).signatures[0];

  it.each([
    ['no-key', 'permerror', { ...key, selector: 'gone' }],
    ['revoked-key', 'permerror', { ...key, selector: 'revoked' }],
    ['short-key', 'policy', tiny],
    ['dns', 'temperror', { ...key, selector: 'broken' }],
  ] as const)('that is no use is told: %s', async (failure, result, signer) => {
    expect(await failing(signer)).toMatchObject({ failure, result });
  });

  it('that does not belong to the signature fails it', async () => {
    expect(await failing({ ...key, privateKey: elsewhere.privateKey })).toMatchObject({
      failure: 'header-changed',
      result: 'fail',
    });
  });

  it('no longer counts after the time that the signature names', async () => {
    const expired = await signedWith(key, {
      signTime: new Date('2020-01-01T00:00:00Z'),
      expires: new Date('2020-01-08T00:00:00Z'),
    });
    expect((await verified(expired)).signatures).toMatchObject([{ failure: 'expired', headerHolds: true }]);
  });
});

describe('an ARC chain', () => {
  it.each(Object.entries(chains.messages).map(([name, sample]) => ({ name, ...sample })))(
    '$name ($description): $chain',
    async ({ chain, message }) => {
      const { arc } = await verified(message.replaceAll('\n', '\r\n'));
      expect(arc?.result ?? 'none').toBe(chain);
      if (chain === 'fail') expect(arc?.said).not.toBe('');
    },
  );
});

describe('SPF', () => {
  const from = async (address: string) => arrived(unsigned(await signed(key)), address);

  it('holds the address that the receiving server names against the domain’s record', async () => {
    const report = await verified(await from('203.0.113.40'));
    expect(report.spf).toEqual({
      result: 'pass',
      domain: 'stagecraft.example',
      address: '203.0.113.40',
      record: 'v=spf1 ip4:203.0.113.40 -all',
      aligned: true,
    });
    expect(report.dmarc.result).toBe('pass');
  });

  it('fails where another address brought the message', async () => {
    const { spf, dmarc } = await verified(await from('198.51.100.7'));
    expect(spf?.result).toBe('fail');
    expect(dmarc.result).toBe('fail');
  });

  it('is not evaluated for mail that no server has stamped; the record is shown', async () => {
    const { spf } = await verified(`${letterHead()}\r\nHello\r\n`, 'lea@stagecraft.example');
    expect(spf).toMatchObject({ result: null, address: null, record: 'v=spf1 ip4:203.0.113.40 -all' });
  });
});

const letterHead = () => `From: lea@stagecraft.example\r\nSubject: ${letter.subject}\r\n`;

describe('a message that is fed in pieces', () => {
  const fed = async (message: string, headerSize?: number) => {
    const bytes = Buffer.from(message, 'latin1');
    const feeding = new Fed(headerSize ?? parseHeader(bytes).end, queries(dns.server));
    for (let at = 0; at < bytes.length; at += 100) await feeding.feed(bytes.subarray(at, at + 100));
    return await feeding.finish();
  };

  it('is verified as one that is read at once', async () => {
    const message = `${await signed(key)}${'a line of a long body\r\n'.repeat(20_000)}`;
    const { signatures, dmarc } = await fed(message);
    const whole = await verified(message);
    expect({ signatures, dmarc }).toEqual({ signatures: whole.signatures, dmarc: whole.dmarc });
  });

  it('may end before its header does, or hold nothing', async () => {
    expect((await fed(await signed(key), 1_000_000)).signatures).toHaveLength(1);
    expect((await fed('')).signatures).toEqual([]);
  });

  it('ends with the reason where it is refused, however much is still fed', async () => {
    const hostile = `${letterHead()}X: y\r\n${' z\r\n'.repeat(20_000)}\r\n${'Hello\r\n'.repeat(20_000)}`;
    await expect(fed(hostile)).rejects.toThrow('file');
  });
});

describe('what is asked', () => {
  it('is each question once, and all of them are told', async () => {
    const before = dns.asked.length;
    const { asked } = await verified(await signed(key), 'lea@stagecraft.example');
    const put = dns.asked.slice(before);
    expect(new Set(put).size).toBe(put.length);
    expect(asked.map(({ type, name }) => `${type} ${name}`).toSorted()).toEqual(put.toSorted());
    expect(asked).toContainEqual({
      name: 'autumn._domainkey.stagecraft.example',
      type: 'TXT',
      answer: 'records',
    });
  });

  it('is about ten signatures at most', async () => {
    const message = await signed(key);
    const many = message.replace(/^DKIM-Signature:[^]*?\r\n(?=\S)/, (one) => one.repeat(40));
    const { signatures } = await verified(many);
    expect(signatures).toHaveLength(40);
    expect(signatures.filter(({ failure }) => failure === 'not-asked')).toHaveLength(30);
  });

  it('is nothing for a header that would take too long to read', async () => {
    const hostile = `${letterHead()}X: y\r\n${' z\r\n'.repeat(20_000)}\r\nHello\r\n`;
    await expect(verified(hostile)).rejects.toThrow('file');
  });

  it('is nothing for a header that is too long to be verified ten times', async () => {
    const hostile = `${letterHead()}X: ${'y'.repeat(4_000_000)}\r\n\r\nHello\r\n`;
    await expect(verified(hostile)).rejects.toThrow('file');
  });

  it('answers for a message of no bytes', async () => {
    expect(await verified('')).toMatchObject({
      signatures: [],
      arc: null,
      spf: null,
      dmarc: { result: null },
    });
  });
});
