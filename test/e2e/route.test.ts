// The route of a copy that servers have stamped. Until the lens opens files, one stands in the archive in place of what was sent.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import { ready, send, write } from './hands.ts';
import { done } from './calls.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { chooseLook, draw, faultsOf, overflowing, resize, settled, violations } from './look.ts';

const subject = 'Autumn season: dates confirmed';
const stamped = [
  'Received: from mx.atelier-lumen.example (mx.atelier-lumen.example [203.0.113.9])',
  '\tby imap.atelier-lumen.example with LMTP id 9fKq; Mon, 23 Nov 2026 09:15:28 +0100',
  'Received: from lists.stagecraft.example (lists.stagecraft.example [IPv6:2001:db8:40::9])',
  '\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))',
  '\tby mx.atelier-lumen.example (Postfix) with ESMTPS id 4F2aQ0',
  '\tfor <camille@atelier-lumen.example>; Mon, 23 Nov 2026 09:15:16 +0100 (CET)',
  'Received: broken, and nothing in it can be read',
  'Received: from mx1.stagecraft.example (mx1.stagecraft.example [203.0.113.40])',
  '\tby lists.stagecraft.example (Postfix) with ESMTP id 4Xw9Lr2Kz; Mon, 23 Nov 2026 09:15:18 +0100',
  'Received: from laptop.local (unknown [192.168.1.23])',
  '\tby mx1.stagecraft.example (Exim 4.96) with ESMTPSA (TLS1.2) id 7Qk2Vd; Mon, 23 Nov 2026 08:14:05 +0000',
  'Date: Mon, 23 Nov 2026 09:14:02 +0100',
  `Subject: ${subject}`,
].join('\r\n');

let program: Launched;
let page: Page;

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  // So many who see each other would be asked about.
  await done(page, 'settings.set', { dismissedDoubts: ['visible'] });
  // Enough recipients that the header has room for the other one.
  const to = Array.from(
    { length: 45 },
    (_, at) => `somebody.with.a.long.name.${String(at)}@stagecraft.example`,
  );
  await write(page, { to, subject, body: 'Hello' });
  await send(page, subject);
  replaceHeader(path.join(program.profile, 'archive'));
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
});

/** Of the same length, so that what was recorded of it still finds its end. */
function replaceHeader(archive: string): void {
  const name = readdirSync(archive, { recursive: true, encoding: 'utf8' }).find((file) =>
    file.endsWith('.eml'),
  );
  const file = path.join(archive, name ?? '');
  const message = readFileSync(file);
  const end = message.indexOf('\r\n\r\n');
  const room = end - stamped.length - '\r\nX-Room: '.length;
  expect(room).toBeGreaterThan(0);
  message.write(`${stamped}\r\nX-Room: ${'x'.repeat(room)}`, 'latin1');
  writeFileSync(file, message);
}

const timeline = () => page.getByRole('region', { name: catalogues.en.lens.route.timeline });
const stopList = () => timeline().getByRole('listbox', { name: catalogues.en.lens.route.stops });

describe('a copy that servers have stamped', () => {
  it('shows its hops in the order of travel, with wait, skew and what cannot be read', async () => {
    await page.getByRole('navigation').getByRole('button', { name: 'Practice' }).first().click();
    await page.getByRole('option').first().click();
    await page.getByRole('heading', { name: subject }).waitFor();
    await page.keyboard.press('Alt+4');
    await timeline().waitFor();
    const stops = await timeline().locator('li, [role="option"]').allInnerTexts();
    expect(stops).toHaveLength(6);
    expect(stops[0]).toContain('laptop.local');
    expect(stops[0]).toContain('not fully qualified');
    expect(stops[0]).toContain('192.168.1.23, private');
    expect(stops[1]).toMatch(/08:14:05[^]*TLS 1\.2[^]*1\u00A0min\u00A013\u00A0s[^]*longest wait/);
    expect(stops[2]).toContain('no TLS told');
    expect(stops[3]).toContain('Nothing in this field can be read as a hop.');
    expect(stops[2]).toContain('clock skew');
    expect(stops[5]).toContain('imap.atelier-lumen.example');
  });

  it('shows the field of the hop that the arrow keys choose', async () => {
    await stopList().press('Home');
    const dock = page.getByRole('region', { name: catalogues.en.lens.dock.title });
    await dock.getByRole('heading', { name: 'Received, by mx1.stagecraft.example' }).waitFor();
    expect(await dock.innerText()).toContain('lines 10 to 11 of the source');
    await stopList().press('ArrowDown');
    await dock.getByRole('heading', { name: 'Received, by lists.stagecraft.example' }).waitFor();
  });

  it('tells those who do not see it which stop is chosen', async () => {
    await stopList().press('Home');
    await stopList().press('End');
    const chosen = stopList().getByRole('option', { selected: true });
    expect(await chosen.count()).toBe(1);
    const id = await chosen.getAttribute('id');
    expect(await stopList().getAttribute('aria-activedescendant')).toBe(id);
    const read = await stopList().ariaSnapshot();
    expect(read).toMatch(/option "09:15:28 imap\.atelier-lumen\.example [^"]*LMTP[^"]*" \[selected\]/);
    await page.mouse.move(600, 5);
    await stopList().getByRole('option').first().click();
    await stopList()
      .getByRole('option', { name: /mx1\.stagecraft/, selected: true })
      .waitFor();
  });

  it.each([
    ['en', 'light', 1280, 800],
    ['fr', 'dark', 1280, 800],
    ['fr', 'light', 720, 600],
  ] as const)('is whole in %s, %s, %i × %i', async (language, theme, width, height) => {
    await resize(program.app, page, width, height);
    const spoken = await page.locator('html').getAttribute('lang');
    await chooseLook(page, spoken === 'fr' ? 'fr' : 'en', language, theme);
    const words = catalogues[language];
    const places = page.getByRole('navigation', { name: words.app.places });
    await places.getByRole('button', { name: words.app.place.practice }).first().click();
    await page.getByRole('option').first().click();
    await page.getByRole('heading', { name: subject }).waitFor();
    await page.keyboard.press('Alt+4');
    await page.getByRole('region', { name: words.lens.route.timeline }).waitFor();
    await settled(page);
    await draw(page, `route.${language}.${theme}.${String(width)}.png`);
    expect(await faultsOf(page)).toEqual([]);
  });
});

describe('a message as it left', () => {
  it('says why no server has stamped it, and shows the hop that Facteur knows', async () => {
    await resize(program.app, page, 1280, 800);
    await chooseLook(page, 'fr', 'en', 'light');
    await write(page, { to: ['lea@stagecraft.example'], subject: 'On its way', body: 'Hello' });
    await send(page, 'On its way');
    await page.getByRole('navigation').getByRole('button', { name: 'Practice' }).first().click();
    await page.getByRole('option').filter({ hasText: 'On its way' }).click();
    await page.getByRole('heading', { name: 'On its way' }).waitFor();
    await page.keyboard.press('Alt+4');
    await page.getByRole('heading', { name: catalogues.en.lens.route.none.title }).waitFor();
    const stops = await timeline().getByRole('listitem').allInnerTexts();
    expect(stops).toHaveLength(2);
    expect(stops[0]).toContain('this computer; the Date field says');
    expect(stops[1]).toMatch(/TLS 1\.3[^]*took it: 250/);
    await settled(page);
    await draw(page, 'route-none.en.light.1280.png');
    expect([...(await overflowing(page)), ...(await violations(page))]).toEqual([]);
  });
});
