// Writing in the real window: chips by the keyboard, wrong addresses and their repair, files, drafts that survive, a message that is stopped.
import net from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { begin, addAccount, attached, button, drop, field, heading, ready } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';

let program: Launched;
let page: Page;

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
});

const chips = (name: string): Promise<string[]> =>
  page
    .getByRole('list', { name: `Recipients in ${name}` })
    .getByRole('listitem')
    .allInnerTexts();

async function paste(text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, text);
}

/** Of several toasts, the one that says this. */
const undo = (news: string): Promise<void> =>
  page.getByRole('status').filter({ hasText: news }).getByRole('button', { name: 'Undo' }).click();

describe('recipients', () => {
  afterEach(async () => {
    await button(page, 'Delete this draft').click();
  });

  it('become chips by comma, semicolon, Enter and Tab', async () => {
    await begin(page);
    await page.keyboard.type('a@b.example,c@d.example;"Doe, John" <j@d.example>');
    await page.keyboard.press('Enter');
    await page.keyboard.type('e@f.example');
    await page.keyboard.press('Tab');
    await page.keyboard.type('g@h.example');
    await page.keyboard.press('Tab');
    expect(await chips('To')).toEqual(['a@b.example', 'c@d.example', 'Doe, John', 'e@f.example']);
    expect(await chips('Cc')).toEqual(['g@h.example']);
    expect(await field(page, 'Bcc').evaluate((input) => input === document.activeElement)).toBe(true);
  });

  it('are read from a pasted list', async () => {
    await begin(page);
    await paste('To: Zoë <zoe@b.example>,\r\n c@d.example; e@f.example\n');
    expect(await chips('To')).toEqual(['Zoë', 'c@d.example', 'e@f.example']);
  });

  it('are edited and removed by the keyboard alone', async () => {
    await begin(page);
    await page.keyboard.type('a@b.example,c@d.example,e@f.example,');
    await page.keyboard.press('Backspace');
    expect(await field(page, 'To').inputValue()).toBe('e@f.example');
    await page.keyboard.type('.org');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Delete');
    expect(await chips('To')).toEqual(['a@b.example', 'e@f.example.org']);
  });

  it('that are wrong say why, with the section, and are mended by one click', async () => {
    await begin(page);
    await page.keyboard.type('a@mairie-velmont.example,b@mairie-velmont,');
    await page.getByText('The domain is not fully qualified').waitFor();
    await page.getByRole('link', { name: /RFC.5321.§2\.3\.5/ }).waitFor();
    await button(page, 'Use mairie-velmont.example').click();
    expect(await chips('To')).toEqual(['a@mairie-velmont.example', 'b@mairie-velmont.example']);
  });

  it('in a group are refused as a group, and added one by one by one click', async () => {
    await begin(page);
    await page.keyboard.type('Friends: a@b.example, c@d.example;');
    await page.getByText('This is a group').waitFor();
    await page.keyboard.press('Control+Enter');
    expect(await chips('To')).toEqual(['Friends: a@b.example, c@d.example;']);
    await button(page, 'Add its 2 members').click();
    expect(await chips('To')).toEqual(['a@b.example', 'c@d.example']);
  });

  it('stand in the slip with their fields, a hidden one too', async () => {
    await begin(page);
    await page.keyboard.type('zoe@müller.example,');
    await field(page, 'Bcc').fill('hidden@d.example, zoe@müller.example,');
    const slip = page.getByRole('complementary', { name: 'What will go out' });
    await slip.getByText('The Bcc is in no header field.').waitFor();
    const lines = await slip.getByRole('listitem').allInnerTexts();
    expect(lines.map((line) => line.split(/\s+/))).toEqual([
      ['zoe@xn--mller-kva.example', 'To'],
      ['hidden@d.example', 'Bcc'],
    ]);
  });
});

describe('a draft', () => {
  it('asks for a recipient before it goes', async () => {
    await begin(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText('There is no recipient yet').waitFor();
    await button(page, 'Delete this draft').click();
  });

  it('loses a file and gets it back by Undo', async () => {
    await begin(page);
    await drop(page, 'plan.bin', 3_000_000);
    await button(page, 'Remove plan.bin').click();
    await button(page, 'Remove plan.bin').waitFor({ state: 'detached' });
    await undo('plan.bin removed');
    await attached(page, 'plan.bin');
    await button(page, 'Delete this draft').click();
  });

  it('comes back by Undo when it was deleted', async () => {
    await begin(page);
    await field(page, 'Subject').fill('To be kept');
    await button(page, 'Delete this draft').click();
    await undo('“To be kept” deleted');
    await page.keyboard.press('Control+1');
    await heading(page, 'Drafts').waitFor();
    await button(page, 'Delete “To be kept”').waitFor();
    await button(page, 'Delete “To be kept”').click();
  });
});

it('stops before the final dot, and is a draft again with all that was in it', async () => {
  const server = await swallower();
  try {
    const { port } = server;
    await addAccount(page, {
      name: 'Slow',
      host: '127.0.0.1',
      port,
      security: 'none',
      address: 'eva@example.org',
    });
    await begin(page);
    await page.keyboard.type('a@b.example,');
    await field(page, 'Subject').fill('Stopped on its way');
    await drop(page, 'large.bin', 20_000_000);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('progressbar', { name: 'Sending' }).waitFor();
    await button(page, 'Stop before the final dot').click();
    await page.getByText('You stopped it before the final dot.').waitFor();
    await button(page, 'Back to the draft').click();
    await page.getByText(/Draft saved/).waitFor();
    expect(await field(page, 'Subject').inputValue()).toBe('Stopped on its way');
    expect(await chips('To')).toEqual(['a@b.example']);
    await attached(page, 'large.bin');
    await button(page, 'Delete this draft').click();
  } finally {
    await server.close();
  }
});

it('keeps what was written when the program is killed', async () => {
  const profile = await killedWithDraft();
  const again = await launch({ profile });
  try {
    await ready(again.page);
    await again.page.keyboard.press('Control+1');
    await again.page.getByText('Written and not sent').click();
    await field(again.page, 'Message').waitFor();
    expect(await field(again.page, 'Message').inputValue()).toBe('Every word of it.');
  } finally {
    await again.close();
    removeProfile(profile);
  }
});

async function killedWithDraft(): Promise<string> {
  const first = await launch();
  await ready(first.page);
  await first.page.keyboard.press('Control+n');
  await field(first.page, 'Subject').fill('Written and not sent');
  await field(first.page, 'Message').fill('Every word of it.');
  await first.page.getByText('Not saved yet').waitFor();
  await first.page.getByText(/Draft saved/).waitFor();
  await first.kill();
  return first.profile;
}

/** A server that takes the envelope and then reads nothing more, so that the body stays on its way. */
async function swallower(): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.write('220 slow.example ESMTP\r\n');
    socket.on('data', (bytes) => {
      for (const line of bytes.toString('latin1').split('\r\n')) {
        if (/^(?:EHLO|MAIL|RCPT)/.test(line)) socket.write('250 slow.example\r\n');
        if (line === 'DATA') {
          socket.write('354 go on\r\n');
          socket.pause();
          return;
        }
      }
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}
