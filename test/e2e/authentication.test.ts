// Who vouches for a message, in the real program: what Electron's BoringSSL verifies, with a DNS server on the loopback interface. Signed
// messages stand in the archive in place of what was sent, or are opened from files.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { authenticationWords } from '#core/i18n/authentication.ts';
import { catalogues } from '#core/i18n/catalogue.ts';
import { startDnsServer, type DnsServer } from '#test/servers/dns.ts';
import {
  arrived,
  ed25519Key,
  rsaKey,
  signed,
  signedWith,
  unsigned,
  zoneOf,
} from '#test/servers/signed-mail.ts';
import { replaceMessage } from './archive-message.ts';
import { ready, send, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { chooseLook, draw, faultsOf, resize, settled } from './look.ts';
import { SharedFolder } from './shared-folder.ts';

const fixtures = path.join(import.meta.dirname, '../fixtures/authentication');
const key = rsaKey('stagecraft.example', 'autumn');
const small = rsaKey('stagecraft.example', 'small', 1024);
const curve = ed25519Key('stagecraft.example', 'curve');
const { keys: chainKeys, messages: chains } = z
  .object({
    keys: z.record(z.string(), z.string()),
    messages: z.record(z.string(), z.object({ message: z.string() })),
  })
  .parse(JSON.parse(readFileSync(path.join(fixtures, 'arc-chains.json'), 'utf8')));

const words = authenticationWords.en;
let dns: DnsServer;
let program: Launched;
let page: Page;

const view = () => page.getByRole('region', { name: words.view });
const cards = () => view().getByRole('article');
const verifyButton = () => view().getByRole('button', { name: words.verify.button });
const told = (text: string) => text.replaceAll('{{author}}', 'stagecraft.example');

beforeAll(async () => {
  dns = await startDnsServer(
    zoneOf([key, small, curve], {
      '_dmarc.stagecraft.example': 'v=DMARC1; p=reject',
      'stagecraft.example': 'v=spf1 ip4:203.0.113.40 -all',
      ...chainKeys,
    }),
  );
  program = await launch({
    env: { FACTEUR_TEST_INTERNET: JSON.stringify({ dns: dns.server, ports: {} }) },
  });
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

afterAll(async () => {
  await program.close();
  await dns.stop();
  removeProfile(program.profile);
});

/** Sends something, puts these bytes in its place, and opens the view on it. */
async function open(name: string, message: string | null): Promise<void> {
  await write(page, { to: ['lea@stagecraft.example'], subject: name, body: 'Hello' });
  await send(page, name);
  if (message !== null) {
    const end = message.indexOf('\r\n\r\n');
    const bytes = (text: string) => Buffer.from(text, 'latin1');
    const header = `X-Name: ${name}\r\n${message.slice(0, end)}`;
    replaceMessage(program.profile, bytes(header), bytes(message.slice(end + 4)));
  }
  await page.getByRole('navigation').getByRole('button', { name: 'Practice' }).first().click();
  await page.getByRole('option').filter({ hasText: name }).first().click();
  await page.getByRole('tablist', { name: catalogues.en.lens.tab.views }).waitFor();
  // The message before stands there until this one is read.
  await page.keyboard.press('Alt+1');
  await page
    .getByRole('listbox', { name: catalogues.en.lens.source.lines })
    .getByRole('option')
    .filter({ hasText: message === null ? drawn('Subject', name) : drawn('X-Name', name) })
    .waitFor();
  await page.keyboard.press('Alt+5');
  await view().waitFor();
}

async function openFile(folder: SharedFolder, name: string, message: string): Promise<void> {
  await program.again([folder.put(name, Buffer.from(message, 'latin1'))]);
  await page.getByText(name).first().waitFor();
  await page.keyboard.press('Alt+5');
}

/** A line of the source, where spaces may be drawn. */
const drawn = (field: string, value: string): RegExp =>
  new RegExp(`${field}:[^]{1,3}${value.replaceAll(' ', '[^]{1,3}')}`);

async function verify(): Promise<void> {
  await verifyButton().click();
  await view().getByRole('button', { name: words.verify.again }).waitFor();
}

/** What the view says once it has asked. */
async function verdict(name: string, message: string): Promise<string> {
  await open(name, message);
  await verify();
  return await view().innerText();
}

describe('mail as it left', () => {
  it('says that nothing signs it yet, and asks nobody', async () => {
    await open('As it left', null);
    await view().getByRole('heading', { name: words.summary.unsigned.title }).waitFor();
    expect(await cards().count()).toBe(0);
    expect(dns.asked).toEqual([]);
    await settled(page);
    await draw(page, 'unsigned.en.light.1280.png');
    expect(await faultsOf(page)).toEqual([]);
  });

  it('tells before it asks what it will ask, and afterwards what it asked', async () => {
    await open('From the stage', 'From: lea@stagecraft.example\r\nSubject: From the stage\r\n\r\nHello\r\n');
    expect(await view().innerText()).toContain('_dmarc.stagecraft.example');
    await verify();
    await view().getByRole('heading', { name: words.summary['verified-unsigned'].title }).waitFor();
    expect(await view().innerText()).toContain('refuse it (p=reject)');
    expect(dns.asked).toContain('TXT _dmarc.stagecraft.example');
  });
});

describe('an opened file', () => {
  const from = 'From: Camille <camille@harbour.example>\r\n';
  const returnPath = 'Return-Path: <camille@lumen.example>\r\n';
  it.each([
    ['both', from + returnPath, 'en', '_dmarc.harbour.example', 'lumen.example'],
    ['both', from + returnPath, 'fr', '_dmarc.harbour.example', 'lumen.example'],
    ['names', from, 'en', '_dmarc.harbour.example', ''],
    ['names', from, 'fr', '_dmarc.harbour.example', ''],
    ['spf', `From: MAILER DAEMON <>\r\n${returnPath}`, 'en', '', 'lumen.example'],
    ['spf', `From: MAILER DAEMON <>\r\n${returnPath}`, 'fr', '', 'lumen.example'],
  ] as const)('says what it asks first: %s, %j, in %s', async (sentence, header, language, names, domain) => {
    const folder = new SharedFolder();
    onTestFinished(async () => {
      folder.remove();
      if (language === 'fr') await chooseLook(page, 'fr', 'en', 'light');
    });
    if (language === 'fr') await chooseLook(page, 'en', 'fr', 'light');
    const { view: name, verify: spoken } = authenticationWords[language];
    await openFile(folder, `${sentence}-${language}.eml`, `${header}Subject: ${sentence}\r\n\r\nHello\r\n`);
    const asked = page.getByRole('region', { name });
    const expected = spoken.first[sentence].replace('{{names}}', names).replace('{{domain}}', domain);
    await asked.getByText(expected, { exact: true }).waitFor();
  });

  it('of which nothing could be asked says nothing of the kind', async () => {
    const folder = new SharedFolder();
    onTestFinished(() => folder.remove());
    const report = path.join(import.meta.dirname, '../fixtures/opened/delivery-report-many.eml');
    await openFile(folder, 'report.eml', readFileSync(report, 'latin1'));
    await verifyButton().waitFor();
    const notes = view().getByRole('region', { name: words.verify.title }).locator('p');
    expect(await notes.allInnerTexts()).toEqual([words.verify.why]);
  });

  it.each([
    ['holds', async () => await signed(key), told(words.summary['verified-pass'].title)],
    [
      'is changed',
      async () => (await signed(key)).replace('are fixed', 'were fixed'),
      words.failure['body-changed'],
    ],
  ])('whose signature %s is verified by the same button', async (name, make, expected) => {
    const folder = new SharedFolder();
    onTestFinished(() => folder.remove());
    const before = dns.asked.length;
    await openFile(folder, `${name}.eml`, await make());
    await verifyButton().waitFor();
    expect(dns.asked).toHaveLength(before);
    await verify();
    expect(await view().innerText()).toContain(expected);
    await settled(page);
    await draw(page, `opened-${name}.en.light.1280.png`);
  });
});

describe('a signature, verified in Electron', () => {
  it('of RSA holds, and vouches for the author', async () => {
    const said = await verdict('Holds', await signed(key));
    expect(said).toContain(told(words.summary['verified-pass'].title));
    expect(said).toContain('RSA, 2,048 bits');
    expect(said).toMatch(/DKIM signature of stagecraft\.example\s+pass/);
  });

  it('stays verified when the view is left and opened again, without another question', async () => {
    const before = dns.asked.length;
    await page.keyboard.press('Alt+3');
    await page.keyboard.press('Alt+5');
    await view().getByRole('button', { name: words.verify.again }).waitFor();
    expect(dns.asked).toHaveLength(before);
  });

  it('marks the field that is chosen among those it covers, in Source and in Fields', async () => {
    await view()
      .getByRole('button', { name: /^from\b/i })
      .first()
      .click();
    await view().getByRole('button', { name: words.dkim.showSource }).click();
    const line = page
      .getByRole('listbox', { name: catalogues.en.lens.source.lines })
      .getByRole('option', { selected: true });
    expect(await line.innerText()).toContain('From:');
    await page.keyboard.press('Alt+2');
    const field = page
      .getByRole('listbox', { name: catalogues.en.lens.fields.list })
      .getByRole('option', { selected: true });
    expect(await field.innerText()).toContain('From');
  });

  it.each([
    ['of ed25519 holds', 'pass', () => signedWith(curve)],
    ['of a key of 1,024 bits holds, with a remark', words.dkim.shortKey, () => signed(small)],
    [
      'fails where the body was changed',
      words.failure['body-changed'],
      async () => (await signed(key)).replace('are fixed', 'were fixed'),
    ],
    [
      'fails where a footer was appended, which is shown',
      'The list of the stage',
      async () => `${await signed(key)}-- \r\nThe list of the stage\r\n`,
    ],
    [
      'fails where the subject was marked, and says by what',
      'Subject was changed: “[stage]” was put into it.',
      async () => (await signed(key)).replace('Subject: ', 'Subject: [stage] '),
    ],
    [
      'fails where a field was changed, and names the suspects',
      words.change.suspects,
      async () => (await signed(key)).replace('dates confirmed', 'dates cancelled'),
    ],
    ['has no key', words.failure['no-key'], () => signed({ ...key, selector: 'gone' })],
    [
      'leaves the end of the body open',
      words.dkim.partWarning,
      async () => `${await signedWith(key, {}, 20)}Buy now!\r\n`,
    ],
    [
      'has expired',
      words.failure.expired,
      () =>
        signedWith(key, {
          signTime: new Date('2020-01-01T00:00:00Z'),
          expires: new Date('2020-01-08T00:00:00Z'),
        }),
    ],
  ] as const)('%s', async (name, expected, made) => {
    expect(await verdict(name, await made())).toContain(expected);
  });
});

describe('ARC, SPF and DMARC, verified in Electron', () => {
  const chain = (name: string) => chains[name]?.message.replaceAll('\n', '\r\n') ?? '';

  it('follow a chain that holds, and one that is broken', async () => {
    expect(await verdict('Forwarded', chain('cv_pass_i2_1'))).toContain('The chain holds up to set 2.');
    expect(await verdict('Broken', chain('cv_fail_i2_as1_invalid'))).toContain('The chain is broken');
  });

  it('hold the address that brought it against the domain’s record', async () => {
    const plain = unsigned(await signed(key));
    expect(await verdict('From its host', arrived(plain, '203.0.113.40'))).toContain(
      told(words.summary['verified-pass'].title),
    );
    const forged = await verdict('From another host', arrived(plain, '198.51.100.7'));
    expect(forged).toContain(told(words.summary['verified-fail'].title));
    expect(forged).toContain('refuse it (p=reject)');
  });
});

describe('claims in the header', () => {
  const claiming = async () =>
    [
      'X-Spam-Status: No, score=-2.1 required=5.0 tests=BAYES_00=-1.9,DKIM_SIGNED=0.1 autolearn=ham',
      'Authentication-Results: mx.atelier-lumen.example; dkim=pass header.d=stagecraft.example',
      ' header.s=autumn; spf=pass smtp.mailfrom=lea@stagecraft.example; dmarc=pass (p=reject)',
      ' header.from=stagecraft.example',
      arrived('', '203.0.113.40').trimEnd(),
      'Authentication-Results: mx.atelier-lumen.example; dmarc=pass header.from=bank.example',
      'Received: from laptop.local (unknown [192.168.1.23])',
      '\tby out.stagecraft.example (Exim 4.96) with ESMTPSA id 7Qk2Vd; Mon, 23 Nov 2026 08:14:05 +0000',
      'Authentication-Results: mx.atelier-lumen.example; spf=pass smtp.mailfrom=bank.example',
      'Authentication-Results: bank.example; dkim=pass header.d=bank.example',
      await signed(key),
    ].join('\r\n');

  it('are told by who can have written them', async () => {
    await open('Claims', await claiming());
    await view()
      .getByRole('heading', { name: told(words.summary['claimed-pass'].title) })
      .waitFor();
    const marks = await cards().filter({ hasText: 'Authentication-Results' }).allInnerTexts();
    expect(marks).toHaveLength(4);
    for (const [index, trust] of (['own', 'likely', 'pretends', 'anyone'] as const).entries())
      expect(marks[index]).toContain(words.trust[trust]);
    expect(await cards().filter({ hasText: 'X-Spam-Status' }).innerText()).toContain('score -2.1 of 5');
  });

  it('are copied as they stand', async () => {
    await view().click({ position: { x: 5, y: 5 } });
    await page.keyboard.press('ControlOrMeta+Shift+C');
    await page.getByText(catalogues.en.lens.head.copied).first().waitFor();
  });

  it.each([
    ['en', 'light', 1280, 800],
    ['fr', 'dark', 1280, 800],
    ['fr', 'light', 720, 600],
  ] as const)('are whole in %s, %s, %i × %i', async (language, theme, width, height) => {
    await resize(program.app, page, width, height);
    const spoken = await page.locator('html').getAttribute('lang');
    await chooseLook(page, spoken === 'fr' ? 'fr' : 'en', language, theme);
    const there = authenticationWords[language];
    const look = (name: string) => draw(page, `${name}.${language}.${theme}.${String(width)}.png`);
    for (const [subject, name] of [
      ['Claims', 'claims'],
      ['fails where the subject was marked', 'failed'],
      ['Forwarded', 'arc'],
    ] as const) {
      const places = page.getByRole('navigation', { name: catalogues[language].app.places });
      await places.getByRole('button', { name: catalogues[language].app.place.practice }).first().click();
      await page.getByRole('option').filter({ hasText: subject }).first().click();
      await page.getByRole('tablist', { name: catalogues[language].lens.tab.views }).waitFor();
      await page.keyboard.press('Alt+5');
      const region = page.getByRole('region', { name: there.view });
      await region.waitFor();
      await settled(page);
      await look(name);
      expect(await faultsOf(page)).toEqual([]);
      await region.press('End');
      await settled(page);
      await look(`${name}-end`);
    }
  });
});
