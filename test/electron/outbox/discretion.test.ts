// What a message and its conversation tell of the program and the machine unless somebody asks for it: nothing.
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import { USUAL_SENDING } from '#core/message/sending.ts';
import { startScriptedServer, type ScriptedServer } from '../../servers/scripted-smtp.ts';
import { temporaryFolder } from '../database/folder.ts';
import { openRig, to, type Rig } from './rig.ts';

async function sent(
  content: Parameters<Rig['send']>[0] = {},
  identity: Partial<Rig['account']['identities'][number]> = {},
): Promise<{ message: string; server: ScriptedServer }> {
  const server = await startScriptedServer({ extensions: ['8BITMIME'] });
  const rig = await openRig({ profile: temporaryFolder(), port: server.port });
  onTestFinished(async () => {
    await rig.close();
    await server.stop();
  });
  const identities = rig.account.identities.map((one) => ({ ...one, ...identity }));
  rig.setAccount({ ...rig.account, identities });
  const { submission } = await rig.settled(await rig.send(content));
  return { message: await readFile(rig.files.pathOf(submission.messageId), 'latin1'), server };
}

const headerOf = (message: string): string => message.split('\r\n\r\n')[0] ?? '';
const fieldOf = (message: string, name: string): string =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(headerOf(message).replaceAll('\r\n', '\n'))?.[1] ?? '';

/** Names and addresses of this machine, but for those that every machine has. */
const ownAddresses = Object.values(os.networkInterfaces())
  .flatMap((all) => all ?? [])
  .filter(({ internal }) => !internal)
  .map(({ address }) => address);

describe('by default', () => {
  it('the header has these fields and no other: none names the program', async () => {
    const { message } = await sent({ cc: to('mira@dest.example') });
    const names = headerOf(message)
      .split('\r\n')
      .flatMap((line) => /^([!-9;-~]+):/.exec(line)?.[1] ?? []);
    expect(names.toSorted()).toEqual(
      ['From', 'To', 'Cc', 'Subject', 'Message-ID', 'Date', 'MIME-Version', 'Content-Type']
        .concat('Content-Transfer-Encoding')
        .toSorted(),
    );
  });

  it('neither message nor conversation has the machine’s name, its addresses or its user', async () => {
    const { message, server } = await sent({ body: 'Été\n' });
    const said = server.connections.flatMap(({ lines }) => lines).join('\n');
    const { username } = os.userInfo();
    for (const own of [os.hostname(), ...ownAddresses])
      for (const text of [message, said]) expect(text.toLowerCase()).not.toContain(own.toLowerCase());
    expect(message).not.toContain(`${username}@`);
    expect(`${message}${said}`).not.toMatch(/facteur|nodemailer|_NmP|electron|x-mailer|user-agent/i);
    expect(said).toContain('EHLO [127.0.0.1]');
  });

  it('Date is in UTC and Message-ID at the sender’s domain', async () => {
    const { message } = await sent();
    expect(fieldOf(message, 'Date')).toMatch(/ \+0000$/);
    expect(fieldOf(message, 'Message-ID')).toMatch(/^<[^@<>\s]+@example\.org>$/);
  });

  it('all is 7-bit, and no line is longer than 78, whatever is written', async () => {
    const long = `${'Ein sehr langes Wort und noch eines '.repeat(40)}${'ü'.repeat(300)}\n${'x'.repeat(3000)}\n`;
    const { message } = await sent({ body: long, subject: 'Grüße aus dem Atelier '.repeat(12).trim() });
    expect(/[^\0-\x7f]/.test(message)).toBe(false);
    expect(Math.max(...message.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(78);
  });
});

describe('where somebody asks for it', () => {
  it('Message-ID is at another domain, in A-labels', async () => {
    const { message } = await sent({}, { messageIdDomain: 'bücher.example' });
    expect(fieldOf(message, 'Message-ID')).toMatch(/@xn--bcher-kva\.example>$/);
  });

  it('a domain that is none is not used, whatever a settings file says', async () => {
    const { message } = await sent({}, { messageIdDomain: 'a b>' });
    expect(fieldOf(message, 'Message-ID')).toMatch(/^<[^@<>\s]+@example\.org>$/);
  });

  it('Date is in local time, and the same moment', async () => {
    const before = Math.floor(Date.now() / 1000) * 1000;
    const { message } = await sent({}, { dateZone: 'local' });
    const date = fieldOf(message, 'Date');
    const offset = -new Date().getTimezoneOffset();
    const sign = offset < 0 ? '-' : '+';
    const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
    expect(date.slice(-5)).toBe(`${sign}${two(Math.abs(offset) / 60)}${two(Math.abs(offset) % 60)}`);
    expect(Date.parse(date)).toBeGreaterThanOrEqual(before);
  });

  it('8-bit lines stay within 998 octets, or are encoded after all (RFC 5322 §2.1.1)', async () => {
    const sending = { ...USUAL_SENDING, eightBit: true, longLines: true };
    const short = await sent({ body: `${'é'.repeat(400)}\n`, sending });
    expect(fieldOf(short.message, 'Content-Transfer-Encoding')).toBe('8bit');
    const long = await sent({ body: `${'é'.repeat(600)}\n`, sending });
    expect(/[^\0-\x7f]/.test(long.message)).toBe(false);
  });
});
