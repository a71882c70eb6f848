// What is being written survives: saved while one types, still there after `kill -9`, files and all, and back by Undo when deleted.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attached, button, drop, field, heading, ready, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';

const subject = 'Notizen für später – étage 3';
const body = 'The second line of this was typed\njust before the power went.';

let program: Launched;

beforeAll(async () => {
  program = await launch();
  await ready(program.page);
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
});

const row = (name: string) => program.page.getByRole('listitem').filter({ hasText: name });
const openDrafts = async () => {
  await program.page.keyboard.press('Control+1');
  await heading(program.page, 'Drafts').waitFor();
};

describe('a draft', () => {
  it('is on disk within two seconds of the last key', async () => {
    const { page } = program;
    await write(page, { to: ['Mira <mira@example.org>'], bcc: ['b@example.org'], subject });
    await page.keyboard.type(body, { delay: 5 });
    const typed = Date.now();
    await page.getByText(/Draft saved \d/).waitFor({ timeout: 4_000 });
    // 2 s by design, and as much as a busy machine may take to write.
    expect(Date.now() - typed).toBeLessThan(3_500);
  });

  it('is there with all its fields and files after the program was killed', async () => {
    await drop(program.page, 'sketch.bin', 300_000);
    await program.kill();
    program = await launch({ profile: program.profile });
    const { page } = program;
    await ready(page);
    await openDrafts();
    expect(await row(subject).innerText()).toContain('1 file');
    await row(subject).getByRole('button').first().click();
    await field(page, 'Subject').waitFor();
    expect(await field(page, 'Subject').inputValue()).toBe(subject);
    expect(await field(page, 'Message').inputValue()).toBe(body);
    const chips = (name: string) =>
      page
        .getByRole('list', { name: `Recipients in ${name}` })
        .getByRole('listitem')
        .allInnerTexts();
    expect([await chips('To'), await chips('Bcc')]).toEqual([['Mira'], ['b@example.org']]);
    await attached(page, 'sketch.bin');
  });

  it('comes back by Undo when it was deleted, with its file', async () => {
    const { page } = program;
    await openDrafts();
    await row(subject).getByRole('button').first().focus();
    await page.keyboard.press('Delete');
    await page.getByText('No drafts').waitFor();
    await page.keyboard.press('Control+z');
    await row(subject).waitFor();
    expect(await row(subject).innerText()).toContain('1 file');
  });

  it('keeps its file when the file was removed and taken back', async () => {
    const { page } = program;
    await openDrafts();
    await row(subject).getByRole('button').first().click();
    await button(page, 'Remove sketch.bin').click();
    await button(page, 'Undo').last().click();
    await attached(page, 'sketch.bin');
  });

  it('says why an address cannot be sent to, and mends it at a word', async () => {
    const { page } = program;
    await write(page, { subject: 'To a group' });
    await field(page, 'To').fill('team: ana@example.org, ben@example.org');
    await page.keyboard.type(';');
    await page.keyboard.press('Control+Enter');
    await page.getByText('1 address to fix').waitFor();
    await page.getByText(/This is a group, and an envelope names mailboxes only/).waitFor();
    await button(page, 'Add its 2 members').click();
    const chips = page.getByRole('list', { name: 'Recipients in To' }).getByRole('listitem');
    await expect.poll(() => chips.allInnerTexts()).toEqual(['ana@example.org', 'ben@example.org']);
    expect(await page.getByText(/address to fix/).count()).toBe(0);
  });
});
