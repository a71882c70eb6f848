// Before the page is loaded the window is there already: Compose can be asked for, To takes keys, and the composer goes on with them. The
// loading is held here until the test lets it go, as on a slow machine.
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Page } from 'playwright-core';
import { field, ready } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';

let program: Launched;
let page: Page;

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
  await page.addInitScript(() => {
    const frame = window.requestAnimationFrame.bind(window);
    // The first frame that is asked for is load.ts's.
    window.requestAnimationFrame = (then) => {
      window.requestAnimationFrame = frame;
      Object.assign(window, { letGo: () => frame(then) });
      return 0;
    };
  });
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
});

const letGo = (): Promise<void> =>
  page.evaluate(() => {
    const go: unknown = Reflect.get(window, 'letGo');
    if (typeof go === 'function') Reflect.apply(go, undefined, []);
  });

async function reload(): Promise<void> {
  await page.reload();
  await page.locator('#early').getByRole('button', { name: 'Compose' }).waitFor();
}

describe('a window whose page is still loading', () => {
  it('hands what was typed into To to the composer, with the caret', async () => {
    await reload();
    await page.keyboard.press('Control+n');
    await page.keyboard.type('ada@example.org');
    await page.keyboard.press('Tab');
    await page.keyboard.type('jonas@exa');
    await page.keyboard.press('ArrowLeft');
    await letGo();
    await page.getByRole('tabpanel', { name: 'Draft' }).waitFor();
    await page.locator('#early').waitFor({ state: 'detached' });
    expect(await field(page, 'To').inputValue()).toBe('ada@example.org, jonas@exa');
    await page.keyboard.type('X');
    expect(await field(page, 'To').inputValue()).toBe('ada@example.org, jonas@exXa');
  });

  it('makes an address of what was ended already', async () => {
    await reload();
    await page.locator('#early').getByRole('button', { name: 'Compose' }).click();
    await page.keyboard.type('ada@example.org');
    await page.keyboard.press('Enter');
    await letGo();
    await page.getByRole('list', { name: 'Recipients in To' }).getByText('ada@example.org').waitFor();
    await page.locator('#early').waitFor({ state: 'detached' });
  });

  it('goes when the page is there and nobody asked', async () => {
    await reload();
    await letGo();
    await ready(page);
    await page.locator('#early').waitFor({ state: 'detached' });
  });
});

it('closes at once, however early', async () => {
  for (let round = 0; round < 4; round++) {
    const early = await launch();
    onTestFinished(() => removeProfile(early.profile));
    // It is being painted; what its page has asked for meanwhile waits for that.
    await early.page.evaluate(`window.facteur.call('accounts.list', null)`);
    const before = performance.now();
    await early.close();
    // Behind it stand a second for calls and ten for services.
    expect(performance.now() - before).toBeLessThan(5_000);
  }
});
