/** What is pasted into the name of a header field: a header, or text. */
import { describe, expect, it } from 'vitest';
import { pastedFields } from '#renderer/features/compose/options/own/pasted.ts';

describe('what is pasted', () => {
  it('becomes fields, line by line, folded lines joined', () => {
    expect(pastedFields('X-A: one\r\n\ttwo\r\nX-B:three\n\n')).toEqual([
      { name: 'X-A', value: 'one two' },
      { name: 'X-B', value: 'three' },
    ]);
  });

  it.each(['X-Campaign', 'Dear: all\nhow are you', 'X A: b', '', '\n'])('%j is text', (text) => {
    expect(pastedFields(text)).toBeNull();
  });
});
