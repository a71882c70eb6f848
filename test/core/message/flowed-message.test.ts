/** A letter with long lines as it goes out: what its header says, and that a reader of format=flowed gets back what was typed. */
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { USUAL_SENDING } from '#core/message/sending.ts';
import { estimateSize } from '#core/message/size.ts';
import { built } from './built.ts';
import { content, identity } from './drafts.ts';

const long = 'The quick brown fox jumps over the lazy dog, and then it does so once more, for there is room.';
// Long quoted lines are in flowed.test.ts: this reader does not know them.
const body = `${long}\n> quoted\n\n indented, and From here\nFrom there\n\n-- \nLéa`;

const typeOf = (bytes: Buffer): string =>
  /^Content-Type: .*(?:\r\n[ \t].*)*/m.exec(bytes.toString('latin1'))?.[0].replace(/\r\n\s+/g, ' ') ?? '';

describe('a letter with long lines', () => {
  it('says format=flowed and stays readable in every line', async () => {
    const bytes = await built(content({ body: long }), identity());
    expect(typeOf(bytes)).toBe('Content-Type: text/plain; charset=utf-8; format=flowed');
    const lines = bytes.toString('latin1').split('\r\n');
    expect(lines).toContain('The quick brown fox jumps over the lazy dog, and then it does so once ');
    expect(bytes.toString('latin1')).toContain('Content-Transfer-Encoding: 7bit');
  });

  it.each([
    ['', body],
    [' in French', body.replace('quick', 'rusé').replace('lazy', 'fainéant')],
    [' in Japanese', `${body}\n${'日本語 '.repeat(60)}`],
  ])('is read as it was written%s', async (_, text) => {
    const { text: read } = await PostalMime.parse(await built(content({ body: text }), identity()));
    const typed = text.replace(/ +$/gm, '').replace(/^--$/m, '-- ');
    // This reader leaves the stuffing of §4.4 where it is.
    const unstuffed = read
      ?.replaceAll('\r\n', '\n')
      .replace(/^ (?= |From )/gm, '')
      .trimEnd();
    expect(unstuffed).toBe(typed);
  });

  it('goes as it was typed if it is to', async () => {
    const sending = { ...USUAL_SENDING, longLines: true };
    const bytes = await built(content({ body: long, sending }), identity());
    expect(typeOf(bytes)).toBe('Content-Type: text/plain; charset=utf-8');
    expect((await PostalMime.parse(bytes)).text?.trimEnd()).toBe(long);
  });

  it('goes as it was typed if no line is long', async () => {
    const bytes = await built(content({ body: 'Short.\n > and odd' }), identity());
    expect(typeOf(bytes)).toBe('Content-Type: text/plain; charset=utf-8');
  });

  it('is estimated within two in a hundred', async () => {
    const draft = content({ body: body.repeat(40) });
    const { length } = await built(draft, identity());
    expect(Math.abs(estimateSize(draft, identity(), []) / length - 1)).toBeLessThan(0.02);
  });
});
