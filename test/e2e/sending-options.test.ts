// What a person chooses about how a message is handed over is shown before it goes, said on the wire as shown, and told afterwards.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import {
  startScriptedServer,
  type ScriptedOptions,
  type ScriptedServer,
} from '#test/servers/scripted-smtp.ts';
import { accountAt, addressAt, done } from './calls.ts';
import { button, card, field, heading, ready, writeFrom, openOptions } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { archived, fieldOf } from './traces.ts';

let program: Launched;
let page: Page;
const servers: ScriptedServer[] = [];

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
  await done(page, 'settings.set', { undoSeconds: 0 });
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
  await Promise.all(servers.map((server) => server.stop()));
});

async function serve(name: string, options: ScriptedOptions): Promise<ScriptedServer> {
  const server = await startScriptedServer(options);
  servers.push(server);
  await accountAt(page, { name, port: server.port });
  return server;
}

const DSN: ScriptedOptions = { extensions: ['PIPELINING', '8BITMIME', 'DSN'] };

const slip = () => page.getByRole('complementary', { name: 'What will go out' });
const strip = () => page.getByRole('status').filter({ hasText: 'The envelope is set by hand.' });

/** What the client said on the wire of MAIL and RCPT. */
const envelopeOn = (server: ScriptedServer) =>
  server.connections.flatMap(({ lines }) => lines.filter((line) => /^(?:MAIL|RCPT) /.test(line)));

async function openFirstOption(): Promise<void> {
  await openOptions(page);
  await page.getByLabel('Send me a notice').and(page.locator(':focus')).waitFor();
}

/** The lens's envelope view of a message that was accepted. */
async function envelopeView(subject: string): Promise<string> {
  await page.keyboard.press('Control+3');
  await page.getByRole('option').filter({ hasText: subject }).click();
  await heading(page, subject).waitFor();
  await page.keyboard.press('Alt+3');
  const view = page.getByRole('region', { name: 'Envelope and header, side by side' });
  await view.waitFor();
  return view.innerText();
}

describe('delivery notices', () => {
  const to = ['mira@example.org', 'jonas@example.org'];

  it('are asked for as the slip shows, and the envelope view shows the same', async () => {
    const server = await serve('Notices', DSN);
    await writeFrom(page, addressAt('Notices'), { to, subject: 'Told when it arrives', body: 'x' });
    await openFirstOption();
    await page.getByLabel('Send me a notice').selectOption('On success or failure');
    await page.getByText('Single recipients').click();
    await page.getByLabel('jonas@example.org', { exact: true }).selectOption('Never');
    await page.getByLabel('What a notice brings back').selectOption('The header only');
    await field(page, 'Envelope identifier (ENVID)').fill('Q 118+a');
    const shown = await slip().innerText();
    for (const part of ['RET=HDRS', 'ENVID=Q+20118+2Ba', 'NOTIFY=SUCCESS,FAILURE', 'NOTIFY=NEVER'])
      expect(shown).toContain(part);
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => server.connections[0]?.hasDot).toBe(true);
    expect(envelopeOn(server)).toEqual([
      'MAIL FROM:<lea@notices.example> RET=HDRS ENVID=Q+20118+2Ba',
      'RCPT TO:<mira@example.org> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;mira@example.org',
      'RCPT TO:<jonas@example.org> NOTIFY=NEVER ORCPT=rfc822;jonas@example.org',
    ]);
    const told = await envelopeView('Told when it arrives');
    for (const line of envelopeOn(server))
      for (const parameter of line.split(' ').slice(2)) expect(told).toContain(parameter);
    expect(told).not.toContain('does not offer DSN');
  });

  it('are left out where the server offers none, and the envelope view says so', async () => {
    const server = await serve('Plain', { extensions: ['PIPELINING'] });
    await writeFrom(page, addressAt('Plain'), { to, subject: 'Told by nobody', body: 'x' });
    await openFirstOption();
    await page.getByLabel('Send me a notice').selectOption('On failure');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => server.connections[0]?.hasDot).toBe(true);
    expect(envelopeOn(server)).toEqual([
      'MAIL FROM:<lea@plain.example>',
      'RCPT TO:<mira@example.org>',
      'RCPT TO:<jonas@example.org>',
    ]);
    expect(await envelopeView('Told by nobody')).toContain('The server does not offer DSN.');
  });

  it('are asked for as the identity says, which its form keeps', async () => {
    await page.keyboard.press('Control+5');
    await page.getByRole('option').filter({ hasText: 'Notices' }).click();
    await page.getByRole('tab', { name: /Identities/ }).click();
    await page.getByLabel('Delivery notice (DSN)').selectOption('On failure or delay');
    await button(page, 'Save').click();
    await page.getByText('Saved', { exact: true }).waitFor();
    await writeFrom(page, addressAt('Notices'), { to, subject: 'As the identity asks', body: 'x' });
    await slip().getByText('on failure or delay').waitFor();
    expect(await slip().innerText()).toContain('NOTIFY=FAILURE,DELAY');
  });
});

describe('an envelope identifier that cannot be', () => {
  it('keeps the message here and says why at its field', async () => {
    await writeFrom(page, addressAt('Plain'), { to: ['mira@example.org'], subject: 'Wrong id', body: 'x' });
    await openFirstOption();
    await field(page, 'Envelope identifier (ENVID)').fill('Dévis');
    await field(page, 'Subject').focus();
    await page.keyboard.press('Control+Enter');
    await field(page, 'Envelope identifier (ENVID)').and(page.locator(':focus')).waitFor();
    await slip()
      .getByText(/other than printable ASCII/)
      .waitFor();
  });
});

describe('an envelope set by hand', () => {
  const subject = 'A bounce, tried out';

  it('is shown in the slip before, with what differs from the header, and marked above Send', async () => {
    await writeFrom(page, addressAt('Notices'), { to: ['mira@example.org'], subject, body: 'x' });
    expect(await strip().count()).toBe(0);
    await slip().getByRole('button', { name: 'Set by hand' }).click();
    const toggle = page.getByRole('switch', { name: 'Envelope by hand (for testing)' });
    await toggle.and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Space');
    await strip().waitFor();
    await page.getByLabel('Null sender: MAIL FROM:<>').check();
    await slip().getByRole('button', { name: 'Remove mira@example.org' }).click();
    await field(page, 'Recipients (RCPT TO)').fill('probe@elsewhere.example');
    await page.keyboard.press('Enter');
    const envelope = slip().getByRole('region', { name: 'Envelope' });
    await envelope.getByText('probe@elsewhere.example').waitFor();
    const shown = await envelope.innerText();
    expect(shown).toMatch(/MAIL FROM:\s+<>/);
    expect(shown).toContain('set by hand');
    expect(shown).toMatch(/probe@elsewhere\.example\s+in no field/);
    expect(shown).toMatch(/They get nothing:\s+mira@example\.org/);
    expect(await strip().innerText()).toContain('It goes to 1 recipient, whatever the header says.');
  });

  it('goes out as it was shown; the header stays as it was written', async () => {
    const [server] = servers;
    if (server === undefined) throw new Error('no server');
    const before = envelopeOn(server).length;
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => server.connections.flatMap(({ bodies }) => bodies).length).toBe(2);
    expect(envelopeOn(server).slice(before)).toEqual([
      'MAIL FROM:<>',
      'RCPT TO:<probe@elsewhere.example> NOTIFY=FAILURE,DELAY ORCPT=rfc822;probe@elsewhere.example',
    ]);
    const mine = archived(program.profile).find((message) => fieldOf(message, 'Subject') === subject);
    expect(fieldOf(mine ?? Buffer.alloc(0), 'To')).toBe('mira@example.org');
  });

  it('stands in the envelope view, told apart from the header', async () => {
    const told = await envelopeView(subject);
    expect(told).toContain('The envelope was set by hand.');
    expect(told).toMatch(/RCPT TO\s+250 2\.1\.0\s+<probe@elsewhere\.example>/);
    expect(told).toContain('in no field');
    expect(told).toMatch(/nothing was sent there/);
  });

  it('follows the message again with one press', async () => {
    await writeFrom(page, addressAt('Notices'), {
      to: ['mira@example.org'],
      subject: 'Not tested',
      body: 'x',
    });
    await slip().getByRole('button', { name: 'Set by hand' }).click();
    await page.keyboard.press('Space');
    await page.getByLabel('Null sender: MAIL FROM:<>').check();
    await slip().getByText('<>', { exact: true }).waitFor();
    await button(page, 'Follow the message again').click();
    await strip().waitFor({ state: 'detached' });
    await slip().getByText('<lea@notices.example>', { exact: true }).waitFor();
  });
});

describe('all or none', () => {
  it('keeps the message from everybody when one is refused, and says so', async () => {
    const server = await serve('Strict', {
      at: {
        RCPT: (connection, line) =>
          connection.reply(line.includes('nobody') ? '550 5.1.1 No such user here' : '250 2.1.5 fine'),
      },
    });
    const subject = 'To both or to none';
    await writeFrom(page, addressAt('Strict'), {
      to: ['mira@example.org', 'nobody@example.org'],
      subject,
      body: 'x',
    });
    await openFirstOption();
    await page.getByLabel('All or none').check();
    await slip().getByText('nobody gets it').waitFor();
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => envelopeOn(server).length).toBe(3);
    await page.keyboard.press('Control+2');
    const held = card(page, subject);
    await held.getByText('No such user here').first().waitFor();
    expect(server.connections.map(({ bodies }) => bodies.length)).toEqual([0]);
    expect(await held.innerText()).not.toMatch(/\baccepted\b/);
    await page.keyboard.press('Control+3');
    await heading(page, 'Sent').waitFor();
    expect(await page.getByRole('option').filter({ hasText: subject }).count()).toBe(0);
  });
});

describe('TLS all the way', () => {
  it('keeps the message here when the server does not offer it', async () => {
    const server = await serve('Lax', DSN);
    const subject = 'Only behind TLS';
    await writeFrom(page, addressAt('Lax'), { to: ['mira@example.org'], subject, body: 'x' });
    await openFirstOption();
    await page.getByLabel('TLS all the way (REQUIRETLS)').check();
    await slip().getByText('REQUIRETLS', { exact: true }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Control+2');
    await card(page, subject)
      .getByText(/REQUIRETLS/)
      .first()
      .waitFor();
    expect(envelopeOn(server)).toEqual([]);
  });
});

describe('limits of an account', () => {
  it('are checked and kept by its form', async () => {
    await page.keyboard.press('Control+5');
    await page.getByRole('option').filter({ hasText: 'Lax' }).click();
    await page.getByRole('tab', { name: 'Advanced' }).click();
    await field(page, 'Connections at once').fill('9');
    await button(page, 'Save').click();
    await page.getByText('A whole number from 1 to 5.').waitFor();
    await field(page, 'Connections at once').fill('1');
    await field(page, 'Messages per minute').fill('30');
    await button(page, 'Save').click();
    await page.getByText('Saved', { exact: true }).waitFor();
    const { accounts } = await done(page, 'accounts.list', null);
    expect(accounts.find(({ account }) => account.name === 'Lax')?.account.throttle).toEqual({
      connections: 1,
      messagesPerConnection: 100,
      messagesPerMinute: 30,
    });
  });
});

it('what a letter asks of its readers, and how its long lines go, stand in the message', async () => {
  const server = await serve('Asking', {});
  const subject = 'Read this at once';
  const line =
    'The set has to stand on Friday, or we open with an empty stage and a very long speech instead.';
  await writeFrom(page, addressAt('Asking'), { to: ['mira@example.org'], subject, body: line });
  await openFirstOption();
  await page.getByLabel('Importance').selectOption('High');
  await page.getByLabel('Read receipt').check();
  await page.getByRole('button', { name: 'Sending options 2 chosen' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => server.connections[0]?.hasDot).toBe(true);
  const sent =
    archived(program.profile).find((message) => fieldOf(message, 'Subject') === subject) ?? Buffer.alloc(0);
  expect(fieldOf(sent, 'Importance')).toBe('high');
  expect(fieldOf(sent, 'Disposition-Notification-To')).toBe(`<${addressAt('Asking')}>`);
  expect(fieldOf(sent, 'Content-Type')).toContain('format=flowed');
  const text = sent.toString('latin1');
  expect(text).toMatch(/^The set has to stand .* \r\n/m);
  expect(text.replaceAll(' \r\n', ' ')).toContain(line);
});
