// From an address to a tested account in the real window: who is asked, what is shown of it, and when a password goes where.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { done } from './calls.ts';
import { PASSWORD, PROXY, startFindingWorld, type FindingWorld } from './finding-world.ts';
import { button, field, heading, ready } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';

let world: FindingWorld;
let program: Launched;
let page: Page;

beforeAll(async () => {
  world = await startFindingWorld();
  program = await launch({ authority: world.authority, env: world.env });
  page = program.page;
  await ready(page);
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
  await world.stop();
});

const step = (name: string | RegExp) =>
  page.getByRole('list', { name: 'What was asked' }).getByRole('listitem').filter({ hasText: name });
const password = () => page.getByLabel('Password', { exact: true });

/** Begins anew with this address, by the keyboard alone. */
async function search(address: string): Promise<void> {
  await page.keyboard.press('Control+Shift+a');
  await field(page, 'Your address').fill(address);
  await page.keyboard.press('Enter');
}

async function signedIn(): Promise<number> {
  const { accounts } = await done(page, 'accounts.list', null);
  return accounts.filter(({ practice }) => !practice).length;
}

describe('adding an account', () => {
  beforeEach(async () => {
    const discard = button(page, 'Discard');
    if (await discard.isVisible()) await discard.click();
  });

  it('says who will learn the domain before anybody is asked', async () => {
    await page.keyboard.press('Control+Shift+a');
    await field(page, 'Your address').fill('lea@velmont.test');
    await page.getByText(/Asks about the domain velmont\.test only/).waitFor();
    expect([...world.dns.asked, ...world.https.asked]).toEqual([]);
  });

  it('names what is wrong with an address, and asks nobody', async () => {
    await search('lea at velmont');
    await page.getByText(/An address has one @/).waitFor();
    expect(world.dns.asked).toEqual([]);
  });

  it('asks nobody about a domain of the built-in list, and says how to sign in there', async () => {
    await search('lea@gmail.com');
    await heading(page, 'Found, best first').waitFor();
    await button(page, 'Use this server').click();
    await page.getByText(/wants a password made for this program/).waitFor();
    await button(page, 'Open the provider’s page').waitFor();
    expect([...world.dns.asked, ...world.https.asked]).toEqual([]);
  });

  it('sets the form to sign in with the browser where a provider wants that', async () => {
    await search('lea@outlook.com');
    await heading(page, 'Found, best first').waitFor();
    await button(page, 'Use this server').click();
    await button(page, 'Sign in with the browser…').click();
    await page.getByLabel('Client ID', { exact: true }).waitFor();
    expect(await page.getByLabel('Tokens from', { exact: true }).inputValue()).toBe('microsoft');
    expect([...world.dns.asked, ...world.https.asked]).toEqual([]);
    await button(page, 'Find the settings').click();
  });

  it('takes a chosen service without asking anybody, and wants the user that it gave', async () => {
    await page.keyboard.press('Control+Shift+a');
    await field(page, 'Your address').fill('lea@velmont.test');
    await page.getByLabel('Or choose who sends your mail').selectOption('Brevo');
    await button(page, 'Use this server').click();
    await button(page, 'Test and save').click();
    await page.getByText('This cannot be empty.').waitFor();
    expect(await field(page, 'User').inputValue()).toBe('');
    expect([...world.dns.asked, ...world.https.asked]).toEqual([]);
  });

  it('leads from the address to a tested account, and asks for a password only when the host is confirmed', async () => {
    await search('lea@velmont.test');
    const began = performance.now();
    await page.getByText('Published by the domain itself (autoconfig).').first().waitFor();
    await heading(page, 'Found, best first').waitFor();
    expect(await password().count()).toBe(0);
    await button(page, 'Use this server').click();
    await password().waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute('type') === 'password');
    const found = performance.now() - began;
    await page.keyboard.insertText(PASSWORD);
    const typed = performance.now();
    await page.keyboard.press('Enter');
    // No keychain is here: the user says where the password stays.
    await button(page, 'Keep in memory').click();
    await page.getByText('The account is saved, and its server let you in').waitFor();
    const took = found + performance.now() - typed;
    process.stdout.write(`From address to tested account, without typing: ${took.toFixed(0)} ms\n`);
    expect(took).toBeLessThan(3_000);
    expect(world.smtp.connections.at(-1)?.lines[1]).toMatch(/^AUTH PLAIN /);
    await button(page, 'Show the account').click();
    await page.getByRole('option', { name: /velmont\.test/, selected: true }).waitFor();
    expect(await field(page, 'User').inputValue()).toBe('lea@velmont.test');
    const { accounts } = await done(page, 'accounts.list', null);
    expect(accounts[0]).toMatchObject({
      account: { host: 'smtp.velmont.test', port: world.smtp.port, security: 'tls' },
      secret: 'memory',
      lastTest: { diagnosis: null },
    });
  });

  it('told servers and DNS the domain alone', () => {
    const told = [...world.dns.asked, ...world.https.asked].join('\n');
    expect(told).toContain('velmont.test');
    expect(told).not.toMatch(/lea/);
  });

  it('wants a yes of its own for a host outside the domain', async () => {
    await search('lea@hosted.test');
    await heading(page, 'Found, best first').waitFor();
    await page.getByText('smtp.provider.test does not belong to hosted.test.').waitFor();
    expect(await button(page, 'Use this server').isDisabled()).toBe(true);
    await page.getByLabel('Yes, smtp.provider.test is my provider’s server').check();
    await button(page, 'Use this server').click();
    await password().waitFor();
  });

  it('leads from a certificate that nobody vouches for to a tested account, without typing again', async () => {
    const before = await signedIn();
    await search('lea@own.test');
    await page.getByText('Its certificate does not verify.').first().waitFor();
    await button(page, 'Use this server').click();
    await field(page, 'Your name').fill('Léa');
    await password().fill(PASSWORD);
    await page.keyboard.press('Enter');
    await heading(page, 'The server vouches for itself').waitFor();
    await page.getByText(world.fingerprint256).waitFor();
    expect(world.own.connections.flatMap(({ lines }) => lines)).toEqual([]);
    expect(await signedIn()).toBe(before);
    await button(page, 'Trust this certificate for this account').click();
    await button(page, 'Keep in memory').click();
    await page.getByText('The account is saved, and its server let you in').waitFor();
    await button(page, 'Show the account').click();
    const { accounts } = await done(page, 'accounts.list', null);
    const made = accounts.find(({ account }) => account.host === 'smtp.own.test');
    expect(made).toMatchObject({
      account: {
        tls: { trusted: [{ fingerprint256: world.fingerprint256, host: 'smtp.own.test' }] },
        identities: [{ name: 'Léa' }],
      },
      secret: 'memory',
      lastTest: { diagnosis: null },
    });
  });

  it('finds a server of one’s own by trying, though its certificate fails', async () => {
    await search('lea@home.test');
    await page
      .getByText('Nobody published it; it was found by trying. Its certificate does not verify.')
      .waitFor();
    await button(page, 'Use this server').click();
    await password().waitFor();
  });

  it('takes along into the form what was typed before', async () => {
    await search('lea@own.test');
    await button(page, 'Use this server').click();
    await field(page, 'Your name').fill('Léa');
    await button(page, 'Change these settings').click();
    await page.getByRole('tab', { name: /^Identities/ }).click();
    expect(await field(page, 'Name').last().inputValue()).toBe('Léa');
    await button(page, 'Find the settings').click();
  });

  it('asks by the account’s proxy alone where that resolves names, down to the tested account', async () => {
    await page.keyboard.press('Control+Shift+a');
    await field(page, 'Your address').fill('lea@far.test');
    await page.getByText('Connect through a proxy').click();
    await page.getByLabel('Way to the server').selectOption('socks5h');
    await page.getByText(/only through the proxy/).waitFor();
    await button(page, 'Find the settings').click();
    await page.getByText('This cannot be empty.').waitFor();
    await field(page, 'Proxy host').fill('127.0.0.1');
    await field(page, 'Proxy port').fill(String(world.proxy.port));
    await field(page, 'Proxy user').fill(PROXY.user);
    await page.getByLabel('Proxy password', { exact: true }).fill(PROXY.password);
    const before = world.dns.asked.length;
    await button(page, 'Find the settings').click();
    await heading(page, 'Found, best first').waitFor();
    expect(await step('_submissions._tcp').innerText()).toContain('this computer would ask, not the proxy');
    await button(page, 'Use this server').click();
    await page
      .getByText(`Through the proxy 127.0.0.1:${String(world.proxy.port)}`)
      .last()
      .waitFor();
    await password().fill(PASSWORD);
    await page.keyboard.press('Enter');
    await button(page, 'Keep in memory').click();
    await page.getByText('The account is saved, and its server let you in').waitFor();
    expect(world.dns.asked.slice(before)).toEqual([]);
    expect(world.proxy.asked).toContain(`smtp.far.test:${String(world.smtp.port)}`);
    const { accounts } = await done(page, 'accounts.list', null);
    const made = accounts.find(({ account }) => account.host === 'smtp.far.test');
    expect(made).toMatchObject({
      account: { proxy: { kind: 'socks5h', user: PROXY.user } },
      secrets: { password: 'memory', 'proxy-password': 'memory' },
    });
    // The next account goes straight again.
    await page.keyboard.press('Control+Shift+a');
    await page.getByText('Connect through a proxy').waitFor();
    await button(page, 'Discard').click();
  });

  it('shows what was refused, and finds nothing in it', async () => {
    await search('lea@traps.test');
    await page.getByText('No server was found for traps.test').waitFor();
    expect(await step('Autoconfig of the domain').innerText()).toContain('defines entities of its own');
    expect(await step('_submissions._tcp').innerText()).toContain('names no usable host');
  });

  it('does not follow a public name to this machine', async () => {
    const before = world.smtp.connections.length;
    await search('lea@traps.fr');
    await page.getByText('No server was found for traps.fr').waitFor();
    await step('private address').first().waitFor();
    expect(world.smtp.connections).toHaveLength(before);
  });

  it('ends at once when it is stopped', async () => {
    await search('lea@slow.test');
    await step('Autoconfig of the domain').getByText('trying…').waitFor();
    await button(page, 'Stop').click();
    await page.getByText('The search was stopped before anything was found.').waitFor();
    expect(await step('Autoconfig of the domain').innerText()).toContain('stopped before it answered');
  });

  it('opens the form with what was found, to be changed by hand', async () => {
    await search('lea@velmont.test');
    await heading(page, 'Found, best first').waitFor();
    await button(page, `Change smtp.velmont.test:${String(world.smtp.port)}`).click();
    expect(await field(page, 'Host').inputValue()).toBe('smtp.velmont.test');
    expect(await field(page, 'Port').inputValue()).toBe(String(world.smtp.port));
    await button(page, 'Find the settings').click();
    await field(page, 'Your address').waitFor();
  });

  it('goes by hand with one click, the address filled in', async () => {
    await search('lea@nowhere.test');
    await page.getByText('No server was found for nowhere.test.').waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Enter host and port by hand' }).last().click();
    expect(await field(page, 'User').inputValue()).toBe('lea@nowhere.test');
    await button(page, 'Find the settings').click();
  });

  it('saves nothing when the server refuses the password, unless the user says so', async () => {
    const before = await signedIn();
    await search('lea@refusing.test');
    await button(page, 'Use this server').click();
    await password().fill('wrong');
    await page.keyboard.press('Enter');
    await heading(page, 'User or password refused').waitFor();
    expect(await signedIn()).toBe(before);
    await button(page, 'Save without a passed test').click();
    await page.getByText('The account is saved', { exact: true }).waitFor();
    expect(await signedIn()).toBe(before + 1);
  });
});
