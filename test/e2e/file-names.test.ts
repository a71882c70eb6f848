// Names of attachments in any script, and such as would deceive: what the window shows, and what Python's own reader finds in the message.
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { catalogues } from '#core/i18n/catalogue.ts';
import { field, ready, send, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';

let program: Launched;

beforeAll(async () => {
  program = await launch();
  await ready(program.page);
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
});

const LONG = `${'длинное имя '.repeat(30)}.txt`;

/** As it is dropped, and as it goes. */
const NAMES: readonly (readonly [dropped: string, goes: string])[] = [
  ['plan.txt', 'plan.txt'],
  ['تقرير المسرح.txt', 'تقرير المسرح.txt'],
  ['舞台照明報告.txt', '舞台照明報告.txt'],
  ['📮 émoji 👩🏽‍🎤.txt', '📮 émoji 👩🏽‍🎤.txt'],
  ['a "quoted" \'name\'; x=1.txt', 'a "quoted" \'name\'; x=1.txt'],
  ['100% (=?utf-8?Q?no?=).txt', '100% (=?utf-8?Q?no?=).txt'],
  ['../../etc/passwd.txt', 'passwd.txt'],
  ['C:\\Users\\lea\\devis.txt', 'devis.txt'],
  ['tab\tand\r\nBcc: x@y.example\u0000.txt', 'tabandBcc: x@y.example.txt'],
  ['invoice\u202Etxt.exe', 'invoicetxt.exe'],
  [LONG, `${LONG.slice(0, 251)}.txt`],
];

const Found = z.array(
  z.strictObject({ name: z.string(), old: z.string(), type: z.string(), defects: z.array(z.string()) }),
);

function read(): z.infer<typeof Found> {
  const archive = path.join(program.profile, 'archive');
  const [eml = ''] = readdirSync(archive, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.eml'),
  );
  const script = path.join(import.meta.dirname, 'read-names.py');
  const output = execFileSync('python3', [script, path.join(archive, eml)], { encoding: 'utf8' });
  return Found.parse(JSON.parse(output));
}

it('are shown as they go, and are read as they were meant, by new readers and by old ones', async () => {
  const { page } = program;
  await write(page, { to: ['lea@stagecraft.example'], subject: 'Names', body: 'Hello' });
  const transfer = await page.evaluateHandle(
    (names) => {
      const data = new DataTransfer();
      for (const name of names) data.items.add(new File(['text'], name, { type: 'text/plain' }));
      return data;
    },
    NAMES.map(([dropped]) => dropped),
  );
  for (const kind of ['dragenter', 'dragover', 'drop'])
    await field(page, 'Message').dispatchEvent(kind, { dataTransfer: transfer });
  const items = page.getByRole('list', { name: catalogues.en.compose.attachments }).getByRole('listitem');
  const remove = items.getByRole('button', { name: /^Remove / });
  await expect.poll(() => remove.count()).toBe(NAMES.length);
  const shown = (await items.allInnerTexts()).map((text) => text.split('\n')[0]);
  const goes = NAMES.map(([, name]) => name);
  expect(shown).toEqual(goes);
  await send(page, 'Names');
  const found = read();
  expect(found.map(({ name }) => name)).toEqual(goes);
  expect(found.map(({ old }) => old)).toEqual(goes);
  expect(found.map(({ type, defects }) => [type, ...defects])).toEqual(NAMES.map(() => ['text/plain']));
});
