/** What a header says of who vouches for it: tables with other people's mail, and properties that hold for any bytes. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  authenticationOf,
  firstQuestions,
  type Authentication,
} from '#core/headers/authentication/authentication.ts';
import { alignmentOf } from '#core/headers/authentication/organization.ts';
import { readResults } from '#core/headers/authentication/results.ts';
import { readReceivedSpf } from '#core/headers/authentication/received-spf.ts';
import { readSpamdResult, readSpamStatus } from '#core/headers/authentication/spam.ts';
import { summaryOf } from '#core/headers/authentication/summary.ts';
import { parseHeader } from '#core/headers/parse.ts';

const fixtures = path.join(import.meta.dirname, '../../../fixtures/authentication');
const read = (bytes: Uint8Array): Authentication => authenticationOf(parseHeader(bytes), bytes);
const sample = (name: string): Authentication => read(readFileSync(path.join(fixtures, name)));
const of = (...lines: readonly string[]): Authentication =>
  read(new TextEncoder().encode(`${lines.join('\r\n')}\r\n\r\n`));

const RECEIVED =
  'Received: from out.stagecraft.example (unknown [203.0.113.40]) by mx.lumen.example with ESMTPS; Mon, 23 Nov 2026 09:15:18 +0100';

describe('Authentication-Results', () => {
  it.each([
    ['mx.example.org; none', 'mx.example.org', []],
    ['mx.example.org 1; spf=pass smtp.mailfrom=a.example', 'mx.example.org', [['spf', 'pass']]],
    ['"mx example"; dkim=fail reason="bad; hash"', 'mx example', [['dkim', 'fail']]],
    [
      'mx.example.org (see (RFC 8601)); dkim/1 = pass header.i=@a.example; dmarc=fail (p=none)',
      'mx.example.org',
      [
        ['dkim', 'pass'],
        ['dmarc', 'fail'],
      ],
    ],
    // Microsoft leaves out its name.
    [
      'spf=pass (sender IP is 1.2.3.4) smtp.mailfrom=a.example; compauth=pass reason=100',
      null,
      [
        ['spf', 'pass'],
        ['compauth', 'pass'],
      ],
    ],
    ['', null, []],
  ] as const)('%s', (text, server, results) => {
    const found = readResults(text);
    expect(found.server).toBe(server);
    expect(found.results.map(({ method, result }) => [method, result])).toEqual(results);
  });

  it('reads values that hold equals signs, quotes and versions', () => {
    const [found] = readResults(
      'mx.google.com; spf/1=neutral (best guess) smtp.mailfrom="andris+caf_=a=gmail.com@tr.ee" policy.x=b==',
    ).results;
    expect(found).toEqual({
      method: 'spf',
      version: '1',
      result: 'neutral',
      reason: null,
      comments: ['best guess'],
      properties: [
        { type: 'smtp', property: 'mailfrom', value: 'andris+caf_=a=gmail.com@tr.ee' },
        { type: 'policy', property: 'x', value: 'b==' },
      ],
    });
  });
});

describe('mail that came through Google twice', () => {
  const mail = sample('arc-pass.eml');

  it('has a chain of two sets without a fault in its form', () => {
    expect(mail.arc.problems).toEqual([]);
    expect(
      mail.arc.sets.map(({ instance, seal }) => [instance, seal?.seal.chain, seal?.seal.domain]),
    ).toEqual([
      [1, 'none', 'google.com'],
      [2, 'pass', 'google.com'],
    ]);
  });

  it('was taken over where it came from outside, not where it went on inside', () => {
    expect(mail.boundary.receiver).toBe('mx.google.com');
    expect(mail.boundary.from?.address?.text).toBe('217.146.67.33');
  });

  it('has one signature, of the author’s domain, with the fields it covers', () => {
    expect(mail.signatures).toHaveLength(1);
    const [{ signature, alignment } = { signature: null, alignment: null }] = mail.signatures;
    expect(alignment).toBe('strict');
    expect(signature?.signed.map(({ name, items }) => [name, items.length])).toEqual([
      ['Date', 1],
      ['From', 1],
      ['To', 1],
      ['Subject', 1],
    ]);
    expect(signature?.bodyCanonicalization).toBe('simple');
  });

  it('asks first about the keys of all who signed, and the author’s policy', () => {
    expect(firstQuestions(mail)).toEqual([
      'default._domainkey.ekiri.ee',
      'arc-20160816._domainkey.google.com',
      '_dmarc.ekiri.ee',
    ]);
  });
});

describe('other people’s mail', () => {
  it('of RFC 8463 signs From twice, so that no second one can be added', () => {
    const [first] = sample('rfc8463.eml').signatures;
    const from = first?.signature.signed.find(({ name }) => name === 'from');
    expect(from).toMatchObject({ times: 2, oversigned: true, unsigned: 0 });
  });

  it('of zone.ee has a claim above every stamp, and Rspamd’s report', () => {
    const mail = sample('zproov.eml');
    expect(mail.results.map(({ results }) => results.server)).toContain('zonemx.eu');
    const report = mail.spam.find(({ name }) => name === 'X-Rspamd-Report');
    expect(report?.report.tests[0]).toEqual({ name: 'R_DKIM_ALLOW', score: -0.2, options: '' });
  });

  it('of amavis has SpamAssassin’s score and tests', () => {
    const status = sample('spamassassin.eml').spam.find(({ name }) => name === 'X-Spam-Status');
    expect(status?.report).toMatchObject({ spam: false, score: -2.9, required: 6.6 });
    expect(status?.report.tests.map(({ name, score }) => [name, score])).toEqual([
      ['ALL_TRUSTED', -1],
      ['BAYES_00', -1.9],
    ]);
  });
});

describe('who can have written a claim', () => {
  const claim = 'Authentication-Results: mx.lumen.example; dmarc=pass';
  const later =
    'Received: from laptop (unknown [198.51.100.1]) by out.stagecraft.example; Mon, 23 Nov 2026 09:15:01 +0100';

  it.each([
    ['own', [claim, RECEIVED]],
    ['own-other', ['Authentication-Results: filter.example; spf=pass', RECEIVED]],
    ['likely', [RECEIVED, claim, later]],
    ['pretends', [RECEIVED, later, claim]],
    ['anyone', [RECEIVED, 'Authentication-Results: bank.example; dkim=pass']],
    ['unstamped', [claim]],
  ] as const)('%s', (trust, lines) => {
    expect(of(...lines).results.map((one) => one.trust)).toEqual([trust]);
  });

  it('is not decided by the name that the sender’s host called itself', () => {
    const posing = RECEIVED.replace('from out.stagecraft.example', 'from mx.lumen.example');
    const forged = `Received: from x (unknown [198.51.100.1]) by mx.lumen.example; Mon, 23 Nov 2026 09:15:01 +0100`;
    expect(of(posing, claim, forged, claim).results.map(({ trust }) => trust)).toEqual([
      'likely',
      'pretends',
    ]);
  });
});

describe('what stands first', () => {
  const from = 'From: Léa <lea@news.stagecraft.example>';
  const dkim = (domain: string) =>
    `DKIM-Signature: v=1; a=rsa-sha256; d=${domain}; s=x; h=from; bh=AA==; b=AA==`;

  it.each([
    ['unsigned', [from]],
    ['nothing', [RECEIVED, from]],
    ['signed', [RECEIVED, dkim('stagecraft.example'), from]],
    ['signed-other', [RECEIVED, dkim('mailer.example'), from]],
    ['only-claims', [RECEIVED, 'Authentication-Results: bank.example; dmarc=pass', from]],
    ['claimed-pass', ['Authentication-Results: mx.lumen.example; dmarc=pass', RECEIVED, from]],
    ['claimed-fail', ['Authentication-Results: mx.lumen.example; dmarc=fail', RECEIVED, from]],
    [
      'claimed-signed',
      ['Authentication-Results: mx.lumen.example; dkim=pass header.d=stagecraft.example', RECEIVED, from],
    ],
  ] as const)('%s', (code, lines) => {
    expect(summaryOf(of(...lines), null, true).code).toBe(code);
  });

  it('does not wait for a server to sign what was opened', () => {
    expect(summaryOf(of(from), null, false).code).toBe('nothing');
  });
});

describe('a signature’s tags', () => {
  const problems = (value: string) =>
    of(`DKIM-Signature: ${value}`, 'From: a@b.example').signatures[0]?.signature.problems.map(
      ({ code }) => code,
    );

  it.each([
    ['v=1; a=rsa-sha256; d=b.example; s=x; h=from; bh=AA==; b=AA==', []],
    ['v=1; a=rsa-sha256; d=b.example; s=x; h=to; bh=AA==; b=AA==', ['from-unsigned']],
    ['v=2; a=rsa-sha1; d=b.example; s=x; h=from; bh=AA==; b=AA==', ['bad-version', 'sha1']],
    ['v=1; a=x; d=b.example; s=x; h=from; bh=AA==; b=AA==; x=soon', ['bad-number', 'unknown-algorithm']],
    [
      'v=1; a=rsa-sha256; d=b.example; i=@c.example; s=x; s=y; h=from; b=AA==',
      ['missing-tag', 'repeated-tag', 'identity-outside'],
    ],
  ])('%s', (value, codes) => {
    expect(problems(value)).toEqual(codes);
  });
});

describe('an ARC chain’s form', () => {
  const chains = z
    .object({ messages: z.record(z.string(), z.object({ message: z.string() })) })
    .parse(JSON.parse(readFileSync(path.join(fixtures, 'arc-chains.json'), 'utf8'))).messages;

  it.each([
    ['cv_pass_i5_1', []],
    ['cv_fail_i1_ams_na', ['missing']],
    ['cv_fail_i2_as2_none', ['bad-chain']],
  ])('%s', (name, codes) => {
    const bytes = new TextEncoder().encode(chains[name]?.message ?? '');
    expect(read(bytes).arc.problems.map(({ code }) => code)).toEqual(codes);
  });

  it('tells a set that is missing, and one that stands in the wrong place', () => {
    const seal = (instance: number) =>
      `ARC-Seal: i=${String(instance)}; cv=${instance === 1 ? 'none' : 'pass'}; a=rsa-sha256; d=a; s=b; b=AA==`;
    const codes = of(seal(1), seal(3)).arc.problems.map(({ code }) => code);
    expect(codes).toContain('gap');
    expect(codes).toContain('order');
  });
});

it('reads the pairs of Received-SPF, and who checked', () => {
  expect(
    readReceivedSpf(
      'Pass (mx.example.org: domain of a@b.example designates 192.0.2.1) receiver=mx.example.org; client-ip=192.0.2.1; envelope-from="a@b.example"',
    ),
  ).toEqual({
    result: 'pass',
    comment: 'mx.example.org: domain of a@b.example designates 192.0.2.1',
    pairs: [
      { key: 'receiver', value: 'mx.example.org' },
      { key: 'client-ip', value: '192.0.2.1' },
      { key: 'envelope-from', value: 'a@b.example' },
    ],
    server: 'mx.example.org',
  });
});

it('reads reports of Rspamd with their options, and SpamAssassin’s without scores', () => {
  expect(
    readSpamdResult(
      'default: False [1.20 / 15.00]; R_SPF_ALLOW(-0.20)[+ip4:192.0.2.1]; MIME_GOOD(-0.10)[text/plain]',
    ),
  ).toMatchObject({
    spam: false,
    score: 1.2,
    required: 15,
    tests: [
      { name: 'R_SPF_ALLOW', score: -0.2, options: '+ip4:192.0.2.1' },
      { name: 'MIME_GOOD', score: -0.1, options: 'text/plain' },
    ],
  });
  expect(
    readSpamStatus('Yes, score=7.2 required=5.0 tests=A,B autolearn=no').tests.map(({ name }) => name),
  ).toEqual(['A', 'B']);
});

it.each([
  ['a.example', 'A.example.', 'strict'],
  ['mail.a.example', 'a.example', 'relaxed'],
  ['a.co.uk', 'b.co.uk', 'none'],
  ['x.a.co.uk', 'a.co.uk', 'relaxed'],
  ['bücher.example', 'xn--bcher-kva.example', 'strict'],
  ['', 'a.example', 'none'],
])('%s and %s: %s', (one, other, alignment) => {
  expect(alignmentOf(one, other)).toBe(alignment);
});

describe('any bytes', () => {
  const names = [
    'Authentication-Results',
    'DKIM-Signature',
    'ARC-Seal',
    'ARC-Message-Signature',
    'ARC-Authentication-Results',
    'Received-SPF',
    'Received',
    'X-Spam-Status',
    'X-Spamd-Result',
    'X-Rspamd-Report',
    'From',
  ];
  const pieces = [
    'i=1',
    ';',
    '=',
    '"',
    '(',
    ')',
    '\\',
    ' ',
    '\r\n ',
    'd=a.example',
    'h=from:to',
    'pass',
    'dkim',
    '.',
    '[',
    ',',
  ];
  const value = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 5 })), {
    maxLength: 30,
  });
  const header = fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 20 });

  it('give a result, whose places lie in the header', () => {
    fc.assert(
      fc.property(header, (fields) => {
        const text = fields.map(([name, parts]) => `${name}: ${parts.join('')}\r\n`).join('');
        const bytes = new TextEncoder().encode(text);
        const parsed = parseHeader(bytes);
        const found = authenticationOf(parsed, bytes);
        summaryOf(found, null, true);
        firstQuestions(found);
        const items = [
          ...found.signatures.flatMap(({ item, signature }) => [
            item,
            ...signature.signed.flatMap((one) => one.items),
          ]),
          ...[...found.results, ...found.spf, ...found.spam].map(({ item }) => item),
        ];
        for (const item of items) expect(parsed.items[item]?.kind).toBe('field');
      }),
    );
  });

  it('are bounded: of a hundred thousand fields, fifty of each kind are read and the rest counted', () => {
    const many = `${'Authentication-Results: a; dkim=pass\r\n'.repeat(50_000)}${'DKIM-Signature: d=a\r\n'.repeat(50_000)}`;
    const found = read(new TextEncoder().encode(many));
    expect(found.results).toHaveLength(50);
    expect(found.more).toBe(99_900);
  });

  it.each(['(', '"', '=', ';', 'a=', '(\\', ' a', 'i=1;'])(
    'are read in linear time: %j a million times',
    (piece) => {
      const found = of(
        `Authentication-Results: ${piece.repeat(1_000_000 / piece.length)}`,
        `ARC-Seal: ${piece.repeat(1000)}`,
      );
      expect(found.results).toHaveLength(1);
    },
  );
});
