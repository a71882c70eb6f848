// Templates, through the real worker on a real profile.
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { MOST_TEMPLATES, type TemplateContent } from '#core/templates/template.ts';
import { openDrafts } from '#electron/drafts/open.ts';
import { temporaryFolder } from '../database/folder.ts';

const entry = new URL('../../../electron/drafts/drafts-worker.ts', import.meta.url);

async function open(folder = temporaryFolder()) {
  let now = Date.UTC(2026, 10, 23);
  const { drafts } = await openDrafts({
    path: path.join(folder, 'facteur.db'),
    attachments: path.join(folder, 'attachments'),
    entry,
    clock: { now: () => ++now },
  });
  onTestFinished(() => drafts.close());
  return { drafts, templates: drafts.templates, folder };
}

const content = (name: string): TemplateContent => ({
  name,
  to: [{ name: 'Zoë', address: 'zoe@example.test' }],
  cc: [],
  bcc: [],
  subject: 'Visit of {{name}}',
  body: 'Dear {{name|friend}}\n',
});

it('are listed by name, after a restart too', async () => {
  const first = await open();
  const b = await first.templates.save(null, content('b'));
  const a = await first.templates.save(null, content('a'));
  await first.drafts.close();
  expect(await (await open(first.folder)).templates.list()).toEqual([a, b]);
});

it('are changed under their id, and come back with it once removed', async () => {
  const { templates } = await open();
  const { id } = await templates.save(null, content('a'));
  await templates.save(id, content('renamed'));
  expect((await templates.list()).map(({ name }) => name)).toEqual(['renamed']);
  await templates.remove(id);
  expect(await templates.list()).toEqual([]);
  await templates.save(id, content('back'));
  expect((await templates.list()).map((one) => [one.id, one.name])).toEqual([[id, 'back']]);
});

it('end somewhere, and what is there can still be changed then', async () => {
  const { templates } = await open();
  const { id } = await templates.save(null, content('first'));
  for (let at = 1; at < MOST_TEMPLATES; at += 1) await templates.save(null, content(String(at)));
  await expect(templates.save(null, content('one more'))).rejects.toMatchObject({
    error: { code: 'not-now' },
  });
  expect((await templates.save(id, content('changed'))).name).toBe('changed');
});
