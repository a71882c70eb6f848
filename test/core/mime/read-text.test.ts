// Octets as the text that a mail program shows, and what was guessed.
import { describe, expect, it } from 'vitest';
import { readText } from '#core/mime/read-text.ts';

const octets = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf8 = (text: string) => new TextEncoder().encode(text);

describe('the text of a part', () => {
  it('is read in the charset that the part tells', () => {
    expect(readText(octets('caf\xe9'), 'ISO-8859-1', false)).toEqual({ text: 'café', guessed: null });
  });

  it('is read as HTML says of itself, where the part tells nothing', () => {
    const html = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">\xcf';
    expect(readText(octets(html), null, true)).toMatchObject({ guessed: 'windows-1251' });
    expect(readText(octets(html), null, true).text).toContain('П');
  });

  it('does not believe HTML that says UTF-16 in ASCII', () => {
    expect(readText(utf8('<meta charset=utf-16>é'), null, true)).toMatchObject({ guessed: 'utf-8' });
  });

  it.each([
    [utf8('naïve'), 'utf-8'],
    [octets('na\xefve'), 'windows-1252'],
  ])('is guessed, and said to be, where nobody tells it', (bytes, guessed) => {
    expect(readText(bytes, null, false)).toEqual({ text: 'naïve', guessed });
    expect(readText(bytes, 'x-nobody', false)).toEqual({ text: 'naïve', guessed });
  });

  it('needs no guess for ASCII', () => {
    expect(readText(utf8('plain'), null, false)).toEqual({ text: 'plain', guessed: null });
  });
});
