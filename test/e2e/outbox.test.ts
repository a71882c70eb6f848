// The outbox in the window: taking back, sending later, pausing, the user's word about an unknown outcome, a corrected recipient, another
// account, and an account that is on hold with all its mail.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import {
  startScriptedServer,
  type ScriptedOptions,
  type ScriptedServer,
} from '#test/servers/scripted-smtp.ts';
import { makeTestCertificates } from '#test/servers/certificates.ts';
import { accountAt, addressAt, done, type ServerAccount } from './calls.ts';
import { button, card, field, heading, ready, send, writeFrom, type Letter } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { violations } from './look.ts';

const certificates = await makeTestCertificates();

let program: Launched;
let page: Page;
const servers: ScriptedServer[] = [];

beforeAll(async () => {
  program = await launch({ authority: certificates.authority.certificate });
  page = program.page;
  await ready(page);
});

beforeEach(async () => {
  await done(page, 'settings.set', { undoSeconds: 0 });
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
  await Promise.all(servers.map((server) => server.stop()));
});

async function serve(name: string, options: ScriptedOptions = {}, account: Partial<ServerAccount> = {}) {
  const server = await startScriptedServer(options);
  servers.push(server);
  await accountAt(page, { name, port: server.port, ...account });
  return server;
}

async function sendFrom(account: string, subject: string, letter: Letter = {}): Promise<void> {
  await writeFrom(page, addressAt(account), { to: ['mira@example.org'], subject, body: 'x', ...letter });
  await page.keyboard.press('Control+Enter');
}

async function openOutbox(): Promise<void> {
  await page.keyboard.press('Control+2');
  await heading(page, 'Outbox').waitFor();
}

async function cardOf(subject: string): Promise<Locator> {
  await openOutbox();
  await card(page, subject).waitFor();
  return card(page, subject);
}

/** One of the actions that do not stand on the card itself. */
async function fromMenu(of: Locator, name: string): Promise<void> {
  await of.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
}

const chips = (name: string) => page.getByRole('listbox', { name }).or(page.getByRole('list', { name }));
const bodies = (server: ScriptedServer) =>
  server.connections.flatMap((connection) => connection.bodies.map((body) => body.toString('latin1')));
const recipientsSaid = (server: ScriptedServer) =>
  server.connections.flatMap(({ lines }) => lines.filter((line) => line.startsWith('RCPT')));

describe('Undo after Send', () => {
  it('brings the draft back exactly as it was, with the focus where one wrote', async () => {
    const server = await serve('Undone');
    await done(page, 'settings.set', { undoSeconds: 60 });
    const letter = { to: ['mira@example.org'], bcc: ['archive@example.org'], subject: 'Not yet' };
    await writeFrom(page, addressAt('Undone'), { ...letter, body: 'Dear Mira,\n\nnot like this.' });
    const message = field(page, 'Message');
    await message.focus();
    await message.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(5, 9));
    await page.keyboard.press('Control+Enter');
    const offer = page.getByRole('status').filter({ hasText: 'Sending in' });
    await offer.waitFor();
    expect(await offer.innerText()).toContain('Not yet, 2 recipients');
    const waiting = await cardOf('Not yet');
    expect(await waiting.innerText()).toMatch(/In (1\smin|\d+\ss)/);
    await waiting.getByRole('button', { name: 'Undo' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Control+z');
    await page.getByRole('tab', { name: 'Not yet', selected: true }).waitFor();
    expect(await message.inputValue()).toBe('Dear Mira,\n\nnot like this.');
    expect(
      await message.evaluate((area: HTMLTextAreaElement) => [
        document.activeElement === area,
        area.selectionStart,
        area.selectionEnd,
      ]),
    ).toEqual([true, 5, 9]);
    await chips('Recipients in To').getByText('mira@example.org').waitFor();
    await chips('Recipients in Bcc').getByText('archive@example.org').waitFor();
    await page.getByRole('button', { name: /^From.*lea@undone\.example/ }).waitFor();
    await offer.waitFor({ state: 'detached' });
    await openOutbox();
    await page.getByText('Nothing is waiting').waitFor();
    expect(server.connections).toHaveLength(0);
  });

  it('is over when its time is, and the message is sent', async () => {
    const server = await serve('Prompt');
    await done(page, 'settings.set', { undoSeconds: 1 });
    await writeFrom(page, addressAt('Prompt'), {
      to: ['mira@example.org'],
      subject: 'In a second',
      body: 'x',
    });
    await send(page, 'In a second');
    expect(bodies(server)).toHaveLength(1);
  });
});

describe('Send later', () => {
  it('keeps the message until its time, and gives the draft back when it is cancelled', async () => {
    const server = await serve('Patient');
    await writeFrom(page, addressAt('Patient'), { to: ['mira@example.org'], subject: 'For May', body: 'x' });
    await page.keyboard.press('Control+Shift+l');
    await page.getByRole('menuitem', { name: /Tomorrow morning/ }).waitFor();
    await page.getByRole('menuitem', { name: /Date and time/ }).click();
    const form = page.getByRole('form', { name: 'Send later' });
    await form.getByLabel('Date', { exact: true }).fill('2020-05-01');
    await form.getByText('This time has passed').waitFor();
    await form.getByLabel('Date', { exact: true }).fill('2099-05-01');
    await form.getByLabel('Time', { exact: true }).fill('09:30');
    await form.getByRole('combobox', { name: 'Time zone' }).fill('Tokyo');
    await page.getByRole('option', { name: 'Asia/Tokyo' }).click();
    await form.getByText(/On your clock it goes out/).waitFor();
    await form.getByRole('button', { name: 'Schedule' }).click();
    await page.getByRole('status').filter({ hasText: 'It goes out' }).waitFor();
    const scheduled = await cardOf('For May');
    const text = await scheduled.innerText();
    expect(text).toContain('Scheduled');
    expect(text).toMatch(/09:30 in Asia\/Tokyo/);
    await scheduled.getByRole('button', { name: 'Cancel' }).click();
    await scheduled.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+1');
    await page.getByRole('listitem').filter({ hasText: 'For May' }).waitFor();
    expect(server.connections).toHaveLength(0);
  });

  it('can be given another time', async () => {
    await serve('Movable');
    await writeFrom(page, addressAt('Movable'), { to: ['mira@example.org'], subject: 'Moved', body: 'x' });
    await button(page, 'When to send').click();
    await page.getByRole('menuitem', { name: /Tomorrow morning/ }).click();
    const scheduled = await cardOf('Moved');
    await scheduled.getByText(/Tomorrow, .*08:00/).waitFor();
    await fromMenu(scheduled, 'Reschedule…');
    await scheduled.getByLabel('Time', { exact: true }).fill('10:45');
    await scheduled.getByRole('button', { name: 'Schedule' }).click();
    await scheduled.getByText(/Tomorrow, .*10:45/).waitFor();
    await scheduled.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('tab', { name: 'Moved', selected: true }).waitFor();
  });
});

describe('a message that the server puts off', () => {
  it('says when it is tried again, waits while it is paused, and goes when asked', async () => {
    let refuses = true;
    const server = await serve('Grey', {
      at: {
        RCPT: (connection) =>
          connection.reply(refuses ? '450 4.7.1 Greylisted, come back' : '250 2.1.5 fine'),
      },
    });
    await sendFrom('Grey', 'Put off');
    const deferred = await cardOf('Put off');
    await deferred.getByText(/Next try in \d/).waitFor();
    expect(await deferred.innerText()).toContain('450 4.7.1 Greylisted, come back');
    await fromMenu(deferred, 'Pause');
    await deferred.getByText('It waits until you resume it.').waitFor();
    await deferred.getByRole('button', { name: 'Resume' }).click();
    await deferred.getByText('It waits until you resume it.').waitFor({ state: 'detached' });
    await deferred.getByRole('button', { name: 'Details' }).click();
    const attempts = deferred.getByRole('region', { name: 'Attempts' });
    await attempts.getByText('Attempt 1').waitFor();
    expect(await attempts.getByRole('listitem').filter({ hasText: 'RCPT TO' }).innerText()).toContain(
      'failed',
    );
    refuses = false;
    await page.keyboard.press('Control+Shift+Enter');
    await deferred.waitFor({ state: 'detached' });
    expect(bodies(server)).toHaveLength(1);
  });

  it('goes through another account with the same bytes', async () => {
    const first = await serve('Stubborn', { at: { MAIL: '451 4.3.0 not today' } });
    const second = await serve('Willing');
    await sendFrom('Stubborn', 'Another way');
    const deferred = await cardOf('Another way');
    await deferred.getByRole('button', { name: 'Other account…' }).click();
    const form = deferred.getByRole('form', { name: 'Send through another account' });
    await form.getByLabel('Account', { exact: true }).selectOption({ label: 'Willing' });
    await form.getByRole('radio', { name: 'The same bytes' }).check();
    await form.getByRole('button', { name: 'Send through it' }).click();
    await deferred.waitFor({ state: 'detached' });
    expect(bodies(first)).toEqual([]);
    expect(bodies(second)).toHaveLength(1);
    expect(bodies(second)[0]).toContain('From: lea@stubborn.example');
  });
});

describe('an outcome that nobody knows', () => {
  it('is sent again only by the user’s word, with the same Message-ID', async () => {
    let breaks = true;
    const server = await serve('Torn', {
      at: { dot: (connection) => (breaks ? connection.reset() : connection.reply('250 2.0.0 taken')) },
    });
    await sendFrom('Torn', 'Once or twice');
    const unknown = await cardOf('Once or twice');
    await unknown.getByText('Sending again may deliver it twice.').waitFor();
    const places = page.getByRole('navigation', { name: 'Places' });
    await places.getByRole('button', { name: /Outbox.*its outcome is unknown/ }).waitFor();
    await unknown.getByRole('button', { name: 'Copy the Message-ID' }).click();
    const id = await program.app.evaluate(({ clipboard }) => clipboard.readText());
    breaks = false;
    await unknown.getByRole('button', { name: 'Send again' }).click();
    await unknown.waitFor({ state: 'detached' });
    const [before = '', after = ''] = bodies(server);
    expect(bodies(server)).toHaveLength(2);
    expect([before === after, before.includes(`Message-ID: ${id}`)]).toEqual([true, true]);
  });
});

describe('a recipient that was refused', () => {
  it('is corrected, and alone sent to, with the same message', async () => {
    const server = await serve('Particular', {
      at: {
        RCPT: (connection, line) =>
          connection.reply(line.includes('velmnt') ? '550 5.1.2 No such domain' : '250 2.1.5 fine'),
      },
    });
    await sendFrom('Particular', 'Call sheet', { to: ['dana@example.org', 'regie@velmnt.example'] });
    const partly = await cardOf('Call sheet');
    await partly.getByText('Partly sent').waitFor();
    await partly.getByRole('button', { name: 'Correct…' }).click();
    const corrected = partly.getByRole('textbox', { name: 'Corrected address' });
    await corrected.fill('regie.velmont.example');
    await partly.getByRole('button', { name: 'Send to it' }).click();
    await partly.getByText('An address has an @').waitFor();
    await corrected.fill('regie@velmont.example');
    await partly.getByRole('button', { name: 'Send to it' }).click();
    await partly.waitFor({ state: 'detached' });
    const [first, second] = bodies(server);
    expect([bodies(server).length, first === second]).toEqual([2, true]);
    expect(recipientsSaid(server).filter((line) => line.includes('dana@'))).toHaveLength(1);
    expect(recipientsSaid(server).at(-1)).toContain('<regie@velmont.example>');
  });
});

describe('an account that is on hold', () => {
  it('says so once for all its mail, and one mending sends all of it', async () => {
    const right = Buffer.from('\0lea\0right').toString('base64');
    const { key, certificate } = certificates.good;
    const server = await serve(
      'Locked',
      {
        identity: { key, certificate },
        at: {
          AUTH: (connection, line) =>
            connection.reply(line.includes(right) ? '235 2.7.0 welcome' : '535 5.7.8 not accepted'),
        },
      },
      { security: 'starttls', user: 'lea', password: 'wrong' },
    );
    const subjects = ['Held one', 'Held two', 'Held three'];
    for (const subject of subjects) {
      await sendFrom('Locked', subject);
      await page.getByRole('tabpanel', { name: 'Draft' }).getByText('On hold').waitFor();
    }
    const signIns = () =>
      server.connections.flatMap(({ lines }) => lines.filter((line) => /^AUTH/.test(line)));
    await openOutbox();
    const held = page.getByRole('article', { name: 'Locked is on hold' });
    await held.getByText('3 messages wait for this account').waitFor();
    expect(await held.count()).toBe(1);
    expect(await held.innerText()).toContain('535 5.7.8 not accepted');
    expect(await page.getByRole('main').getByText('User or password refused').count()).toBe(1);
    for (const subject of subjects)
      expect(await card(page, subject).innerText()).toContain('Waits for its account');
    expect(signIns()).toHaveLength(1);
    await held.getByRole('button', { name: 'Enter the password' }).click();
    await held.getByLabel('Password for Locked').fill('right');
    await held.getByRole('button', { name: 'Keep it and send' }).click();
    await held.getByRole('button', { name: 'Keep in memory' }).click();
    for (const subject of subjects) await card(page, subject).waitFor({ state: 'detached' });
    await held.waitFor({ state: 'detached' });
    expect(bodies(server)).toHaveLength(3);
  });
});

describe('the list', () => {
  it('is walked through with the arrows, and narrowed to one kind', async () => {
    await serve('Closed', { at: { MAIL: '550 5.7.1 no' } });
    await serve('Busy', { at: { MAIL: '451 4.3.0 later' } });
    await sendFrom('Closed', 'Never');
    await page.getByRole('tabpanel', { name: 'Draft' }).getByText('Failed').waitFor();
    await sendFrom('Busy', 'Later one');
    await page.getByRole('tabpanel', { name: 'Draft' }).getByText('Deferred').waitFor();
    await openOutbox();
    const isFocused = (subject: string) =>
      card(page, subject).evaluate((element) => element === document.activeElement);
    await card(page, 'Later one').focus();
    await page.keyboard.press('ArrowDown');
    expect(await isFocused('Never')).toBe(true);
    await page.keyboard.press('Home');
    expect(await isFocused('Later one')).toBe(true);
    await page.keyboard.press('Enter');
    await card(page, 'Later one').getByRole('region', { name: 'Attempts' }).waitFor();
    await page.getByRole('button', { name: 'Failed 1' }).click();
    await card(page, 'Later one').waitFor({ state: 'detached' });
    await card(page, 'Never').waitFor();
    await page.getByRole('button', { name: /^All \d/ }).click();
    await card(page, 'Later one').waitFor();
  });
});
