// A server that says the password aloud, in every form and at every moment: it must be found in no file and in nothing a page is told.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { ScriptedConnection } from '../../servers/scripted-smtp.ts';
import { PASSWORD } from '../../faults/session-trial.ts';
import { stage } from './stage.ts';

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
const percent = (text: string): string =>
  Buffer.from(text, 'utf8').reduce((all, byte) => `${all}%${byte.toString(16).padStart(2, '0')}`, '');
const FORMS = [
  PASSWORD,
  base64(PASSWORD),
  base64(`\0ada\0${PASSWORD}`),
  encodeURIComponent(PASSWORD),
  percent(PASSWORD),
];
const aloud = FORMS.join(' ');
const saying = (code: string) => (connection: ScriptedConnection) => connection.reply(`${code} ${aloud}`);

it('a secret that the server repeats is in no record, journal, list, event or draft', async () => {
  let quits = 0;
  const { rig, profile, server } = await stage(
    {
      at: {
        greeting: saying('220'),
        EHLO: (connection) =>
          connection.reply(`250-here ${aloud}\r\n250-AUTH PLAIN\r\n250-X-${PASSWORD}\r\n250 PIPELINING`),
        AUTH: saying('235'),
        MAIL: saying('250'),
        RCPT: (connection, line) =>
          connection.reply(`${line.includes('wrong') ? '550 5.1.1' : '250'} ${aloud}`),
        DATA: (connection) => {
          connection.beginBody();
          connection.reply(`354 ${aloud}`);
        },
        dot: (connection) => {
          connection.reply(`250 ${aloud}`);
          // Nobody asked for this one.
          if (quits > 0) connection.reply(`421 ${aloud}`);
        },
        QUIT: (connection) => {
          quits += 1;
          connection.finish(`221 ${aloud}\r\n`);
        },
      },
    },
    { account: { user: 'ada', host: '127.0.0.1' } },
  );
  const to = ['right@dest.example', 'wrong@dest.example'].map((address) => ({ name: '', address }));
  const first = await rig.send({ to });
  const items = [await rig.settled(first)];
  items.push(await rig.settled(await rig.send({ to: to.slice(1) })));
  const opened = await rig.outbox.open(first);
  const events = await rig.journal.readAll();
  await rig.close();
  expect(server.connections.length).toBe(2);
  const told = JSON.stringify([items, opened, events, rig.changes, rig.summaries, rig.progress]);
  expect(told).toContain('****');
  const files = (await readdir(profile, { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  );
  expect(files.some(({ name }) => name.endsWith('.jsonl'))).toBe(true);
  for (const { parentPath, name } of files) {
    const bytes = await readFile(path.join(parentPath, name));
    for (const form of FORMS) expect(bytes.includes(form) ? `${name}: ${form}` : '').toBe('');
  }
  for (const form of FORMS) expect(told.includes(form) ? form : '').toBe('');
});

it('nor where the connection ends before it is signed in to', async () => {
  const { rig, profile } = await stage(
    { at: { greeting: saying('554') } },
    { account: { user: 'ada', host: '127.0.0.1' } },
  );
  const id = await rig.send({});
  await expect.poll(() => rig.heldAccounts.length).toBe(1);
  await rig.settled(id);
  await rig.close();
  const told = JSON.stringify([rig.heldAccounts, rig.changes, rig.summaries]);
  for (const name of await readdir(profile, { recursive: true })) {
    const bytes = await readFile(path.join(profile, name)).catch(() => Buffer.alloc(0));
    for (const form of FORMS) expect(bytes.includes(form) ? `${name}: ${form}` : '').toBe('');
  }
  for (const form of FORMS) expect(told.includes(form) ? form : '').toBe('');
});
