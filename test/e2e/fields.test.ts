// View 2 of the lens, and the choice of a field that all views share. Until the lens opens files, hard headers stand in the archive in place
// of what was sent.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import { replaceMessage } from './archive-message.ts';
import { ready, send, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { chooseLook, draw, faultsOf, overflowing, resize, settled, violations } from './look.ts';

const hard = [
  'Return-Path: <bounces+camille=atelier-lumen.example@lists.stagecraft.example>',
  'Delivered-To: camille@atelier-lumen.example',
  'Received: from mx1.stagecraft.example (mx1.stagecraft.example [203.0.113.40])',
  '\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))',
  '\tby imap.atelier-lumen.example (Postfix) with ESMTPS id 4Xw9Lr2Kz',
  '\tfor <camille@atelier-lumen.example>; Mon, 23 Nov 2026 09:15:18 +0100',
  'Authentication-Results: imap.atelier-lumen.example; dkim=pass header.d=stagecraft.example; spf=pass',
  'X-Spam-Status: No, score=-2.1 required=5.0 tests=BAYES_00,DKIM_SIGNED autolearn=ham',
  'Received: from laptop.local (unknown [192.168.1.23])',
  '\tby mx1.stagecraft.example (Exim 4.96) with ESMTPSA (TLS1.2) id 7Qk2Vd; Mon, 23 Nov 2026 08:14:05 +0000',
  'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=stagecraft.example; s=autumn;',
  '\th=from:to:subject:date:message-id; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;',
  '\tb=dzdVyOfAKCdLXdJOc9G2q8LoXSlEniSbav+yuU4zGeeruD00lszZVoG4ZHRNiYzR',
  'Date: Mon, 23 Nov 2026 09:14:02 -0000',
  'From: =?utf-8?Q?L=C3=A9a_Fontaine_=E2=80=94_r=C3=A9gie?= <lea@stagecraft.example>',
  'To: Team: =?iso-8859-1?Q?S=F8ren?= <soren@angstrom.example>, jonas@localhost;, "Weber, Jonas" <jonas@brueckner.example>',
  'Cc: undisclosed-recipients:;',
  'Subject: =?windows-1251?B?z/Do4uXy?= =?utf-8?B?4oCuZ25w?= and =?x-klingon?Q?nuqneH=E9?=',
  'In-Reply-To: MESSAGE-ID-HERE',
  'References: <one.a.b@elsewhere.example> MESSAGE-ID-HERE',
  'Message-ID: <CAF8=q1w7.20261123@stagecraft.example>',
  'Content-Type: application/pdf; name="=?utf-8?Q?pr=C3=A9sentation=2Epdf?=";',
  "\tfilename*0*=utf-8'fr'pr%C3%A9sentation%20de%20la%20saison; filename*1*=%20d%E2%80%99automne;",
  '\tfilename*2=" 2026.pdf"',
  'List-Unsubscribe: <https://lists.stagecraft.example/u?id=8f2c>, <mailto:leave@lists.stagecraft.example>',
  'X-Raw-Latin: d\xE9j\xE0 vu, d\xE9cid\xE9ment',
  'MMHS-Primary-Precedence: 3',
  'Thread-Index: AdmYz0==',
  ' : not a field at all',
  'also no field',
  'X-Long: ' + 'word '.repeat(700),
].join('\r\n');

let program: Launched;
let page: Page;

const { lens } = catalogues.en;
const list = () => page.getByRole('listbox', { name: lens.fields.list });
const dock = () => page.getByRole('region', { name: lens.dock.title });
const option = (name: string | RegExp) => list().getByRole('option', { name });

async function open(subject: string): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: 'Practice' }).first().click();
  await page.getByRole('option').filter({ hasText: subject }).first().click();
  await page.getByRole('tablist', { name: lens.tab.views }).waitFor();
}

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await write(page, { to: ['lea@stagecraft.example'], subject: 'Asked before', body: 'Hello' });
  await send(page, 'Asked before');
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
});

/** Walks down from the first field to one that is further away than what is drawn. */
async function reach(name: RegExp): Promise<void> {
  await list().press('Home');
  for (let step = 0; step < 40 && !(await option(name).isVisible()); step += 1)
    await list().press('ArrowDown');
}

async function openHard(): Promise<void> {
  await open('A hard one');
  await page.keyboard.press('Alt+2');
  await option(/^Return-Path/).waitFor();
}

/** The Message-ID of the message whose source is shown. */
async function ownName(): Promise<string> {
  await page.keyboard.press('Alt+1');
  const line = page
    .getByRole('listbox', { name: lens.source.lines })
    .getByRole('option', { name: /Message-ID/ });
  return /<[^>]+>/.exec(await line.innerText())?.[0] ?? '';
}

describe('a message as it left', () => {
  it('shows its fields decoded, and says that no server has added any', async () => {
    await open('Asked before');
    await page.keyboard.press('Alt+2');
    await list().waitFor();
    await page.getByText(lens.fields.allOurs).waitFor();
    await option(/^Subject/).click();
    await dock().getByRole('heading', { name: 'Subject' }).waitFor();
    await dock().getByRole('link', { name: 'RFC 5322 §3.6.5' }).waitFor();
    expect(await option(/^Date/).innerText()).toMatch(/GMT|UTC/);
  });

  it('marks in Source what is chosen here, and the other way round', async () => {
    await list().press('Home');
    await option(/^To/).click();
    await page.keyboard.press('Alt+1');
    const rows = page.getByRole('listbox', { name: lens.source.lines });
    await rows
      .getByRole('option', { selected: true })
      .filter({ hasText: /^\d+\s*To:/ })
      .waitFor();
    await rows.getByRole('option', { name: /MIME-Version/i }).click();
    await page.keyboard.press('Alt+2');
    await list()
      .getByRole('option', { selected: true, name: /^MIME-Version/i })
      .waitFor();
  });
});

describe('the envelope beside the header', () => {
  it('marks the chosen field, and chooses one by its name', async () => {
    await open('Asked before');
    await page.keyboard.press('Alt+2');
    await option(/^From/).click();
    await page.keyboard.press('Alt+3');
    const pairs = page.getByRole('region', { name: lens.envelope.pairs });
    await pairs.getByRole('button', { name: 'From', pressed: true }).waitFor();
    await pairs.getByRole('button', { name: 'To' }).click();
    await settled(page);
    await draw(page, 'envelope-chosen.png');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Alt+2');
    await list().getByRole('option', { selected: true, name: /^To/ }).waitFor();
  });
});

describe('a copy that servers have stamped', () => {
  beforeAll(async () => {
    await open('Asked before');
    const name = await ownName();
    await write(page, { to: ['lea@stagecraft.example'], subject: 'A hard one', body: 'Hello' });
    await send(page, 'A hard one');
    replaceMessage(program.profile, Buffer.from(hard.replaceAll('MESSAGE-ID-HERE', name), 'latin1'));
    await openHard();
  });

  it('decodes words, parameters in pieces, moments and lists of addresses', async () => {
    const text = async (name: RegExp) => (await option(name).innerText()).replaceAll('\u00A0', ' ');
    expect(await text(/^From/)).toContain('Léa Fontaine — régie <lea@stagecraft.example>');
    const to = await text(/^To/);
    expect(to).toMatch(/Team: Søren <soren@angstrom\.example>\n.*jonas@localhost.*not fully qualified/s);
    const subject = await text(/^Subject/);
    expect(await text(/^Date/)).toContain('no zone told');
    await reach(/^Content-Type/);
    expect(await text(/^Content-Type/)).toContain(
      'présentation de la saison d’automne 2026.pdf (utf-8, fr, in 3 pieces)',
    );
    expect(subject).toContain('Привет');
    expect(subject).toContain('RLO');
    expect(subject).toContain(String.raw`nuqneH\xE9`);
    await reach(/^X-Raw-Latin/);
    expect(await text(/^X-Raw-Latin/)).toContain(String.raw`d\xE9j\xE0 vu`);
  });

  it('says who added a field, and why that is thought', async () => {
    await option(/^X-Spam-Status/).click();
    await dock()
      .getByText(/above the stamp of mx1\.stagecraft\.example/)
      .waitFor();
    await option(/^From/).click();
    await dock()
      .getByText(/below the stamp of the first server, mx1\.stagecraft\.example/)
      .waitFor();
  });

  it('leads from Received to its stop in Route, and from a Message-ID to the message in Sent', async () => {
    await option(/^Received.*laptop\.local/s).click();
    await dock().getByRole('button', { name: lens.fields.showRoute }).click();
    const chosen = page.getByRole('option', { selected: true });
    await chosen.filter({ hasText: 'mx1.stagecraft.example' }).waitFor();
    await page.keyboard.press('Alt+2');
    await option(/^In-Reply-To/).click();
    await dock().getByRole('button', { name: 'Open “Asked before”' }).click();
    await page.getByRole('heading', { name: 'Asked before' }).waitFor();
  });

  it('is walked with arrows, Home and End, and copies with C', async () => {
    await openHard();
    await list().press('End');
    await list()
      .getByRole('option', { selected: true, name: /^X-Long/ })
      .waitFor();
    await list().press('Home');
    await list()
      .getByRole('option', { selected: true, name: /^Return-Path/ })
      .waitFor();
    await list().press('ArrowDown');
    await list().press('c');
    await page.getByRole('status').filter({ hasText: lens.head.copied }).waitFor();
    expect(await program.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(
      'camille@atelier-lumen.example',
    );
  });

  it('names the registry’s row for a field without words of its own', async () => {
    await list().press('End');
    await option(/^MMHS-Primary-Precedence/).click();
    await dock().getByRole('link', { name: 'RFC 6477' }).waitFor();
  });

  it.each([
    ['en', 'light', 1280, 800],
    ['fr', 'dark', 1280, 800],
    ['en', 'dark', 1280, 800],
    ['fr', 'light', 720, 600],
  ] as const)('is whole in %s, %s, %i × %i', async (language, theme, width, height) => {
    await resize(program.app, page, width, height);
    const spoken = await page.locator('html').getAttribute('lang');
    await chooseLook(page, spoken === 'fr' ? 'fr' : 'en', language, theme);
    const words = catalogues[language];
    const places = page.getByRole('navigation', { name: words.app.places });
    await places.getByRole('button', { name: words.app.place.practice }).first().click();
    await page.getByRole('option').filter({ hasText: 'A hard one' }).first().click();
    await page.getByRole('tablist', { name: words.lens.tab.views }).waitFor();
    await page.keyboard.press('Alt+2');
    const fields = page.getByRole('listbox', { name: words.lens.fields.list });
    await fields.waitFor();
    for (const [part, key] of [
      ['top', 'Home'],
      ['middle', 'PageDown'],
      ['end', 'End'],
    ] as const) {
      await fields.press(key);
      await settled(page);
      await draw(page, `fields-${part}.${language}.${theme}.${String(width)}.png`);
    }
    expect(await faultsOf(page)).toEqual([]);
    if (width < 860) {
      await page.getByRole('button', { name: words.lens.dock.open }).click();
      await page.getByRole('region', { name: words.lens.dock.title }).waitFor();
      await settled(page);
      await draw(page, `fields-dock.${language}.${theme}.${String(width)}.png`);
      expect([...(await overflowing(page)), ...(await violations(page))]).toEqual([]);
    }
    await resize(program.app, page, 1280, 800);
  });
});

describe('a header of 20,000 fields', () => {
  beforeAll(async () => {
    const spoken = await page.locator('html').getAttribute('lang');
    await chooseLook(page, spoken === 'fr' ? 'fr' : 'en', 'en', 'light');
    await write(page, { to: ['lea@stagecraft.example'], subject: 'Endless', body: 'Hello' });
    await send(page, 'Endless');
    const fields = Array.from(
      { length: 20_000 },
      (_, at) => `X-Field-${String(at)}: ${'a value that goes on '.repeat(1 + (at % 12))}`,
    );
    replaceMessage(program.profile, Buffer.from(fields.join('\r\n')));
    await open('Endless');
    await page.keyboard.press('Alt+2');
    await option(/^X-Field-0\b/).waitFor();
  });

  it('draws those in view alone, and goes to either end', async () => {
    await list().press('End');
    await option(/^X-Field-19999\b/).waitFor();
    expect(await list().getByRole('option').count()).toBeLessThan(80);
    const box = await list().boundingBox();
    const row = await option(/^X-Field-19999\b/).boundingBox();
    expect((row?.y ?? 0) + (row?.height ?? 0)).toBeLessThanOrEqual((box?.y ?? 0) + (box?.height ?? 0) + 1);
    await list().press('Home');
    await option(/^X-Field-0\b/).waitFor();
  });

  it('keeps what is seen in its place while rows above are measured', async () => {
    const seen = await list().evaluate(async (box) => {
      const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      box.scrollTop = box.scrollHeight / 2;
      await frames();
      let longest = 0;
      for (let step = 0; step < 60; step += 1) {
        const began = performance.now();
        box.scrollTop -= 300;
        await frames();
        longest = Math.max(longest, performance.now() - began);
      }
      const rows = [...box.querySelectorAll<HTMLElement>('[role="option"]')].map((row) =>
        row.getBoundingClientRect(),
      );
      const gaps = rows.slice(1).map((row, at) => Math.abs(row.top - (rows[at]?.bottom ?? 0)));
      const { top, bottom } = box.getBoundingClientRect();
      return {
        gap: Math.max(...gaps),
        covered: (rows[0]?.top ?? Infinity) <= top && (rows.at(-1)?.bottom ?? 0) >= bottom,
        longest,
      };
    });
    process.stdout.write(`Longest of 60 scroll steps over 20,000 fields: ${seen.longest.toFixed(0)} ms\n`);
    expect(seen.gap).toBeLessThan(1);
    expect(seen.covered).toBe(true);
  });
});
