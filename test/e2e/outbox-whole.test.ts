// What concerns a whole message, or all mail: a message for all or none whose server takes fewer at once, and the pause of all mail.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import {
  startScriptedServer,
  type ScriptedOptions,
  type ScriptedServer,
} from '#test/servers/scripted-smtp.ts';
import { accountAt, addressAt, call, done } from './calls.ts';
import { button, card, heading, ready, writeFrom, openOptions } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { violations } from './look.ts';

let program: Launched;
let page: Page;
const servers: ScriptedServer[] = [];

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
  await Promise.all(servers.map((server) => server.stop()));
});

async function serve(name: string, options: ScriptedOptions = {}): Promise<ScriptedServer> {
  const server = await startScriptedServer(options);
  servers.push(server);
  await accountAt(page, { name, port: server.port });
  return server;
}

const bodies = (server: ScriptedServer): number =>
  server.connections.reduce((all, connection) => all + connection.bodies.length, 0);

const textsOf = (server: ScriptedServer): string[] =>
  server.connections.flatMap((connection) => connection.bodies.map((body) => body.toString('latin1')));

const headerOf = (text: string, name: string): string =>
  new RegExp(`^${name}: (.*)\\r$`, 'm').exec(text)?.[1] ?? '';

async function sendFrom(account: string, subject: string): Promise<void> {
  await writeFrom(page, addressAt(account), { to: ['mira@example.org'], subject, body: 'x' });
  await page.keyboard.press('Control+Enter');
}

async function openOutbox(): Promise<void> {
  await page.keyboard.press('Control+2');
  await heading(page, 'Outbox').waitFor();
}

describe('a message for all or none, and a server that takes two recipients at once', () => {
  const people = ['mira', 'jonas', 'soren'].map((name) => `${name}@example.org`);
  const twoAtOnce = (): ScriptedOptions => {
    let count = 0;
    return {
      at: {
        MAIL: (connection) => {
          count = 0;
          connection.reply('250 2.1.0 fine');
        },
        RCPT: (connection) =>
          connection.reply(++count <= 2 ? '250 2.1.5 fine' : '452 4.5.3 Too many recipients'),
      },
    };
  };

  async function sendTogether(account: string, subject: string): Promise<void> {
    await writeFrom(page, addressAt(account), { to: people, subject, body: 'x' });
    await openOptions(page);
    await page.getByLabel('All or none').check();
    await page.keyboard.press('Control+Enter');
    await openOutbox();
    await card(page, subject).getByText('It took 2 of 3').waitFor();
  }

  it('is kept from all, says why, and goes in parts by the user’s word', async () => {
    const server = await serve('Two', twoAtOnce());
    await sendTogether('Two', 'Together');
    const held = card(page, 'Together');
    expect(await held.innerText()).toContain('Too many recipients');
    expect(await held.innerText()).toContain('On hold');
    expect(await violations(page)).toEqual([]);
    expect(bodies(server)).toBe(0);
    await held.focus();
    await page.keyboard.press('Tab');
    await held.getByRole('button', { name: 'Send in parts' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await held.waitFor({ state: 'detached' });
    expect(bodies(server)).toBe(2);
  });

  it('becomes a draft again where the user would rather have it so', async () => {
    const server = await serve('Also two', twoAtOnce());
    await sendTogether('Also two', 'Thought over');
    await card(page, 'Thought over').getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('tab', { name: 'Thought over', selected: true }).waitFor();
    expect(bodies(server)).toBe(0);
  });
});

describe('a message that another account shall send', () => {
  it('is built again for it where the user wants that: another From, another Message-ID', async () => {
    const first = await serve('Stubborn', { at: { dot: '451 4.3.0 not today' } });
    const second = await serve('Willing');
    await sendFrom('Stubborn', 'Elsewhere');
    await openOutbox();
    const deferred = card(page, 'Elsewhere');
    await deferred.getByText(/Next try in \d/).waitFor();
    await deferred.getByRole('button', { name: 'Other account…' }).click();
    const form = deferred.getByRole('form', { name: 'Send through another account' });
    await form.getByLabel('Account', { exact: true }).selectOption({ label: 'Willing' });
    await form.getByRole('radio', { name: 'Built again for it' }).check();
    await form.getByText('a new Message-ID').waitFor();
    await form.getByRole('button', { name: 'Send through it' }).click();
    await deferred.waitFor({ state: 'detached' });
    const [refused = '', taken = ''] = [...textsOf(first), ...textsOf(second)];
    expect([textsOf(first).length, textsOf(second).length]).toEqual([1, 1]);
    expect([headerOf(refused, 'From'), headerOf(taken, 'From')]).toEqual([
      'lea@stubborn.example',
      'lea@willing.example',
    ]);
    expect(headerOf(taken, 'Message-ID')).not.toBe(headerOf(refused, 'Message-ID'));
    expect(headerOf(taken, 'Subject')).toBe('Elsewhere');
  });
});

describe('a message of which nobody knows whether it arrived', () => {
  it('is in Sent once the user says that it did, and goes to nobody again', async () => {
    const server = await serve('Torn', { at: { dot: (connection) => connection.reset() } });
    await sendFrom('Torn', 'Perhaps there');
    await openOutbox();
    const unknown = card(page, 'Perhaps there');
    await unknown.getByText('Sending again may deliver it twice.').waitFor();
    const [torn = ''] = textsOf(server);
    await unknown.getByText(headerOf(torn, 'Message-ID')).waitFor();
    expect(await violations(page)).toEqual([]);
    await unknown.getByRole('button', { name: 'It arrived' }).focus();
    await page.keyboard.press('Enter');
    await unknown.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+3');
    await page.getByRole('option').filter({ hasText: 'Perhaps there' }).waitFor();
    expect(server.connections).toHaveLength(1);
  });
});

describe('a long outbox', () => {
  const MANY = 60;

  it('draws the cards in view alone, and is walked to its end', async () => {
    await serve('Long');
    await done(page, 'settings.set', { outboxPaused: true });
    const { accounts } = await done(page, 'accounts.list', null);
    const account = accounts.find((one) => one.account.name === 'Long')?.account;
    const [identity] = account?.identities ?? [];
    if (account === undefined || identity === undefined) throw new Error('no account');
    for (let n = 1; n <= MANY; n += 1) {
      const { id, revision, content } = await done(page, 'drafts.create', { accountId: account.id });
      const written = {
        ...content,
        to: [{ name: '', address: 'mira@example.org' }],
        subject: `Number ${String(n)}`,
        body: 'x',
      };
      const saved = await done(page, 'drafts.save', { id, revision, content: written });
      await done(page, 'outbox.send', { draftId: id, revision: saved.revision, schedule: null });
    }
    await openOutbox();
    const newest = card(page, `Number ${String(MANY)}`);
    await newest.focus();
    const drawn = () => page.getByRole('listitem', { name: /^Submission: / }).count();
    const fits = await page.evaluate(() => Math.ceil(innerHeight / 50));
    expect(await drawn()).toBeLessThan(fits + 10);
    await page.keyboard.press('End');
    const oldest = card(page, 'Number 1');
    await oldest.and(page.locator(':focus')).waitFor();
    // The whole of it, above the window's lower edge.
    const box = await oldest.boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(await page.evaluate(() => innerHeight));
    expect(await drawn()).toBeLessThan(fits + 10);
    await page.keyboard.press('Home');
    await newest.and(page.locator(':focus')).waitFor();
    await done(page, 'settings.set', { outboxPaused: false });
    await newest.waitFor({ state: 'detached' });
    await page.getByText('Nothing is waiting').waitFor();
  });
});

describe('all mail', () => {
  const paused = () => page.getByText('All mail is paused.').first();
  async function fromPalette(command: string): Promise<void> {
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Find a command').waitFor();
    await page.keyboard.type(command);
    await button(page, new RegExp(command))
      .or(page.getByRole('option', { name: command }))
      .waitFor();
    await page.keyboard.press('Enter');
  }
  const inMenu = () =>
    program.app.evaluate(({ Menu }) =>
      ['send-all-now', 'pause-all', 'resume-all'].filter(
        (id) => Menu.getApplicationMenu()?.getMenuItemById(id) !== null,
      ),
    );

  it('is paused by one key, is taken meanwhile, stays paused over a restart, and goes on by one button', async () => {
    const server = await serve('Patient');
    await openOutbox();
    expect(await inMenu()).toEqual(['send-all-now', 'pause-all']);
    await page.keyboard.press('Control+Shift+h');
    await paused().waitFor();
    await page
      .getByRole('navigation', { name: 'Places' })
      .getByRole('button', { name: /Outbox.*all mail is paused/ })
      .waitFor();
    await expect.poll(inMenu).toEqual(['resume-all']);
    await writeFrom(page, addressAt('Patient'), { to: ['mira@example.org'], subject: 'Later', body: 'x' });
    await page.keyboard.press('Control+Enter');
    await page.getByRole('tabpanel').getByText('Nothing leaves until you go on.').waitFor();
    await openOutbox();
    await card(page, 'Later').getByText('Waits until mail goes on').waitFor();
    expect(await violations(page)).toEqual([]);

    // Nothing is on its way: nobody is asked whether to wait for it.
    const { profile } = program;
    await program.close();
    program = await launch({ profile });
    page = program.page;
    await ready(page);
    await openOutbox();
    await paused().waitFor();
    await card(page, 'Later').getByText('Waits until mail goes on').waitFor();
    expect(server.connections).toHaveLength(0);
    expect(await inMenu()).toEqual(['resume-all']);
    await button(page, /^Go on/).click();
    await card(page, 'Later').waitFor({ state: 'detached' });
    expect(bodies(server)).toBe(1);
    await paused().waitFor({ state: 'detached' });
  });

  it('is told so where nobody looks at the outbox, and the palette offers the way on', async () => {
    await page.keyboard.press('Control+1');
    await fromPalette('Pause all mail');
    await page.getByRole('status').filter({ hasText: 'All mail is paused' }).waitFor();
    await done(page, 'settings.set', { undoSeconds: 30 });
    await writeFrom(page, addressAt('Patient'), { to: ['mira@example.org'], subject: 'Undone', body: 'x' });
    await page.keyboard.press('Control+Enter');
    const offer = page.getByRole('status').filter({ hasText: 'Undone, 1 recipient' });
    await offer.getByText('All mail is paused').waitFor();
    await page.keyboard.press('Control+z');
    await page.getByRole('tab', { name: 'Undone', selected: true }).waitFor();
    await fromPalette('Let all mail go on');
    await page.getByRole('status').filter({ hasText: 'Mail goes on' }).waitFor();
    expect(await call(page, 'outbox.summary', null)).toMatchObject({ value: { allPaused: false } });
  });
});
