// The signature in rich text: where it is put and found, what it says as plain text, and that it stays one from one way of writing to the other.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from '#core/message/rich/canonical.ts';
import { keptSignatureOf } from '#core/message/rich/kept-signature.ts';
import { mailOfRich } from '#core/message/rich/mail.ts';
import { richTextOf } from '#core/message/rich/reused.ts';
import { findRichSignature, swapRichSignature, withRichSignature } from '#core/message/rich/signature.ts';
import { richOfSigned, textOfSigned } from '#core/message/rich/signed.ts';
import { textOfRich } from '#core/message/rich/text.ts';
import { parsed, serialized } from '#core/message/rich/tree.ts';
import { NO_SIGNATURE, type Signature, swapSignature, withSignature } from '#core/message/signature.ts';
import { richText } from './rich-text.ts';

const plain = (text: string): Signature => ({ text, html: '' });
const lines = (...all: string[]): string => all.join('\n');

const eva = keptSignatureOf(
  '<p><strong>Eva Meier</strong></p><p><a href="https://velmont.example">Atelier Velmont</a></p>',
);
const work = plain('Eva\n<Stage & light>');
const both = [eva, work] as const;
const quoted = '<p>Lea wrote:</p><blockquote><p>One</p><blockquote><p>Two</p></blockquote></blockquote>';

describe('a rich signature', () => {
  it('has its plain text, and none of the empty lines around it', () => {
    expect(eva.text).toBe('Eva Meier\n\nAtelier Velmont <https://velmont.example>');
    expect(keptSignatureOf(`<p></p><p> <br></p>${eva.html}<p></p>`)).toEqual(eva);
  });

  it('is none where nobody would see anything of it', () => {
    for (const html of ['', '<p></p>', '<p> </p><p><br></p>', '<p><strong> </strong></p>'])
      expect(keptSignatureOf(html)).toEqual(NO_SIGNATURE);
  });

  it('is made of blocks, whatever was written elsewhere', () => {
    expect(
      keptSignatureOf('Eva <b>Meier</b><br>Velmont<div><h3>Light</h3>now</div><div>here</div>').html,
    ).toBe('<p>Eva <b>Meier</b><br>Velmont</p><h3>Light</h3><p>now</p><p>here</p>');
  });
});

describe('a signature in rich text', () => {
  it('is one for readers of plain text too, right below its line', () => {
    expect(textOfRich(withRichSignature('<p>Hello</p>', work))).toBe(
      lines('Hello', '', '-- ', 'Eva', '<Stage & light>'),
    );
    expect(textOfRich(withRichSignature('<p>Hello</p>', eva))).toBe(`Hello\n\n-- \n${eva.text}`);
  });

  it('stands below room to write, and not where there is none', () => {
    const heading = keptSignatureOf('<h3>Eva</h3>');
    expect(withRichSignature('', heading)).toBe('<p></p><p>-- </p><h3>Eva</h3>');
    expect(withRichSignature('', eva)).toBe(`<p></p><p>-- <br>${eva.html.slice(3)}`);
    expect(withRichSignature('<p>Hello</p>', NO_SIGNATURE)).toBe('<p>Hello</p>');
  });

  it.each(both)('is swapped as long as nobody changed it', (mine) => {
    const other = plain('Eva Meier\nVelmont');
    const written = withRichSignature('<p>Hello</p>', mine);
    const swapped = swapRichSignature(written, mine, other);
    expect(swapped).toBe(withRichSignature('<p>Hello</p>', other));
    expect(swapRichSignature(swapped, other, mine)).toBe(written);
    expect(swapRichSignature(written, mine, NO_SIGNATURE)).toBe('<p>Hello</p>');
    expect(swapRichSignature('<p>Hello</p>', NO_SIGNATURE, mine)).toBe(written);
  });

  it.each(both)('is the writer’s own once it was edited or taken away', (mine) => {
    const written = withRichSignature('<p>Hello</p>', mine);
    for (const html of [written.replace('Eva', 'Mine'), '<p>Hello</p>', written.replace('-- ', '--')])
      expect(swapRichSignature(html, mine, plain('Other'))).toBe(html);
  });

  it.each(both)('is swapped where it stands, whatever was written around it', (mine) => {
    const around = (signature: Signature) =>
      `${withRichSignature('<p>Hello</p><ul><li><p>one</p></li></ul>', signature)}<p>P.S. later</p><p></p>`;
    expect(swapRichSignature(around(mine), mine, plain('Other'))).toBe(around(plain('Other')));
  });

  it('is not looked for in a quote, a list or a table', () => {
    const block = withRichSignature('<p>x</p>', eva);
    for (const html of [
      `<blockquote>${block}</blockquote>`,
      `<ul><li>${block}</li></ul>`,
      `<table><tbody><tr><td>${block}</td></tr></tbody></table>`,
    ]) {
      expect(findRichSignature(html, eva)).toBe(null);
      const signed = withRichSignature(html, eva);
      expect(swapRichSignature(signed, eva, work)).toBe(withRichSignature(html, work));
    }
  });

  it('stands above the quotes that end the text, where the identity wants it so', () => {
    expect(withRichSignature(`<p>Hello</p>${quoted}`, eva, 'above')).toBe(
      `${withRichSignature('<p>Hello</p>', eva)}${quoted}`,
    );
    expect(withRichSignature(`${quoted}<p></p>`, eva, 'above')).toBe(
      `<p></p><p>-- <br>${eva.html.slice(3)}${quoted}<p></p>`,
    );
    expect(swapRichSignature(`<p>Hello</p>${quoted}`, NO_SIGNATURE, eva, 'above')).toBe(
      `${withRichSignature('<p>Hello</p>', eva)}${quoted}`,
    );
  });

  it('stands below, where the text ends otherwise', () => {
    for (const html of ['<p>Hello:</p>', `${quoted}<p>My answer</p>`, '<ul><li><p>a</p></li></ul>', ''])
      expect(withRichSignature(html, eva, 'above')).toBe(withRichSignature(html, eva));
  });

  it('leaves every other letter as it was, of any text', () => {
    fc.assert(
      fc.property(richText, richText, fc.constantFrom(...both), (above, below, mine) => {
        const [written, other] = [`${withRichSignature(above, mine)}${below}`, plain('Other')];
        // An empty text gets room to write in.
        fc.pre(above !== '');
        expect(swapRichSignature(written, mine, other)).toBe(`${withRichSignature(above, other)}${below}`);
        expect(swapRichSignature(written, mine, NO_SIGNATURE)).toBe(above + below);
      }),
    );
  });

  it('is found in a time that grows with the text alone', () => {
    const quotes = `<blockquote>${withRichSignature('<p>x</p>', eva)}</blockquote>`.repeat(20_000);
    expect(findRichSignature(quotes, eva)).toBe(null);
    expect(withRichSignature(quotes, eva, 'above').startsWith('<p></p><p>-- <br>')).toBe(true);
  });

  it('comes back from the message that was sent, and is known there', () => {
    const written = withRichSignature('<p>Hello</p>', eva);
    const sent = mailOfRich(
      canonical(parsed(written), () => null),
      'en',
      (src) => src,
    );
    expect(richTextOf(sent).html).toBe(written);
  });

  it('is in the one form that rich text has, of any text', () => {
    fc.assert(
      fc.property(richText, (html) => {
        const kept = keptSignatureOf(serialized(canonical(parsed(html), () => null)));
        expect(serialized(canonical(parsed(kept.html), () => null))).toBe(kept.html);
        expect(keptSignatureOf(kept.html)).toEqual(kept);
        if (kept.text === '') return;
        // One that begins with line ends of its own has them.
        const text = textOfRich(withRichSignature('<p>Hello</p>', kept)).replace(
          /^-- \n(?:[> ]*\n)*/m,
          '-- \n',
        );
        expect(text).toBe(`Hello\n\n-- \n${kept.text}`);
      }),
    );
  });
});

describe('from one way of writing to the other, a signature', () => {
  it.each(both)('is put as the other way has it', (mine) => {
    const [text, html] = [withSignature('Hello', mine.text), withRichSignature('<p>Hello</p>', mine)];
    expect(textOfSigned(html, mine).text).toBe(text);
    expect(richOfSigned(text, mine)).toBe(html);
    const other = plain('Other');
    expect(swapSignature(textOfSigned(html, mine).text, mine.text, other.text)).toBe(
      withSignature('Hello', 'Other'),
    );
    expect(swapRichSignature(richOfSigned(text, mine), mine, other)).toBe(
      withRichSignature('<p>Hello</p>', other),
    );
  });

  it.each(both)('keeps its place between what was written', (mine) => {
    const text = lines('Hello', '', '-- ', mine.text, '', 'On Monday Lea wrote:', '> One');
    const html = `${withRichSignature('<p>Hello</p>', mine)}<p>On Monday Lea wrote:</p><blockquote><p>One</p></blockquote>`;
    expect(richOfSigned(text, mine)).toBe(html);
    expect(textOfSigned(html, mine).text).toBe(
      lines('Hello', '', '-- ', mine.text, '', 'On Monday Lea wrote:', '', '> One'),
    );
  });

  it('is nothing that is lost', () => {
    expect(textOfSigned(withRichSignature('<p>Hello</p>', eva), eva).written).toBe('<p>Hello</p>');
  });

  it('keeps its blanks, and no address in it becomes a link', () => {
    const drawn = plain('  Eva    Meier\neva@velmont.example');
    const html = richOfSigned(withSignature('Hello', drawn.text), drawn);
    expect(html).toBe('<p>Hello</p><p>-- <br>&nbsp; Eva&nbsp;&nbsp;&nbsp; Meier<br>eva@velmont.example</p>');
    expect(textOfSigned(html, drawn).text).toBe(withSignature('Hello', drawn.text));
  });

  it('is text like any other where it is not as it was', () => {
    expect(richOfSigned('Hello\n\n-- \nMine\n', eva)).toBe('<p>Hello</p><p>-- <br>Mine</p>');
    expect(textOfSigned('<p>Hello</p><p>-- </p><p>Mine</p>', eva)).toEqual({
      text: 'Hello\n\n-- \nMine',
      written: '<p>Hello</p><p>-- </p><p>Mine</p>',
    });
  });
});
