/** No line of a header is white space alone (RFC 5322 §3.2.2), and what was typed is read again as it was. */
import { describe, expect, it } from 'vitest';
import { addressList } from '#core/headers/address-list.ts';
import { fieldsNamed, parseHeader } from '#core/headers/parse.ts';
import { decoded, unfolded } from '#core/headers/unfold.ts';
import type { DraftContent } from '#core/message/draft.ts';
import { messageOptions } from '#core/message/message-options.ts';
import { USUAL_SENDING } from '#core/message/sending.ts';
import { headBytes } from '#electron/outbox/making/build-message.ts';
import { content, identity, mailbox } from '../../core/message/drafts.ts';

async function headOf(draft: DraftContent) {
  const made = { messageId: '<1@example.org>', date: new Date(0) };
  const bytes = await headBytes(messageOptions(draft, identity(), made), []);
  const [head = ''] = new TextDecoder().decode(bytes).split('\r\n\r\n');
  expect(head.split('\r\n').filter((line) => line.trim() === '')).toEqual([]);
  const header = parseHeader(bytes);
  return (name: string, read = decoded) => fieldsNamed(header, name).map((field) => read(bytes, field))[0];
}

const withField = (name: string, value: string): DraftContent =>
  content({ sending: { ...USUAL_SENDING, headers: [{ name, value }] } });

describe.each([60, 75, 76, 77, 160, 400])('%i blanks in a row', (count) => {
  const typed = `Quarter${' '.repeat(count)}figures`;

  it('stay in a subject', async () => {
    expect((await headOf(content({ subject: typed })))('Subject')).toBe(typed);
  });

  it('stay in a field of the message’s own', async () => {
    expect((await headOf(withField('X-Title', typed)))('X-Title')).toBe(typed);
  });

  it('mean one in a name', async () => {
    const field = await headOf(content({ to: [mailbox('bob@example.net', typed)] }));
    expect(addressList(field('To', unfolded) ?? '')).toEqual([
      { name: 'Quarter figures', address: 'bob@example.net', group: null },
    ]);
  });

  it('mean one between addresses and between tokens', async () => {
    const addresses = await headOf(withField('Errors-To', `a@b.example,${' '.repeat(count)}c@d.example`));
    expect(addressList(addresses('Errors-To') ?? '').map(({ address }) => address)).toEqual([
      'a@b.example',
      'c@d.example',
    ]);
    const tokens = await headOf(withField('Supersedes', `<1@b.example>${' '.repeat(count)}<2@b.example>`));
    expect(tokens('Supersedes')?.split(/ +/)).toEqual(['<1@b.example>', '<2@b.example>']);
  });
});

it.each([65, 66, 67, 75, 200])(
  'blanks at the end of a subject of %i characters make no line',
  async (count) => {
    const typed = `${'x'.repeat(count)} `;
    expect((await headOf(content({ subject: typed })))('Subject')?.trim()).toBe(typed.trim());
  },
);

it('a comma at the end of keywords makes no line', async () => {
  const typed = `${'x'.repeat(64)},`;
  expect((await headOf(withField('Keywords', typed)))('Keywords')).toBe(typed);
});
