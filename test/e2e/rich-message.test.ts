// Rich text through the whole program, without an editor: its pictures in the page's window and nowhere else, the message that is sent, how
// the mail view shows it, and the draft that it becomes again.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { draftPictureAddress } from '#core/contract/draft-picture.ts';
import type { AttachmentView, Draft, DraftContent } from '#core/message/draft.ts';
import { outline, structureOf } from '../core/mime/reading.ts';
import { png } from '../electron/compose/letters.ts';
import { archivedMessages } from './archive-message.ts';
import { done } from './calls.ts';
import { ready } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { settled } from './look.ts';
import { mailDocument, windowPicture } from './mail-view.ts';

const subject = 'Étage 3, rich';
let program: Launched;
let page: Page;
let draft: Draft;
let picture: AttachmentView;
let file: AttachmentView;

/** Bytes do not get to the page but as numbers. */
async function handIn(
  draftId: string,
  name: string,
  bytes: Uint8Array,
  inline: boolean,
): Promise<AttachmentView> {
  return page.evaluate<AttachmentView>(`(async () => {
    const call = async (channel, request) => (await window.facteur.call(channel, request)).value;
    const begin = ${JSON.stringify({ draftId, name, mediaType: 'image/png', ...(inline ? { inline } : {}) })};
    const { id } = await call('attachments.begin', begin);
    await call('attachments.chunk', { id, bytes: new Uint8Array(${JSON.stringify([...bytes])}) });
    return call('attachments.finish', { id });
  })()`);
}

/** Width of a picture that the page shows; 0: it is not shown. */
const shownWidth = (address: string): Promise<number> =>
  page.evaluate(
    (src) =>
      new Promise<number>((resolve) => {
        const image = new Image();
        image.addEventListener('load', () => resolve(image.naturalWidth));
        image.addEventListener('error', () => resolve(0));
        image.src = src;
      }),
    address,
  );

const contentOf = (html: string): DraftContent => ({
  ...draft.content,
  to: [{ name: 'Mira', address: 'mira@example.org' }],
  subject,
  html,
  body: 'not what goes',
  language: 'fr',
});

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  draft = await done(page, 'drafts.create', { accountId: null });
  picture = await handIn(draft.id, 'plan.png', png(40, 30), true);
  file = await handIn(draft.id, 'photo.png', png(50, 30), false);
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
});

it('shows a picture of the draft in an image, and no other file under its scheme', async () => {
  expect(await shownWidth(draftPictureAddress(draft.id, picture.id))).toBe(40);
  const other = await done(page, 'drafts.create', { accountId: null });
  for (const address of [
    draftPictureAddress(draft.id, file.id),
    draftPictureAddress(other.id, picture.id),
    `${draftPictureAddress(draft.id, picture.id)}/../${file.id}`,
    `${draftPictureAddress(draft.id, picture.id)}?x`,
    'facteur-draft://picture/../../facteur.db',
    'facteur-draft://picture/%2e%2e/%2e%2e/facteur.db',
  ])
    expect([address, await shownWidth(address)]).toEqual([address, 0]);
});

it('gives it to nothing but an image', async () => {
  const address = draftPictureAddress(draft.id, picture.id);
  const got = await page.evaluate(async (src) => {
    const fetched = await fetch(src).then(
      () => 'fetched',
      () => 'failed',
    );
    const framed = await new Promise<string>((resolve) => {
      const frame = document.createElement('iframe');
      document.addEventListener('securitypolicyviolation', () => resolve('refused'), { once: true });
      frame.src = src;
      document.body.append(frame);
    });
    return [fetched, framed];
  }, address);
  expect(got).toEqual(['failed', 'refused']);
});

it('is sent as HTML beside its text, whatever stood in the draft', async () => {
  const html = [
    '<h1>Étage 3</h1><p onclick="alert(1)">Voici <strong>le plan</strong> :</p>',
    `<p><img src="cid:${picture.id}" alt="le plan" width="40"><img src="https://evil.example/x.png"></p>`,
    '<table><tbody><tr><th><p>Lieu</p></th><th><p>Prix</p></th></tr><tr><td><p>Scène</p></td><td><p>3 €</p></td></tr></tbody></table>',
    '<blockquote><p>dit</p></blockquote><script>alert(1)</script>',
  ].join('');
  const saved = await done(page, 'drafts.save', { id: draft.id, revision: 0, content: contentOf(html) });
  await done(page, 'outbox.send', { draftId: draft.id, revision: saved.revision, schedule: null });
  await expect.poll(() => archivedMessages(program.profile).length).toBe(1);
  const [message] = archivedMessages(program.profile);
  const structure = structureOf(message?.bytes ?? '');
  expect(outline(structure)).toEqual([
    '· multipart/mixed',
    '1 multipart/alternative',
    '1.1 text/plain',
    '1.2 multipart/related',
    '1.2.1 text/html',
    '1.2.2 image/png',
    '2 image/png',
  ]);
  expect(message?.bytes.toString('latin1')).not.toMatch(/alert|evil|not what goes/);
});

it('is rendered by the mail view, with its picture', async () => {
  await page.getByRole('navigation').getByRole('button', { name: 'Practice' }).first().click();
  await page.getByRole('option').filter({ hasText: subject }).first().click();
  await page.getByRole('heading', { name: subject }).waitFor();
  await page.keyboard.press('Alt+0');
  await expect.poll(() => mailDocument(program.app)).toContain('le plan');
  const shown = await mailDocument(program.app);
  expect(shown).toMatch(/<img [^>]*src="picture\/0"/);
  expect(shown).toContain('border-collapse');
  await settled(page);
  await windowPicture(program.app, 'rendered.png');
});

it('becomes the same draft again, with a picture of its own', async () => {
  await page.keyboard.press('Control+e');
  await page.getByRole('tab', { name: subject, selected: true }).waitFor();
  const list = await done(page, 'drafts.list', null);
  const again = await done(page, 'drafts.open', {
    id: list.find((one) => one.subject === subject)?.id ?? draft.id,
  });
  const own = again.attachments.find(({ inline }) => inline === true);
  expect(own?.id).not.toBe(picture.id);
  expect(own?.name).toBe('plan.png');
  expect(again.content.html).toBe(
    [
      '<h1>Étage 3</h1><p>Voici <strong>le plan</strong> :</p>',
      `<p><img src="cid:${own?.id ?? '?'}" alt="le plan" width="40"></p>`,
      '<table><tbody><tr><th><p>Lieu</p></th><th><p>Prix</p></th></tr><tr><td><p>Scène</p></td><td><p>3 €</p></td></tr></tbody></table>',
      '<blockquote><p>dit</p></blockquote>',
    ].join(''),
  );
  expect(again.content.body).toBe(
    'Étage 3\n=======\n\nVoici le plan :\n\n[le plan]\n\nLieu   Prix\n-----  ----\nScène  3 €\n\n> dit',
  );
  expect(own === undefined ? 0 : await shownWidth(draftPictureAddress(again.id, own.id))).toBe(40);
});
