// The keyboard alone: Tab reaches everything that can be used, what has the focus can be seen, F6 goes from column to column, and every
// command of the palette is there by name.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { addressAt, accountAt } from './calls.ts';
import { button, drop, heading, ready, send, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { settled } from './look.ts';

const subject = 'For the keyboard';

let program: Launched;
let page: Page;

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await write(page, { to: ['jonas@example.org'], bcc: ['b@example.org'], subject, body: 'x' });
  await send(page, subject);
  await accountAt(page, { name: 'Work', port: 2525, user: 'lea' });
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
});

const places = {
  'a message with its source': async () => {
    await page.getByRole('navigation').getByRole('button', { name: 'Practice' }).first().click();
    await page.getByRole('listbox', { name: 'Practice mail' }).getByRole('option').click();
    await page.keyboard.press('Alt+1');
    await page.getByRole('listbox', { name: 'Source, line by line' }).waitFor();
  },
  'its conversation': async () => {
    await page.getByRole('navigation').getByRole('button', { name: 'Practice' }).first().click();
    await page.getByRole('listbox', { name: 'Practice mail' }).getByRole('option').click();
    await page.keyboard.press('Alt+6');
    await page.getByRole('region', { name: 'What was said' }).waitFor();
  },
  'an account': async () => {
    await page.keyboard.press('Control+5');
    await page.getByRole('option').filter({ hasText: 'Work' }).click();
    await heading(page, 'Work').waitFor();
  },
  settings: async () => {
    await page.keyboard.press('Control+,');
    await heading(page, 'About').waitFor();
    await page.getByText('Dictionaries and their licences').waitFor();
  },
  'a draft with a file': async () => {
    await write(page, { to: ['jonas@example.org'], subject: 'Not sent', body: 'x' });
    await drop(page, 'a.bin', 10);
  },
};

describe('Tab', () => {
  it.each(Object.entries(places))(
    'reaches all that can be used in %s, and shows where it is',
    async (_, go) => {
      await go();
      await settled(page);
      const { missed, unseen } = await walk();
      expect({ missed, unseen }).toEqual({ missed: [], unseen: [] });
    },
  );
});

describe('the way past the places', () => {
  it('stands before them, is seen only in focus, and leads into what is shown', async () => {
    await places.settings();
    const skip = page.getByRole('link', { name: 'Skip to the content' });
    const top = () => skip.evaluate((link) => link.getBoundingClientRect().top);
    expect(await top()).toBeLessThan(0);
    await page.getByRole('navigation', { name: 'Places' }).getByRole('button').first().focus();
    await page.keyboard.press('Shift+Tab');
    await skip.and(page.locator(':focus')).waitFor();
    await expect.poll(top).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    await page.locator('main#thing:focus').waitFor();
    await page.keyboard.press('Tab');
    const inThing = () => page.evaluate(() => document.activeElement?.closest('main')?.id ?? null);
    await expect.poll(inThing).toBe('thing');
    expect(await top()).toBeLessThan(0);
  });
});

describe('F6', () => {
  it('goes from column to column, and Shift+F6 back', async () => {
    await places['an account']();
    const column = () =>
      page.evaluate(
        () => document.activeElement?.closest('[data-column]')?.getAttribute('aria-label') ?? null,
      );
    const seen: (string | null)[] = [];
    for (const key of ['F6', 'F6', 'F6', 'Shift+F6']) {
      await page.keyboard.press(key);
      seen.push(await column());
    }
    const [first, second, third, back] = seen;
    expect(new Set([first, second, third])).toEqual(new Set(['Places', 'Accounts', 'Work']));
    expect(back).toBe(second);
  });
});

describe('the palette', () => {
  it('finds a command by its name and carries it out', async () => {
    await page.keyboard.press('Control+2');
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Find a command').waitFor();
    await page.keyboard.type('settings');
    await page
      .getByRole('button', { name: /Open Settings/ })
      .or(page.getByRole('option', { name: /Open Settings/ }))
      .waitFor();
    await page.keyboard.press('Enter');
    await heading(page, 'About').waitFor();
  });
});

describe('a sender', () => {
  it('is chosen from the menu with arrows and Enter', async () => {
    await write(page, { subject: 'From elsewhere' });
    await button(page, /^From/).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem').first().waitFor();
    const current = await page
      .getByRole('menuitem')
      .filter({ hasText: addressAt('Work') })
      .getAttribute('aria-current');
    expect(current).toBe('true');
    await page.keyboard.press('ArrowDown');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('role')))
      .toBe('menuitem');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^From/ }).and(page.locator(':focus')).waitFor();
  });
});

/** Goes round the window by Tab: what it did not come to, and what looks the same with the focus and without. */
async function walk(): Promise<{ stops: number; missed: string[]; unseen: string[] }> {
  await page.evaluate(() => {
    // The walk begins before the first thing in the window.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    getSelection()?.collapse(document.body, 0);
    for (const element of document.querySelectorAll('[data-walked]')) element.removeAttribute('data-walked');
  });
  for (let step = 0; step < 150; step++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(look, 'walk' as const)) break;
  }
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await page.evaluate(look, 'review' as const);
  return page.evaluate(review);
}

/** Runs in the page. On the walk, writes down how the thing in focus looks; true when it was there before. Afterwards, marks those that look the same. */
function look(doing: 'walk' | 'review'): boolean {
  const lookOf = (element: Element) =>
    [
      element,
      element.nextElementSibling,
      element.parentElement,
      element.parentElement?.parentElement,
      // Where a list has the focus, the row that the keys are on may show it.
      document.getElementById(element.getAttribute('aria-activedescendant') ?? ''),
    ]
      .map((part) => {
        if (!part) return '';
        const { outline, boxShadow, borderColor, backgroundColor } = getComputedStyle(part);
        return [outline, boxShadow, borderColor, backgroundColor].join(' ');
      })
      .join('|');
  if (doing === 'review') {
    for (const element of document.querySelectorAll('[data-walked]'))
      element.setAttribute(
        'data-walked',
        element.getAttribute('data-walked') === lookOf(element) ? 'unseen' : 'seen',
      );
    return true;
  }
  const element = document.activeElement;
  if (element === null || element === document.body) return document.querySelector('[data-walked]') !== null;
  if (element.hasAttribute('data-walked')) return true;
  element.setAttribute('data-walked', lookOf(element));
  return false;
}

/** Runs in the page, after the walk. */
function review(): { stops: number; missed: string[]; unseen: string[] } {
  const names = (elements: Iterable<Element>) =>
    [...elements].map((element) =>
      [element.tagName, element.id, element.ariaLabel ?? '', element.textContent.slice(0, 40)].join(' '),
    );
  const stops = 'a[href], button, input, select, textarea, summary, [tabindex]';
  const missed = [...document.querySelectorAll<HTMLElement>(stops)]
    .filter((element) => element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => !element.matches(':disabled, [inert] *, [data-walked]'))
    // One of a group of radio buttons is a stop for all.
    .filter(
      (element) => !(element instanceof HTMLInputElement && element.type === 'radio' && !element.checked),
    );
  return {
    stops: document.querySelectorAll('[data-walked]').length,
    missed: names(missed),
    unseen: names(document.querySelectorAll('[data-walked="unseen"]')),
  };
}
