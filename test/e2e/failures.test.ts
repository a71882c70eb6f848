// What the window says when a server does not simply accept: each failure in words, with the server's own, and what is safe.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { makeTestCertificates } from '#test/servers/certificates.ts';
import {
  startScriptedServer,
  type ScriptedOptions,
  type ScriptedServer,
} from '#test/servers/scripted-smtp.ts';
import { accountAt, addressAt, type ServerAccount } from './calls.ts';
import { button, card, drop, heading, ready, writeFrom, type Letter } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { archived, fieldOf } from './traces.ts';

const certificates = await makeTestCertificates();
const identityOf = ({ key, certificate }: { key: string; certificate: string }) => ({ key, certificate });

let program: Launched;
let page: Page;
const servers: ScriptedServer[] = [];

beforeAll(async () => {
  program = await launch({ authority: certificates.authority.certificate });
  page = program.page;
  await ready(page);
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
  await Promise.all(servers.map((server) => server.stop()));
});

/** A server that does as it is told, and an account at it. */
async function serve(name: string, options: ScriptedOptions, account: Partial<ServerAccount> = {}) {
  const server = await startScriptedServer(options);
  servers.push(server);
  await accountAt(page, { name, port: server.port, ...account });
  return server;
}

async function sendFrom(account: string, subject: string, letter: Letter = {}): Promise<void> {
  await writeFrom(page, addressAt(account), { to: ['mira@example.org'], subject, body: 'x', ...letter });
  await page.keyboard.press('Control+Enter');
}

/** The submission's card in the outbox. */
async function cardOf(subject: string): Promise<Locator> {
  await page.keyboard.press('Control+2');
  await heading(page, 'Outbox').waitFor();
  await card(page, subject).waitFor();
  return card(page, subject);
}

const heldAccount = (name: string) => page.getByRole('article', { name: `${name} is on hold` });
const composer = () => page.getByRole('tabpanel', { name: 'Draft' });

describe('a password that the server refuses', () => {
  it('holds the message with the words of the server, and is not tried again', async () => {
    const server = await serve(
      'Refusing',
      {
        identity: identityOf(certificates.good),
        at: { AUTH: '535 5.7.8 Username and Password not accepted here' },
      },
      { security: 'starttls', user: 'lea', password: 'wrong' },
    );
    await sendFrom('Refusing', 'Never signed in');
    await composer().getByText('User or password refused').waitFor();
    expect(await composer().innerText()).toContain('535 5.7.8 Username and Password not accepted here');
    const held = await cardOf('Never signed in');
    expect(await held.innerText()).toContain('On hold');
    expect(await heldAccount('Refusing').innerText()).toContain(
      'did not accept the user lea with this password',
    );
    expect(
      server.connections.flatMap(({ lines }) => lines.filter((line) => /^AUTH/.test(line))),
    ).toHaveLength(1);
  });
});

describe('a recipient that the server refuses', () => {
  it('is named with the reply, and the others have the message', async () => {
    const server = await serve('Partly', {
      at: {
        RCPT: (connection, line) =>
          connection.reply(line.includes('nobody') ? '550 5.1.1 No such user here' : '250 2.1.5 fine'),
      },
    });
    await sendFrom('Partly', 'To one who is not there', {
      to: ['mira@example.org', 'nobody@example.org'],
    });
    await composer().getByText('Some recipients were refused').waitFor();
    const partly = await cardOf('To one who is not there');
    await partly.getByText('Partly sent').waitFor();
    const rows = await partly.getByRole('row').allInnerTexts();
    expect(rows.find((row) => row.includes('mira@'))).toContain('accepted, never sent to again');
    expect(rows.find((row) => row.includes('nobody@'))).toMatch(
      /550 5\.1\.1[\s\S]*refused[\s\S]*No such user here/,
    );
    expect(server.connections[0]?.hasDot).toBe(true);
    await page.keyboard.press('Control+3');
    const sent = page.getByRole('option', { name: /To one who is not there/ });
    expect(await sent.innerText()).toContain('1 of 2');
  });
});

describe('a connection that breaks behind the final dot', () => {
  it('leaves an outcome that nobody knows, which only the user settles', async () => {
    const server = await serve('Breaking', { at: { dot: (connection) => connection.reset() } });
    await sendFrom('Breaking', 'Perhaps there');
    await composer().getByText('Nobody can know whether the server took it').waitFor();
    const unknown = await cardOf('Perhaps there');
    const text = await unknown.innerText();
    expect(text).toContain('Unknown');
    const mine = archived(program.profile).find((message) => fieldOf(message, 'Subject') === 'Perhaps there');
    expect(text).toContain(fieldOf(mine ?? Buffer.alloc(0), 'Message-ID'));
    expect(text).toContain('Facteur will not send it again by itself.');
    expect(await unknown.getByRole('button', { name: 'Try now' }).count()).toBe(0);
    await unknown.getByRole('button', { name: 'It arrived' }).click();
    await unknown.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+3');
    await page.getByRole('option', { name: /Perhaps there/ }).waitFor();
    expect(server.connections).toHaveLength(1);
  });
});

describe('a slow server', () => {
  it('can be left before the final dot: then nothing was sent, and the draft is there again', async () => {
    const server = await serve('Slow', {
      at: {
        DATA: (connection) => {
          connection.beginBody();
          connection.reply('354 go on');
          connection.deafen();
        },
      },
    });
    await writeFrom(page, addressAt('Slow'), { to: ['mira@example.org'], subject: 'Too slow', body: 'x' });
    await drop(page, 'large.bin', 16_000_000);
    await page.keyboard.press('Control+Enter');
    await composer()
      .getByText(/[\d.]+\sMB of [\d.]+\sMB/)
      .waitFor();
    await button(page, 'Stop before the final dot').click();
    await composer().getByText('You stopped it before the final dot.').waitFor();
    expect(server.connections[0]?.hasDot).toBe(false);
    await button(page, 'Back to the draft').click();
    await button(page, 'When to send').waitFor();
    await button(page, 'Remove large.bin').waitFor();
    await page.keyboard.press('Control+2');
    await heading(page, 'Outbox').waitFor();
    await card(page, 'Too slow').waitFor({ state: 'detached' });
  });
});

describe('a certificate for another host', () => {
  it('stops the message before anything is said, and names the host', async () => {
    const server = await serve(
      'Impostor',
      { identity: identityOf(certificates.wrongHost), implicitTls: true },
      { security: 'tls', user: 'lea', password: 'kept from the wrong server' },
    );
    await sendFrom('Impostor', 'Not for them');
    await composer().getByText('The certificate is for another server').waitFor();
    await cardOf('Not for them');
    expect(await heldAccount('Impostor').innerText()).toContain('It does not name localhost.');
    expect(server.connections.flatMap(({ lines }) => lines)).toEqual([]);
  });
});

describe('an account in trouble', () => {
  it('is tried out in its form, with the server’s own words', async () => {
    await page.keyboard.press('Control+5');
    await page.getByRole('option', { name: /Refusing/ }).click();
    await button(page, 'Test').click();
    const report = page.getByRole('alert').filter({ hasText: 'User or password refused' });
    await report.waitFor();
    expect(await report.innerText()).toContain('535 5.7.8 Username and Password not accepted here');
    expect(await report.getByRole('listitem').filter({ hasText: 'Sign-in' }).first().innerText()).toContain(
      'failed',
    );
  });
});
