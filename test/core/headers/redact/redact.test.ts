import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHeader } from '#core/headers/parse.ts';
import { redactedHeader } from '#core/headers/redact/redact.ts';

const redacted = (header: string | Uint8Array) => {
  const bytes = typeof header === 'string' ? new TextEncoder().encode(header) : header;
  return redactedHeader(bytes, parseHeader(bytes));
};

const label = fc.stringMatching(/^[a-wy-z][a-wy-z0-9]{3,9}$/);
const host = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join('.'));
const local = fc.stringMatching(/^[a-w]{3,8}([._+=-][a-w0-9]{2,8})?$/);
const address = fc.tuple(local, host).map(([name, domain]) => `${name}@${domain}`);
const ipv4 = fc.ipV4().filter((ip) => ip.length > 9);
const ipv6 = fc.ipV6().filter((ip) => ip.length > 12 && !ip.includes('.'));

describe('a redacted header', () => {
  it('has nothing left of any address, host, IP or identifier, wherever they stood', () => {
    fc.assert(
      fc.property(address, address, host, ipv4, ipv6, address, (from, to, mx, four, six, id) => {
        const header = [
          `Return-Path: <${to}>`,
          `Received: from ${mx} (${mx} [${four}]) by ${mx.toUpperCase()} (Postfix) with ESMTPS id 4Xw9Lr2Kz`,
          `\tfor <${to}>; Mon, 23 Nov 2026 09:15:18 +0100`,
          `Received: from [IPv6:${six}] by ${mx}. with LMTP; Mon, 23 Nov 2026 09:15:18 +0100`,
          `Authentication-Results: ${mx}; spf=pass smtp.mailfrom=${from}; dkim=pass header.d=${mx} header.i=@${mx}`,
          `DKIM-Signature: v=1; d=${mx}; s=sel; i=${from}; t=1700000000; h=From:To; b=AbCd${mx.replaceAll('.', '')}`,
          `From: "Somebody at ${mx}" <${from}>`,
          `To: ${to}, group: ${from};`,
          `Subject: about ${to} and ${mx}, see https://${mx}/path?u=${from}`,
          `Message-ID: <${id}>`,
          `References: <${id}> <${from}>`,
          `X-Originating-IP: ${four}`,
          `List-Unsubscribe: <mailto:${to}?subject=x>, <https://${mx}/u/${to}>`,
          `X-Note: ${from}:${mx}/${four}`,
          '',
        ].join('\r\n');
        const shown = redacted(header).toLowerCase();
        for (const secret of [from, to, mx, four, six, id]) expect(shown).not.toContain(secret.toLowerCase());
        for (const one of [from, to, id]) expect(shown).not.toContain(one.slice(one.indexOf('@') + 1));
      }),
      { numRuns: 300 },
    );
  });

  it('replaces the same by the same, and hosts of one domain together', () => {
    const header = redacted(
      'From: a.b@atelier.example\r\nTo: A.B@Atelier.example, c@mail.atelier.example\r\nMessage-ID: <1@x.fr>\r\nIn-Reply-To: <1@x.fr>\r\n',
    );
    expect(header).toBe(
      'From: user1@domain1.example\r\nTo: user1@domain1.example, user2@name1.domain1.example\r\nMessage-ID: <id1@domain2.example>\r\nIn-Reply-To: <id1@domain2.example>\r\n',
    );
  });

  it('keeps what the protocols say, and masks what people say', () => {
    const header = redacted(
      [
        'Received: from mx.lumen.fr (mx.lumen.fr [203.0.113.9])',
        '\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))',
        '\tby in.stage.fr (Postfix) with ESMTPS id 4F2aQ0; Mon, 23 Nov 2026 09:15:16 +0100 (CET)',
        'From: =?utf-8?Q?L=C3=A9a?= Moreau <lea@stage.fr>',
        'Subject: Contract 2026',
        'Content-Type: text/plain; charset=utf-8',
        '',
        '',
      ].join('\r\n'),
    );
    expect(header).toBe(
      [
        'Received: from name1.domain1.example (name1.domain1.example [192.0.2.1])',
        '\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))',
        '\tby name2.domain2.example (Postfix) with ESMTPS id 4X2xX0; Mon, 23 Nov 2026 09:15:16 +0100 (CET)',
        'From: =?utf-8?Q?xxxxxxxx?= Xxxxxx <user1@domain2.example>',
        'Subject: Xxxxxxxx 2026',
        'Content-Type: text/plain; charset=utf-8',
        '',
        '',
      ].join('\r\n'),
    );
  });

  it('uses no word that the original has', () => {
    expect(redacted('From: user1@domain1.example\r\nX: name1 id1\r\n')).not.toMatch(/user1@|domain1\./);
  });

  const fixtures = path.join(import.meta.dirname, '../../../fixtures/headers');
  it.each(readdirSync(fixtures).filter((name) => name.endsWith('.eml')))(
    'keeps the fields and lines of %s',
    (name) => {
      const bytes = new Uint8Array(readFileSync(path.join(fixtures, name)));
      const before = parseHeader(bytes);
      const shown = new TextEncoder().encode(redactedHeader(bytes, before));
      const after = parseHeader(shown);
      expect(after.items.map((item) => [item.kind, item.lines.length])).toEqual(
        before.items.map((item) => [item.kind, item.lines.length]),
      );
    },
  );

  it('reads any bytes, and a line of ten million without end', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void redacted(bytes)));
    expect(
      redacted(`X: ${'a.'.repeat(2_000_000)}\r\nY: ${'[a'.repeat(1_000_000)}\r\n`).length,
    ).toBeGreaterThan(1000);
  });
});
