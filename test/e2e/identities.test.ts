// Identities in full, in the real window: what the form says and refuses, and what of it is in the composer, in the envelope and on the wire.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startScriptedServer, type ScriptedServer } from '#test/servers/scripted-smtp.ts';
import { accountAt, addressAt, done } from './calls.ts';
import { button, field, ready, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { faultsAsItStands } from './standing.ts';

let program: Launched;
let page: Page;
let server: ScriptedServer;

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  server = await startScriptedServer({ extensions: ['PIPELINING', '8BITMIME'] });
  await accountAt(page, { name: 'Atelier', port: server.port });
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
  await server.stop();
});

const identity = (number: number) => page.getByRole('listitem', { name: `Identity ${String(number)}` });

async function openIdentities(): Promise<void> {
  await page.keyboard.press('Control+5');
  await page.getByRole('option').filter({ hasText: 'Atelier' }).click();
  await page.getByRole('tab', { name: /Identities/ }).click();
}

async function save(): Promise<void> {
  await button(page, 'Save').click();
  await page.getByText('Saved', { exact: true }).waitFor();
}

describe('a header field of one’s own', () => {
  beforeAll(openIdentities);

  it.each([
    ['Subject', 'Facteur writes this field itself; a second one would contradict it.'],
    ['X Campaign', 'A field name has letters, digits and signs of ASCII, no space and no colon.'],
  ])('is refused with the reason when it is named %s', async (name, reason) => {
    if ((await field(page, 'Field name').count()) === 0) await button(page, 'Add a header field').click();
    await field(page, 'Field name').fill(name);
    await field(page, 'Value').fill('spring');
    await button(page, 'Save').click();
    await page.getByText(reason).waitFor();
    expect(await done(page, 'accounts.list', null).then(namesOfFields)).toEqual([]);
  });

  it('takes no line break from the clipboard', async () => {
    await field(page, 'Field name').fill('X-Campaign');
    await field(page, 'Value').fill('spring\r\nBcc: hidden@example.org');
    expect(await field(page, 'Value').inputValue()).not.toMatch(/[\r\n]/);
    await field(page, 'Value').fill('spring');
    await save();
    expect(await done(page, 'accounts.list', null).then(namesOfFields)).toEqual(['X-Campaign']);
  });

  it('is removed by keyboard, and the focus stays in the form', async () => {
    await button(page, 'Add a header field').focus();
    await page.keyboard.press('Enter');
    expect(await field(page, 'Field name').nth(1).evaluate(hasFocus)).toBe(true);
    await button(page, 'Remove header field 2').focus();
    await page.keyboard.press('Enter');
    expect(await button(page, 'Add a header field').evaluate(hasFocus)).toBe(true);
  });
});

describe('the return path', () => {
  it('is chosen outright: the same as From, or always the same address', async () => {
    const choice = page.getByLabel('Return path (MAIL FROM)');
    expect(await choice.inputValue()).toBe('same');
    await choice.selectOption('Always this address');
    expect(await field(page, 'Address for bounces').inputValue()).toBe(addressAt('Atelier'));
    await field(page, 'Address for bounces').fill('not an address');
    await page.keyboard.press('Tab');
    await page.getByText('An address has one @, with a name before it and a domain after it.').waitFor();
    await field(page, 'Address for bounces').fill('bounces@atelier.example');
    await save();
    expect((await first()).returnPath).toBe('bounces@atelier.example');
  });

  it('is the same as From again where it is left empty', async () => {
    await field(page, 'Address for bounces').fill('');
    await page.keyboard.press('Tab');
    await expect.poll(() => page.getByLabel('Return path (MAIL FROM)').inputValue()).toBe('same');
    await page.getByLabel('Return path (MAIL FROM)').selectOption('Always this address');
    await field(page, 'Address for bounces').fill('bounces@atelier.example');
    await save();
  });
});

describe('an identity', () => {
  it('shows how its address travels when that is another', async () => {
    await field(page, 'Address').fill('léa@bücher.example');
    await page.keyboard.press('Tab');
    await field(page, 'Address').fill('lea@bücher.example');
    await page.getByText('On the wire: lea@xn--bcher-kva.example').waitFor();
    await field(page, 'Address').fill(addressAt('Atelier'));
  });

  it('keeps organisation, signature and the copy to oneself, and looks right', async () => {
    await field(page, 'Name').fill('Léa');
    await field(page, 'Reply-To').fill('answers@atelier.example');
    await field(page, 'Organisation').fill('Atelier Velmont');
    await field(page, 'Signature').fill('Léa\nAtelier Velmont');
    await page.getByLabel(/Send a copy to this address/).check();
    await save();
    await identity(1).scrollIntoViewIfNeeded();
    expect(await faultsAsItStands(program, 'identity')).toEqual([]);
    await button(page, 'Add a header field').scrollIntoViewIfNeeded();
    expect(await faultsAsItStands(program, 'identity-end')).toEqual([]);
  });

  it('writes Date in the zone and Message-ID at the domain of its choice', async () => {
    const domain = field(page, 'Domain in Message-ID');
    await domain.fill('workshop');
    await button(page, 'Save').click();
    await page.getByText('A domain with a dot: a bare name could be anybody’s').waitFor();
    await domain.fill('werkstätte.example');
    await page.getByText('Message-IDs end in @xn--werksttte-02a.example').waitFor();
    await page.getByLabel('Time zone of Date').selectOption('local time');
    await page.getByLabel('Place of the signature').selectOption('above the quotes');
    await save();
    expect(await first()).toMatchObject({ dateZone: 'local', signaturePlace: 'above' });
  });

  it('says what the lint has against a field of its own, by the field’s grammar', async () => {
    await button(page, 'Add a header field').click();
    await field(page, 'Field name').nth(1).fill('Disposition-Notification-To');
    await field(page, 'Value').nth(1).fill('nobody');
    await page.getByText('Disposition-Notification-To has no address').waitFor();
    await page.getByText('Disposition-Notification-To has no address').scrollIntoViewIfNeeded();
    expect(await faultsAsItStands(program, 'identity-notes')).toEqual([]);
    await button(page, 'Remove header field 2').click();
    await page.getByText('Disposition-Notification-To has no address').waitFor({ state: 'detached' });
    await save();
  });

  it('is duplicated and moved by keyboard, and the first is offered first', async () => {
    await button(page, 'Duplicate this identity').focus();
    await page.keyboard.press('Enter');
    await identity(2).getByRole('textbox', { name: 'Address', exact: true }).fill('shop@atelier.example');
    await identity(2).getByRole('textbox', { name: 'Signature', exact: true }).fill('The shop');
    await identity(2).getByRole('button', { name: 'Move up' }).focus();
    await page.keyboard.press('Enter');
    expect(await identity(1).getByRole('button', { name: 'Move down' }).evaluate(hasFocus)).toBe(true);
    await page.keyboard.press('Enter');
    expect(await identity(2).getByRole('button', { name: 'Move up' }).evaluate(hasFocus)).toBe(true);
    await identity(1).getByText('offered first').waitFor();
    await save();
  });
});

describe('what an identity writes', () => {
  it('stands in the composer and in the slip before it goes', async () => {
    await write(page, { to: ['bob@example.net'], subject: 'Plan', body: 'Hello' });
    await expect.poll(() => field(page, 'Message').inputValue()).toBe('Hello\n\n-- \nLéa\nAtelier Velmont\n');
    const slip = page.getByRole('complementary', { name: 'What will go out' });
    await slip.getByText('Bcc to oneself').waitFor();
    expect(await slip.innerText()).toContain('bounces@atelier.example');
    expect(await faultsAsItStands(program, 'signed')).toEqual([]);
  });

  it('exchanges the signature with the sender, and leaves the words alone', async () => {
    await button(page, /^From/).click();
    await page.getByRole('menuitem', { name: /shop@atelier\.example/ }).click();
    await expect.poll(() => field(page, 'Message').inputValue()).toBe('Hello\n\n-- \nThe shop\n');
    await button(page, /^From/).click();
    await page.getByRole('menuitem', { name: new RegExp(addressAt('Atelier')) }).click();
    await expect.poll(() => field(page, 'Message').inputValue()).toBe('Hello\n\n-- \nLéa\nAtelier Velmont\n');
  });

  it('is on the wire as it was shown', async () => {
    await page.keyboard.press('Control+Enter');
    await page.getByRole('status').filter({ hasText: 'The server accepted the message' }).waitFor();
    const connection = server.connections.find(({ hasDot }) => hasDot);
    expect(connection?.lines.filter((line) => /^(?:MAIL|RCPT) /.test(line))).toEqual([
      'MAIL FROM:<bounces@atelier.example>',
      'RCPT TO:<bob@example.net>',
      `RCPT TO:<${addressAt('Atelier')}>`,
    ]);
    const [header = '', ...body] = (connection?.body.toString('latin1') ?? '').split('\r\n\r\n');
    expect(header).toContain('Organization: Atelier Velmont\r\n');
    expect(header).toContain('X-Campaign: spring\r\n');
    expect(header).toContain('Reply-To: answers@atelier.example\r\n');
    expect(header).toMatch(/^Message-ID: <[^@]+@xn--werksttte-02a\.example>\r$/m);
    expect(header).not.toMatch(/^Bcc:/im);
    expect(body.join('\r\n\r\n')).toContain('Hello\r\n\r\n--=20\r\n');
  });
});

const hasFocus = (element: Element): boolean => element === document.activeElement;

async function first() {
  const { accounts } = await done(page, 'accounts.list', null);
  const [one] = accounts.find(({ account }) => account.name === 'Atelier')?.account.identities ?? [];
  if (one === undefined) throw new Error('no identity');
  return one;
}

const namesOfFields = ({ accounts }: Awaited<ReturnType<typeof done<'accounts.list'>>>): string[] =>
  accounts
    .filter(({ account }) => account.name === 'Atelier')
    .flatMap(({ account }) => account.identities.flatMap(({ headers }) => headers.map(({ name }) => name)));
