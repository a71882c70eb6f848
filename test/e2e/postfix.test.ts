// The main job over a real server: an account is added and tried out, a message goes to a real Postfix through a proxy that keeps the
// wire's bytes, and what was archived, what went over the wire and what was delivered are one and the same. The password is nowhere.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { startCaptureProxy, type CaptureProxy } from '#test/servers/capture-proxy.ts';
import { makeTestCertificates } from '#test/servers/certificates.ts';
import { busWithKeyring, type Keyring } from '#test/servers/keyring.ts';
import { startMailServer, type MailServer } from '#test/servers/postfix.ts';
import { filesWith, spellingsOf } from '../electron/secrets/temporary-folder.ts';
import { addAccount, button, drop, droppedBytes, heading, ready, send, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { archived, asBase64Lines, decodedWords, fieldOf, heapOf } from './traces.ts';

/** ASCII: a heap snapshot writes other letters as escapes. */
const password = 'Kx7!-submission-pw-52e1';
const subject = 'Übergabe am Nordkai – 明日 🚢';
const size = 5_000_000;
const certificates = await makeTestCertificates();

let server: MailServer;
let proxy: CaptureProxy;
let keyring: Keyring;
let program: Launched;
let page: Page;

beforeAll(async () => {
  const identity = { key: certificates.good.key, certificate: certificates.good.certificate };
  [server, keyring] = await Promise.all([
    startMailServer({
      ...identity,
      user: 'lea',
      password,
      domain: 'facteur.example',
      mailboxes: ['jonas', 'mira', 'hidden'],
    }),
    busWithKeyring({ prompter: true, user: 'window' }),
  ]);
  proxy = await startCaptureProxy(server.port, identity);
  program = await launch({ bus: keyring, authority: certificates.authority.certificate });
  page = program.page;
  await ready(page);
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
  await proxy.stop();
  await Promise.all([server.stop(), keyring.stop()]);
});

describe('an account at a real server', () => {
  it('is added with its password in the keychain, and is the default', async () => {
    await addAccount(page, {
      name: 'Harbour',
      host: 'localhost',
      port: proxy.port,
      security: 'starttls',
      user: 'lea',
      password,
      sender: 'Léa Fünf',
      address: 'lea@facteur.example',
    });
    await page.getByText('stored, locked by the keychain').waitFor();
    await page
      .getByRole('option', { name: /Harbour/ })
      .getByText('default')
      .waitFor();
  });

  it('is tried out step by step, and nothing is sent', async () => {
    await page.keyboard.press('Control+Shift+t');
    await heading(page, 'It works: the server let you in').waitFor();
    const steps = await page.getByRole('list', { name: 'Steps' }).getByRole('listitem').allInnerTexts();
    expect(steps.map((step) => step.replaceAll(/\s+/g, ' ').toLowerCase())).toEqual(
      ['dns', 'tcp', 'greeting', 'ehlo', 'starttls', 'tls', 'sign-in'].map((step) => `${step} done`),
    );
    await page.getByText(/certificate verified/).waitFor();
    expect(proxy.messages()).toEqual([]);
  });
});

describe('a message over a real server', () => {
  let message: Buffer;

  beforeAll(async () => {
    await write(page, {
      to: ['Jonas Wéber <jonas@facteur.example>'],
      cc: ['mira@facteur.example'],
      bcc: ['hidden@facteur.example'],
      subject,
      body: 'Bis morgen.\n.\n..\nLéa\n',
    });
    await drop(page, 'Ladeliste.bin', size);
    await send(page, subject);
    message = archived(program.profile)[0] ?? Buffer.alloc(0);
  });

  it('is archived with the very bytes that went over the wire', () => {
    const [wire, ...more] = proxy.messages();
    expect(more).toEqual([]);
    expect(wire?.length).toBe(message.length);
    expect(wire?.equals(message)).toBe(true);
  });

  it('is delivered to each recipient, the Bcc too, as those bytes under the trace fields', async () => {
    for (const mailbox of ['jonas', 'mira', 'hidden']) {
      const [delivered] = await server.waitFor(mailbox, 1);
      expect(withoutTrace(delivered ?? Buffer.alloc(0)).equals(message)).toBe(true);
    }
  });

  it('names its Bcc nowhere, and its subject and file are whole', () => {
    expect(message.includes('hidden@')).toBe(false);
    expect(fieldOf(message, 'Bcc')).toBeUndefined();
    expect(decodedWords(fieldOf(message, 'Subject') ?? '')).toBe(subject);
    expect(message.toString('latin1').includes(asBase64Lines(droppedBytes(size)))).toBe(true);
  });

  it('stands in Sent with the words of the server', async () => {
    await page.keyboard.press('Control+3');
    await page.getByRole('option', { name: new RegExp(subject) }).click();
    await heading(page, subject).waitFor();
    await page.keyboard.press('Alt+6');
    const said = page.getByRole('region', { name: 'What was said' });
    // Its connection may yet carry others: the goodbye is not part of it.
    await said.getByText('queued as').first().waitFor();
    const text = await said.innerText();
    expect(text).toMatch(/250 2\.0\.0 Ok: queued as/);
    expect(text).not.toContain(password);
  });

  it('leaves its password nowhere: not on disk, not in what the program says, not in the page', async () => {
    // The form of the account, where it was typed, was used last before the message.
    await page.keyboard.press('Control+5');
    await button(page, 'Replace').waitFor();
    await page.evaluate(() => Object.assign(window, { control: 'this is in the heap' }));
    const heap = await heapOf(page);
    expect(heap.includes('this is in the heap')).toBe(true);
    const spellings = spellingsOf(password);
    expect(spellings.filter((spelling) => heap.includes(spelling))).toEqual([]);
    expect(spellings.filter((spelling) => Buffer.from(program.output()).includes(spelling))).toEqual([]);
    expect(filesWith(program.profile, password)).toEqual([]);
  });
});

/** A delivered message as it came: line ends as on the wire, without what the servers put on top (RFC 5321 §4.4). */
function withoutTrace(delivered: Buffer): Buffer {
  const text = delivered.toString('latin1').replaceAll('\n', '\r\n');
  const trace = /^(?:(?:Return-Path|X-Original-To|Delivered-To|Received):.*\r\n(?:[ \t].*\r\n)*)+/i.exec(
    text,
  );
  return Buffer.from(text.slice(trace?.[0].length ?? 0), 'latin1');
}
