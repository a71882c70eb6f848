// Plain text as its reader is meant to see it (RFC 3676).
import { describe, expect, it } from 'vitest';
import { textBlocks } from '#core/mime/flowed.ts';

describe('flowed text', () => {
  it('has its paragraphs in one piece again', () => {
    expect(textBlocks('One long \r\nparagraph.\r\nAnother.', 'flowed')).toEqual([
      { depth: 0, text: 'One long paragraph.\nAnother.' },
    ]);
  });

  it('loses the space of a soft break where DelSp says so', () => {
    expect(textBlocks('日本 \r\n語', 'delsp')).toEqual([{ depth: 0, text: '日本語' }]);
  });

  it('is not flowed into another depth of quotes', () => {
    expect(textBlocks('> he said \r\n>> she said \r\nI say', 'flowed')).toEqual([
      { depth: 1, text: 'he said ' },
      { depth: 2, text: 'she said ' },
      { depth: 0, text: 'I say' },
    ]);
  });

  it('loses the space that keeps a line from being taken for a quote', () => {
    expect(textBlocks(' > no quote\r\n From here', 'flowed')).toEqual([
      { depth: 0, text: '> no quote\nFrom here' },
    ]);
  });

  it('keeps the line of a signature to itself', () => {
    expect(textBlocks('Bye \r\n-- \r\nCamille', 'flowed')).toEqual([
      { depth: 0, text: 'Bye \n-- \nCamille' },
    ]);
  });
});

describe('text of fixed lines', () => {
  it('keeps them, spaces and all', () => {
    expect(textBlocks('One \nTwo  x', 'fixed')).toEqual([{ depth: 0, text: 'One \nTwo  x' }]);
  });

  it('has quotes with spaces between their marks', () => {
    expect(textBlocks('> > deep\n> shallow', 'fixed')).toEqual([
      { depth: 2, text: 'deep' },
      { depth: 1, text: 'shallow' },
    ]);
  });
});
