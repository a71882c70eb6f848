// A rich signature in the window: written in the identity's form, put into messages of both kinds, exchanged with the sender, sent, and read
// in the bytes that went out.
import PostalMime from 'postal-mime';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { richWords } from '#core/i18n/rich.ts';
import { templatesWords } from '#core/i18n/templates.ts';
import { archivedMessages } from './archive-message.ts';
import { done } from './calls.ts';
import { button, field, ready, send, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { draw, resize } from './look.ts';
import { inText, pasteHtml, pastePicture, richHtml, richText, writeRich } from './rich-hands.ts';
import { faultsAsItStands } from './standing.ts';

const words = richWords.en;
const SHOP = 'shop@practice.example';
const RICH =
  '<p><strong>Léa Velmont</strong><br><a href="https://velmont.example"><span style="color: #1d4f91">Atelier</span> Velmont</a></p>';
const TEXT = 'Léa Velmont\nAtelier Velmont <https://velmont.example>';

let program: Launched;
let page: Page;

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
});

const identity = (number: number) => page.getByRole('listitem', { name: `Identity ${String(number)}` });
const kind = (number: number, name: 'Plain' | 'Rich') =>
  identity(number).getByRole('radiogroup', { name: 'How the signature is written' }).getByText(name);
const html = () => richHtml(page);
const body = () => field(page, 'Message').inputValue();

async function openIdentities(): Promise<void> {
  await page.keyboard.press('Control+5');
  await page.getByRole('option').filter({ hasText: 'Practice' }).click();
  await page.getByRole('tab', { name: /Identities/ }).click();
}

async function save(): Promise<void> {
  await button(page, 'Save').click();
  await page.getByText('Saved', { exact: true }).waitFor();
}

async function identities() {
  const { accounts } = await done(page, 'accounts.list', null);
  return accounts.flatMap(({ account }) => account.identities);
}

async function sendAs(address: string | RegExp): Promise<void> {
  await button(page, /^From/).click();
  await page.getByRole('menuitem', { name: address }).click();
}

const discard = async () => {
  await button(page, 'Delete this draft').click();
  await page.locator('#composer').waitFor({ state: 'detached' });
};

describe('the form of an identity', () => {
  beforeAll(openIdentities);

  it('takes a signature as rich text, by the keyboard alone, and shows its plain text', async () => {
    await kind(1, 'Rich').click();
    await richText(page).focus();
    await page.keyboard.press('Control+b');
    await page.keyboard.type('Léa Velmont');
    await page.keyboard.press('Control+b');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Shift+k');
    await page.keyboard.type('velmont.example');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Atelier Velmont');
    await page.keyboard.press('Enter');
    await inText(page);
    await page.keyboard.press('Home');
    await expect
      .poll(async () => {
        await page.keyboard.press('Shift+ArrowRight');
        return page.evaluate(() => String(getSelection()));
      })
      .toBe('Atelier');
    await page.keyboard.press('Alt+F10');
    await button(page, words.colour).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: words.colours.blue }).first().click();
    await identity(1).getByText(`-- \n${TEXT}`).waitFor();
    await save();
    expect(await identities()).toMatchObject([{ signature: TEXT, signatureHtml: RICH }]);
  });

  it('begins a line by Enter and a paragraph by another, and Undo takes them back', async () => {
    await richText(page).focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Paris');
    await identity(1).getByText(`${TEXT}\n\nParis`).waitFor();
    await page.keyboard.press('Control+z');
    await expect.poll(html).not.toContain('Paris');
    // Nothing is left to be saved.
    await button(page, 'Take back').waitFor({ state: 'detached' });
  });

  it('takes no picture and nothing that loads or runs, and says so', async () => {
    await richText(page).focus();
    await page.keyboard.press('Control+End');
    await pastePicture(page, 40, 40);
    await page.getByText(words.signature.noPictures).waitFor();
    await button(page, 'Dismiss').click();
    await richText(page).focus();
    await pasteHtml(
      page,
      '<p>x<img src="https://tracker.example/pixel.png" width="40" height="40"><script>alert(1)</script></p>',
    );
    await page.getByText(words.signature.noPictures).waitFor();
    expect(await html()).not.toMatch(/<img(?! class="ProseMirror)|script/);
    expect(await faultsAsItStands(program, 'signature-form')).toEqual([]);
    await resize(program.app, page, 720, 600);
    await identity(1).getByText(words.signature.plain).scrollIntoViewIfNeeded();
    await draw(page, 'signature-form.narrow.png');
    await resize(program.app, page, 1280, 800);
    await button(page, 'Dismiss').click();
    await button(page, 'Take back').click();
    await expect.poll(html).not.toContain('Velmontx');
    expect(await html()).toContain('Léa Velmont');
  });

  it('becomes plain text, and rich again by Undo', async () => {
    await kind(1, 'Plain').click();
    expect(await field(page, 'Signature').inputValue()).toBe(TEXT);
    await page.getByRole('button', { name: /^Undo/ }).first().click();
    await richText(page).waitFor();
    expect(await html()).toContain('<strong>Léa Velmont</strong>');
  });

  it('makes rich text of a plain signature, and keeps each identity’s apart', async () => {
    await button(page, 'Duplicate this identity').click();
    await identity(2).getByRole('textbox', { name: 'Address', exact: true }).fill(SHOP);
    await kind(2, 'Plain').click();
    await identity(2).getByRole('textbox', { name: 'Signature', exact: true }).fill('The shop\n<open>');
    await kind(2, 'Rich').click();
    await expect.poll(() => identity(2).locator('.tiptap').innerHTML()).toContain('The shop<br>&lt;open&gt;');
    await kind(2, 'Plain').click();
    await save();
    expect(await identities()).toMatchObject([
      { signature: TEXT, signatureHtml: RICH },
      { signature: 'The shop\n<open>', signatureHtml: '' },
    ]);
  });
});

describe('a rich message', () => {
  it('has the rich signature, exchanged with the sender wherever it stands, and the words stay', async () => {
    await writeRich(page, 'Exchanged');
    await expect.poll(html).toContain(`<p>-- <br><strong>Léa Velmont</strong><br>`);
    await page.keyboard.type('Hello Ana');
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('P.S. later');
    await sendAs(new RegExp(SHOP));
    await expect.poll(html).toBe('<p>Hello Ana</p><p>-- <br>The shop<br>&lt;open&gt;</p><p>P.S. later</p>');
    await sendAs(/Practice|you@practice/);
    await expect.poll(html).toMatch(/^<p>Hello Ana<\/p><p>-- <br>.*Velmont.*<p>P\.S\. later<\/p>$/);
  });

  it('has the caret where it was, and Undo takes back what was written, not whose it is', async () => {
    await richText(page).focus();
    await page.keyboard.type(' today');
    await expect.poll(html).toContain('<p>P.S. later today</p>');
    await sendAs(new RegExp(SHOP));
    await expect.poll(html).toContain('The shop');
    await richText(page).focus();
    await page.keyboard.press('Control+z');
    await expect.poll(html).not.toContain('today');
    expect(await html()).toContain('The shop');
    await sendAs(/you@practice/);
    await expect.poll(html).toContain('Velmont');
  });

  it('stays the same signature from one way of writing to the other, without a question', async () => {
    await page.keyboard.press('Control+Shift+x');
    await expect.poll(body).toContain(`\n\n-- \n${TEXT}\n\nP.S.`);
    await sendAs(new RegExp(SHOP));
    await expect.poll(body).toContain('\n\n-- \nThe shop\n<open>\n\nP.S.');
    await page.keyboard.press('Control+Shift+x');
    await expect.poll(html).toContain('<p>-- <br>The shop<br>&lt;open&gt;</p>');
    await sendAs(/you@practice/);
    await expect.poll(html).toContain('<p>-- <br><strong>Léa Velmont</strong><br>');
    expect(await faultsAsItStands(program, 'signed-rich')).toEqual([]);
  });

  it('leaves a signature alone that was edited by hand', async () => {
    await richText(page).getByText('Léa Velmont').dblclick();
    await page.keyboard.type('Eva');
    await sendAs(new RegExp(SHOP));
    await button(page, new RegExp(`^From.*${SHOP}`)).waitFor();
    expect(await html()).toContain('Eva');
    expect(await html()).not.toContain('The shop');
    await discard();
  });

  it('goes out as clean HTML, with a plain text that has the signature’s line', async () => {
    await writeRich(page, 'Signed');
    await page.keyboard.type('Hello Ana');
    await send(page, 'Signed');
    const source = archivedMessages(program.profile).at(-1)?.bytes ?? Buffer.alloc(0);
    const mail = await PostalMime.parse(source);
    expect(mail.html).toContain(
      '<p>Hello Ana</p>\n<p>-- <br><strong>Léa Velmont</strong><br><a href="https://velmont.example"><span style="color: #1d4f91">Atelier</span> Velmont</a></p>',
    );
    expect(mail.html).not.toMatch(/class=|data-|id=/);
    expect(mail.text?.trimEnd()).toBe(`Hello Ana\n\n-- \n${TEXT}`);
  });

  it('is known by its signature when it is edited as new', async () => {
    await page.getByRole('navigation').getByRole('button', { name: 'Practice' }).first().click();
    await page.getByRole('option').filter({ hasText: 'Signed' }).first().click();
    await page.getByRole('heading', { name: 'Signed' }).waitFor();
    await page.keyboard.press('Control+e');
    await page.getByRole('tab', { name: 'Signed', selected: true }).waitFor();
    await expect.poll(html).toContain('<p>Hello Ana</p><p>-- <br>');
    await sendAs(new RegExp(SHOP));
    await expect.poll(html).toBe('<p>Hello Ana</p><p>-- <br>The shop<br>&lt;open&gt;</p>');
    await discard();
  });

  it('is kept as a template without the signature, and every message begun from it has its own', async () => {
    const dialog = page.getByRole('dialog');
    await writeRich(page, 'Offer');
    await page.keyboard.type('Dear all');
    await page.keyboard.press('Control+Shift+d');
    await dialog.getByRole('textbox', { name: templatesWords.en.keepName, exact: true }).fill('Offer');
    await page.keyboard.press('Enter');
    await dialog.getByRole('option', { name: /^Offer/ }).waitFor();
    expect(await done(page, 'templates.list', null)).toMatchObject([
      { body: 'Dear all', html: '<p>Dear all</p>' },
    ]);
    await button(page, templatesWords.en.letter).click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => page.getByRole('tab', { name: 'Offer' }).count()).toBe(2);
    await expect.poll(html).toMatch(/^<p>Dear all<\/p><p>-- <br>(?:(?!-- ).)*Velmont<\/a><\/p>$/);
    await button(page, 'Delete this draft').click();
    await expect.poll(() => page.getByRole('tab', { name: 'Offer' }).count()).toBe(1);
    await discard();
  });

  it('leaves nothing behind where nothing was written in it', async () => {
    const before = (await done(page, 'drafts.list', null)).length;
    await write(page, {});
    await expect.poll(html).toContain('Velmont');
    await page.keyboard.press('Control+w');
    await page.locator('#composer').waitFor({ state: 'detached' });
    await expect.poll(async () => (await done(page, 'drafts.list', null)).length).toBe(before);
  });
});

describe('above the quotes', () => {
  beforeAll(async () => {
    const { accounts } = await done(page, 'accounts.list', null);
    const [practice] = accounts.map(({ account }) => account);
    if (practice === undefined) throw new Error('no account');
    const identities = practice.identities.map((one) => ({
      ...one,
      signaturePlace: 'above' as const,
      ...(one.address === SHOP ? { signature: '' } : {}),
    }));
    await done(page, 'accounts.save', { ...practice, identities });
  });

  it('stands a rich signature, where the sender before had none', async () => {
    await writeRich(page, 'Quoted');
    await sendAs(new RegExp(SHOP));
    await expect.poll(html).toBe('<p><br class="ProseMirror-trailingBreak"></p>');
    await richText(page).focus();
    await page.keyboard.type('Hello');
    await pasteHtml(page, '<p></p><p>Lea wrote:</p><blockquote><p>One</p></blockquote>');
    await sendAs(/you@practice/);
    await expect
      .poll(html)
      .toMatch(
        /^<p>Hello<\/p><p>-- <br>.*Velmont<\/a><\/p><p>Lea wrote:<\/p><blockquote><p>One<\/p><\/blockquote>/,
      );
    await discard();
  });
});

describe('a plain message', () => {
  it('has the plain text of the rich signature, and becomes rich with that', async () => {
    await done(page, 'settings.set', { writing: 'plain' });
    await write(page, { subject: 'Plain', body: 'Hello' });
    await expect.poll(body).toBe(`Hello\n\n-- \n${TEXT}\n`);
    await field(page, 'Message').focus();
    await page.keyboard.press('Control+Shift+x');
    await expect.poll(html).toContain('<p>Hello</p><p>-- <br><strong>Léa Velmont</strong><br>');
    await discard();
  });
});
