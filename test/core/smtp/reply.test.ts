import { describe, expect, it } from 'vitest';
import { enhancedStatusOf, parseReplyLines, replyClass, replyText } from '#core/smtp/reply.ts';

describe('lines of a server', () => {
  it.each([
    [['250 2.0.0 OK'], { code: 250, enhanced: '2.0.0', lines: ['2.0.0 OK'] }],
    [['354'], { code: 354, enhanced: null, lines: [''] }],
    [
      ['250-mx.example', '250-SIZE 100', '250 HELP'],
      { code: 250, enhanced: null, lines: ['mx.example', 'SIZE 100', 'HELP'] },
    ],
    [
      ['550-5.1.1 no such', '550 5.1.1 user'],
      { code: 550, enhanced: '5.1.1', lines: ['5.1.1 no such', '5.1.1 user'] },
    ],
  ])('%j are one reply', (lines, reply) => {
    expect(parseReplyLines(lines)).toEqual(reply);
  });

  it.each([
    [[]],
    [['250-half']],
    [['250-a', '251 b']],
    [['250 a', '250 b']],
    [['25 a']],
    [['2500 a']],
    [['650 a']],
    [['150 a']],
    [['250_a']],
    [['hello']],
    [['250\u00A0a']],
  ])('%j are no reply', (lines) => {
    expect(parseReplyLines(lines)).toBe(null);
  });
});

describe('a reply', () => {
  it.each([
    [250, '2.1.5 fine', '2.1.5'],
    [250, '5.1.1 class of another', null],
    [550, '5.7.1', '5.7.1'],
    [550, '5.7.1x', null],
    [550, '5.7', null],
    [354, '3.0.0 none of this class', null],
    [550, 'see 5.7.1', null],
  ])('%i %s has the enhanced code %s', (code, line, enhanced) => {
    expect(enhancedStatusOf(code, [line])).toBe(enhanced);
  });

  it('is read by its first digit', () => {
    expect([250, 354, 451, 599].map((code) => replyClass({ code }))).toEqual([
      'accepted',
      'go-on',
      'refused-for-now',
      'refused',
    ]);
  });

  it('is shown as it stood on the wire', () => {
    const lines = ['250-mx.example', '250-SIZE 100', '250'];
    const reply = parseReplyLines(lines);
    expect(reply && replyText(reply)).toEqual(lines);
  });
});
