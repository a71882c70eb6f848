// A mailing in the lists, in the real window: one line in Outbox and Sent, unfolded by keyboard, and one word about all of its messages.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogues } from '#core/i18n/catalogue.ts';
import type { Language } from '#core/i18n/languages.ts';
import { mailingsWords } from '#core/i18n/mailings.ts';
import type { AccountId } from '#core/message/ids.ts';
import { USUAL_SENDING } from '#core/message/sending.ts';
import { startScriptedServer, type ScriptedServer } from '#test/servers/scripted-smtp.ts';
import { accountAt, done } from './calls.ts';
import { button, ready } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { chooseLook, draw, faultsOf, LOOKS, resize, settled } from './look.ts';

const words = mailingsWords.en;
/** More than one page of the list. */
const MANY = 130;
const named = (kind: string, count: number): string[] =>
  Array.from({ length: count }, (_, n) => `${kind}${String(n)}@stagecraft.example`);

let program: Launched;
let page: Page;
let server: ScriptedServer;
let accountId: AccountId;

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await done(page, 'settings.set', { undoSeconds: 0 });
  server = await startScriptedServer({
    at: {
      RCPT: (connection, line) =>
        connection.reply(
          line.includes('<refused')
            ? '550 5.1.1 no such user'
            : line.includes('<later')
              ? '450 4.2.0 greylisted'
              : '250 2.1.5 Ok',
        ),
    },
  });
  accountId = await accountAt(page, { name: 'Relay', port: server.port });
});

afterAll(async () => {
  await program.close();
  await server.stop();
  removeProfile(program.profile);
});

async function sendEach(subject: string, people: readonly string[]): Promise<void> {
  const { id, revision, content } = await done(page, 'drafts.create', { accountId });
  const saved = await done(page, 'drafts.save', {
    id,
    revision,
    content: {
      ...content,
      to: people.map((address) => ({ name: '', address })),
      subject,
      body: 'One each.\n',
      sending: { ...USUAL_SENDING, oneEach: people.length > 1 },
    },
  });
  await done(page, 'outbox.send', { draftId: id, revision: saved.revision, schedule: null });
}

const card = (subject: string) => page.getByRole('listitem', { name: new RegExp(`^${subject}\\s?: `) });
const below = () => page.locator('li[aria-level="2"]');
const row = (name: string | RegExp) => page.getByRole('treeitem', { name });
const tree = () => page.getByRole('tree', { name: catalogues.en.lens.list.sent });
const sentTotal = async (): Promise<number> =>
  (await done(page, 'sent.page', { list: 'sent', offset: 0, limit: 1 })).total;

describe('a mailing in the Outbox', () => {
  it('is one card with what became of its messages, the worst first', async () => {
    await sendEach('Autumn', [...named('ok', 4), ...named('refused', 2), ...named('later', 3)]);
    await page.keyboard.press('Control+2');
    await card('Autumn').waitFor();
    await page.getByText('9 messages, one each', { exact: false }).waitFor();
    const sums = card('Autumn').getByRole('list', { name: words.state });
    await expect
      .poll(() => sums.getByRole('listitem').allInnerTexts())
      .toEqual(['2 refused', '3 deferred', '4 accepted']);
    expect(await page.locator('[data-index]').count()).toBe(1);
  });

  it('unfolds with Right and folds with Left, as a tree does', async () => {
    await card('Autumn').focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => below().count()).toBe(5);
    await card('Autumn').and(page.locator(':focus')).waitFor();
    await button(page, words.hide).and(page.locator('[aria-expanded="true"]')).waitFor();
    await page.keyboard.press('ArrowRight');
    await below().first().and(page.locator(':focus')).waitFor();
    expect(await below().first().getAttribute('aria-setsize')).toBe('5');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowLeft');
    await card('Autumn').and(page.locator(':focus')).waitFor();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => below().count()).toBe(0);
    await page.keyboard.press('Enter');
    await expect.poll(() => below().count()).toBe(5);
  });

  it('is paused and resumed with one button', async () => {
    await button(page, words.action.pause).click();
    await card('Autumn').getByText('3 paused').waitFor();
    await button(page, words.action.resume).click();
    await expect.poll(async () => (await done(page, 'outbox.summary', null)).paused).toBe(0);
  });

  it('gives up the rest after one question, and keeps what others have', async () => {
    const cancel = async () => {
      await card('Autumn').getByRole('button', { name: catalogues.en.outbox.action.more }).click();
      await page.getByRole('menuitem', { name: words.action.cancel }).click();
    };
    await cancel();
    const question = page.getByRole('status').filter({ hasText: 'Give up the 3 messages that wait?' });
    await question.filter({ hasText: '4 are accepted already' }).waitFor();
    await button(page, words.confirm.keep).and(page.locator(':focus')).waitFor();
    await draw(page, 'mailing-question.png');
    await page.keyboard.press('Enter');
    await question.waitFor({ state: 'detached' });
    await cancel();
    await button(page, words.confirm.go).click();
    await card('Autumn').getByText('3 given up').waitFor();
    await expect.poll(() => below().count()).toBe(2);
    await button(page, words.hide).click();
    await expect.poll(() => below().count()).toBe(0);
  });
});

describe('a mailing in Sent', () => {
  it('is one line beside messages alone, and says what no server accepted', async () => {
    await sendEach('Alone', named('alone', 1));
    await sendEach('Winter', named('winter', MANY));
    await expect.poll(sentTotal, { timeout: 30_000 }).toBe(MANY + 5);
    await page.keyboard.press('Control+3');
    await row(/Winter.*130 messages, all accepted/).waitFor();
    await row(/Autumn.*2 refused, 3 given up, 4 accepted/).waitFor();
    expect(await page.getByRole('treeitem').count()).toBe(3);
    await row(/Autumn/).click();
    await page.getByRole('region', { name: 'Autumn' }).getByText('2 refused').waitFor();
    await settled(page);
    await draw(page, 'mailing-sums.png');
    await row(/Autumn/)
      .first()
      .click();
    await expect.poll(() => page.getByRole('treeitem').count()).toBe(3);
  });

  it('is chosen by keyboard, unfolded with Right, and leads to each of its messages', async () => {
    await tree().focus();
    await page.keyboard.press('Home');
    await row(/Winter/)
      .and(page.locator('[aria-selected="true"][aria-expanded="false"]'))
      .waitFor();
    await page.getByRole('region', { name: 'Winter' }).getByText('130 accepted').waitFor();
    await page.keyboard.press('ArrowRight');
    await row(/Winter/)
      .and(page.locator('[aria-expanded="true"]'))
      .first()
      .waitFor();
    await page.keyboard.press('ArrowRight');
    const first = page.locator('[role="treeitem"][aria-level="2"][aria-selected="true"]');
    await first.waitFor();
    expect(await first.getAttribute('aria-setsize')).toBe(String(MANY));
    await page
      .getByRole('tab', { name: /Source|Fields/ })
      .first()
      .waitFor();
    // No more is drawn than fits, however many there are.
    expect(await page.getByRole('treeitem').count()).toBeLessThan(60);
  });

  it('goes on over the end of a page, to the last of all', async () => {
    await page.keyboard.press('End');
    await row(/Autumn/)
      .and(page.locator('[aria-selected="true"]'))
      .waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    const last = page.locator('[role="treeitem"][aria-selected="true"]');
    await last.and(page.locator(`[aria-posinset="${String(MANY)}"]`)).waitFor();
    await page.keyboard.press('ArrowLeft');
    await row(/Winter/)
      .and(page.locator('[aria-selected="true"][aria-level="1"]'))
      .waitFor();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => page.getByRole('treeitem').count()).toBe(3);
  });

  it('keeps its messages for whoever looks for one by its address', async () => {
    const { rows } = await done(page, 'sent.page', { list: 'sent', offset: 0, limit: 500 });
    expect(rows.filter(({ to }) => to.includes('winter7@stagecraft.example'))).toHaveLength(1);
  });
});

it.each(LOOKS)('is whole in %s, %s, %i × %i', async (language, theme, width, height) => {
  await resize(program.app, page, width, height);
  const spoken: Language = (await page.locator('html').getAttribute('lang')) === 'fr' ? 'fr' : 'en';
  await chooseLook(page, spoken, language, theme);
  const look = `${language}.${theme}.${String(width)}`;
  await page.keyboard.press('Control+2');
  await card('Autumn').waitFor();
  await settled(page);
  await draw(page, `mailing-outbox.${look}.png`);
  expect(await faultsOf(page)).toEqual([]);
  await page.keyboard.press('Control+3');
  const list = page.getByRole('tree', { name: catalogues[language].lens.list.sent });
  await list.focus();
  await page.keyboard.press('Home');
  const winter = list.getByRole('treeitem', { name: /Winter/ }).first();
  if ((await winter.getAttribute('aria-expanded')) === 'false') await page.keyboard.press('ArrowRight');
  await winter.and(page.locator('[aria-expanded="true"]')).waitFor();
  await settled(page);
  await draw(page, `mailing-sent.${look}.png`);
  expect(await faultsOf(page)).toEqual([]);
  await page.keyboard.press('ArrowLeft');
});
