import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHeader } from '#core/headers/parse.ts';
import { ipAddress } from '#core/headers/route/ip.ts';
import { receivedTokens } from '#core/headers/route/received-tokens.ts';
import { routeOf, type Hop } from '#core/headers/route/route.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const route = (text: string) => {
  const bytes = bytesOf(text);
  return routeOf(parseHeader(bytes), bytes);
};
function hopOf(value: string): Hop {
  const [hop] = route(`Received: ${value}\r\n\r\n`).hops;
  if (hop === undefined) throw new Error('no hop');
  return hop;
}

describe('one Received field', () => {
  it('is read as Postfix writes it, TLS in a comment', () => {
    const { received, encryption } = hopOf(
      'from mx1.a.example (mx1.a.example [203.0.113.40])\r\n\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)\r\n\t key-exchange X25519)\r\n\t(No client certificate requested)\r\n\t(Authenticated sender: lea@a.example)\r\n\tby mx.b.example (Postfix) with ESMTPSA id 4Xw9Lr2Kz\r\n\tfor <lea@b.example>; Mon, 23 Nov 2026 09:15:18 +0100 (CET)',
    );
    expect(received).toMatchObject({
      from: {
        name: 'mx1.a.example',
        dnsName: 'mx1.a.example',
        address: { text: '203.0.113.40', scope: 'documentation' },
      },
      by: { name: 'mx.b.example' },
      protocol: 'ESMTPSA',
      id: '4Xw9Lr2Kz',
      recipient: 'lea@b.example',
      tls: { version: 'TLS 1.3', cipher: 'TLS_AES_256_GCM_SHA384' },
      signedInAs: 'lea@a.example',
      software: 'Postfix',
      date: { at: Date.UTC(2026, 10, 23, 8, 15, 18), offset: 60, zone: '+0100' },
    });
    expect(encryption).toBe('tls');
  });

  it.each([
    [
      'Exim',
      'from [192.0.2.7] (port=4711 helo=laptop)\r\n\tby mx.b.example with esmtpsa (TLS1.3) tls TLS_AES_256_GCM_SHA384\r\n\t(Exim 4.96)\r\n\t(envelope-from <a@b.example>)\r\n\tid 1abc-0002-X\r\n\tfor c@d.example; Mon, 23 Nov 2026 09:15:18 +0000',
      {
        from: { name: 'laptop', address: { text: '192.0.2.7' } },
        by: { name: 'mx.b.example' },
        protocol: 'esmtpsa',
        id: '1abc-0002-X',
        tls: { version: 'TLS 1.3' },
        software: 'Exim 4.96',
      },
      'tls',
    ],
    [
      'Sendmail',
      'from h.example (h.example [192.0.2.1]) by s.example (8.15.2/8.15.2) with ESMTPS id u1 (version=TLSv1.2 cipher=ECDHE-RSA-AES256-GCM-SHA384 bits=256 verify=NO); Mon, 23 Nov 2026 09:15:18 GMT',
      { software: 'Sendmail 8.15.2', tls: { version: 'TLS 1.2', cipher: 'ECDHE-RSA-AES256-GCM-SHA384' } },
      'tls',
    ],
    [
      'Microsoft',
      'from A.eurprd01.prod.outlook.com (2603:10a6:208::43) by B.eurprd01.prod.outlook.com (2603:10a6:20b::5) with Microsoft SMTP Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20.1.2 via Frontend Transport; Mon, 23 Nov 2026 09:15:18 +0000',
      {
        from: { address: { family: 6 } },
        by: { address: { family: 6 } },
        protocol: 'Microsoft SMTP Server',
        id: '15.20.1.2',
        via: 'Frontend Transport',
        tls: { version: 'TLS 1.2' },
      },
      'tls',
    ],
    [
      'Google within its network',
      'by 2002:a05:6602:1::1 with SMTP id x2csp1; Mon, 23 Nov 2026 01:15:18 -0800 (PST)',
      { from: null, by: { name: null, address: { family: 6 } }, protocol: 'SMTP', date: { offset: -480 } },
      'local',
    ],
    [
      'qmail',
      'from unknown (HELO foo.example) (198.51.100.7) by 0 with SMTP; 23 Nov 2026 09:15:18 -0000',
      {
        from: { name: 'foo.example', address: { text: '198.51.100.7' } },
        by: { name: '0' },
        date: { offset: null },
      },
      'plain',
    ],
    [
      'Dovecot LMTP',
      'from mx.example\r\n\tby imap.example with LMTP\r\n\tid aBc (envelope-from <a@b.example>)\r\n\tfor <c@d.example>; Mon, 23 Nov 2026 09:15:18 +0100',
      { by: { name: 'imap.example' }, protocol: 'LMTP', id: 'aBc', recipient: 'c@d.example' },
      'local',
    ],
    [
      'SendGrid, without its semicolon',
      'from s.example (o.s.example [192.0.2.9]) by i.example (SG) with ESMTP id gDQ Mon, 26 Mar 2018 13:35:36.102 +0000 (UTC)',
      { id: 'gDQ', date: { at: Date.UTC(2018, 2, 26, 13, 35, 36) } },
      'plain',
    ],
  ])('is read as %s writes it', (_, value, expected, encryption) => {
    const hop = hopOf(value);
    expect(hop.received).toMatchObject(expected);
    expect(hop.encryption).toBe(encryption);
  });

  it('keeps the byte offsets of its clauses and its date', () => {
    const text = 'Received: from é.example\r\n by b.example; Mon, 23 Nov 2026 09:15:18 +0100\r\n\r\n';
    const bytes = bytesOf(text);
    const [hop] = routeOf(parseHeader(bytes), bytes).hops;
    const at = (range: { start: number; end: number } | undefined) =>
      range && new TextDecoder().decode(bytes.subarray(range.start, range.end));
    expect(hop?.received.clauses.map(({ keyword }) => at(keyword))).toEqual(['from', 'by']);
    expect(at(hop?.received.date?.range)).toBe('Mon, 23 Nov 2026 09:15:18 +0100');
  });

  it('is drawn with what can be read when it is broken', () => {
    expect(hopOf('from (( by b.example').received).toMatchObject({ by: null, date: null });
    expect(hopOf('by b.example; yesterday').received).toMatchObject({
      by: { name: 'b.example' },
      date: null,
    });
    expect(hopOf('\u0000 <<<"').received).toMatchObject({ from: null, by: null });
  });
});

describe('the route', () => {
  const hop = (host: string, time: string) =>
    `Received: from x.example by ${host} with ESMTPS; Mon, 23 Nov 2026 ${time}\r\n`;
  const head =
    hop('c.example', '09:15:16 +0100') +
    hop('b.example', '08:15:18 +0000') +
    hop('a.example', '09:14:05 +0100');

  it('begins with the lowest field, and measures by the moment, not by the clock face', () => {
    const { hops, slowest, total, encrypted } = route(`${head}Date: Mon, 23 Nov 2026 09:14:02 +0100\r\n\r\n`);
    expect(hops.map(({ received }) => received.by?.name)).toEqual(['a.example', 'b.example', 'c.example']);
    expect(hops.map(({ delay }) => delay)).toEqual([3000, 73_000, -2000]);
    expect({ slowest, total, encrypted }).toEqual({ slowest: 1, total: 74_000, encrypted: 3 });
    expect(hops.map(({ lines }) => lines.first)).toEqual([3, 2, 1]);
  });

  it('marks no hop as slowest when none took a second', () => {
    expect(
      route(`${hop('b.example', '09:14:05 +0100')}${hop('a.example', '09:14:05 +0100')}\r\n`).slowest,
    ).toBeNull();
  });

  it('measures across a hop whose clock is unreadable', () => {
    const text = `${hop('c.example', '09:14:09 +0100')}Received: by b.example\r\n${hop('a.example', '09:14:05 +0100')}\r\n`;
    expect(route(text).hops.map(({ delay }) => delay)).toEqual([null, null, 4000]);
  });

  it('counts more hops than any mail has, and reads the newest of them', () => {
    const text = Array.from({ length: 25_000 }, (_, at) =>
      hop(`mx${String(at)}.example`, '09:14:05 +0100'),
    ).join('');
    const { hops, older } = route(`${text}\r\n`);
    expect([hops.length, older]).toEqual([20_000, 5000]);
    expect(hops.at(-1)?.received.by?.name).toBe('mx0.example');
  });

  it('measures from the first hop that is read, not from Date', () => {
    const text = hop('mx.example', '09:14:05 +0100').repeat(20_001);
    expect(route(`${text}Date: Mon, 23 Nov 2026 09:00:00 +0100\r\n\r\n`).hops[0]?.delay).toBeNull();
  });
});

describe('IP addresses', () => {
  it.each([
    ['[10.1.2.3]', 'private'],
    ['172.31.0.1', 'private'],
    ['172.32.0.1', 'public'],
    ['100.64.1.1', 'shared'],
    ['169.254.0.1', 'link-local'],
    ['127.0.0.1', 'loopback'],
    ['[IPv6:::1]', 'loopback'],
    ['fd12::1', 'private'],
    ['fe80::1%eth0', 'link-local'],
    ['2001:db8:40::25', 'documentation'],
    ['::ffff:192.168.0.1', 'private'],
    ['2a01:111:e400:c418::43', 'public'],
  ])('%s is %s', (text, scope) => {
    expect(ipAddress(text)?.scope).toBe(scope);
  });

  it.each(['', '1.2.3', '256.1.1.1', '1:2:3', '::1::', '12:30', 'x.example', ':', '1:2:3:4:5:6:7:8:9'])(
    '%j is none',
    (text) => {
      expect(ipAddress(text)).toBeNull();
    },
  );
});

describe('any bytes', () => {
  const parts = fc.constantFrom(
    'Received: ',
    'from ',
    'by ',
    'with ',
    ';',
    '(',
    ')',
    '\\',
    '"',
    '<',
    '>',
    '[',
    ' id ',
    '\r\n',
    '\r\n ',
    'Mon, 23 Nov 2026 09:15:18 +0100',
    'é',
    '1.2.3.4',
    'TLS1_2',
    '\0',
  );

  it('give a route, and tokens that lie in their order', () => {
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 60 }), (list) => {
        const bytes = bytesOf(`Received: ${list.join('')}`);
        const { hops } = routeOf(parseHeader(bytes), bytes);
        for (const { field } of hops) {
          let at = field.colon + 1;
          for (const { start, end } of receivedTokens(bytes, field)) {
            expect(start).toBeGreaterThanOrEqual(at);
            expect(end).toBeGreaterThan(start);
            at = end;
          }
          expect(at).toBeLessThanOrEqual(field.end);
        }
      }),
    );
  });

  it.each(['(', ')', 'a ', '<', 'from ', ';', 'Mon, ', '(TLS ', '(helo=', '1:', '(a) ', '(\\', 'tls '])(
    'are read in linear time: %j repeated',
    (part) => {
      const began = performance.now();
      route(`Received: from ${part.repeat(200_000)}`);
      route(`Received: by b (${part.repeat(200_000)}`);
      expect(performance.now() - began).toBeLessThan(4000);
    },
  );

  it('with 20,000 Received fields are read at once', () => {
    const began = performance.now();
    expect(
      route(`${'Received: from a by b with SMTP; Mon, 23 Nov 2026 09:15:18 +0100\r\n'.repeat(20_000)}\r\n`)
        .hops,
    ).toHaveLength(20_000);
    expect(performance.now() - began).toBeLessThan(4000);
  });
});

describe('the fixtures of other people', () => {
  const folder = path.join(import.meta.dirname, '../../../fixtures/headers');
  const files = readdirSync(folder).filter((name) => name.endsWith('.eml'));

  it.each(files)('%s: every Received tells who stamped it and when', (file) => {
    const bytes = new Uint8Array(readFileSync(path.join(folder, file)));
    for (const { received } of routeOf(parseHeader(bytes), bytes).hops) {
      expect(received.date).not.toBeNull();
      expect(received.by).not.toBeNull();
    }
  });
});
