/** Where the messages of an mbox file stand. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  beginsAsMbox,
  ENTRY_TAIL,
  fromLine,
  isQuotedFrom,
  MboxScanner,
  messageOfEntry,
} from '#core/headers/mbox.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const FROM = 'From camille@example.org Mon Nov 23 09:15:28 2026';

function entries(text: string, piece = text.length): number[] {
  const all = bytes(text);
  const scanner = new MboxScanner();
  const found: number[] = [];
  for (let at = 0; at < all.length; at += Math.max(1, piece))
    scanner.scan(all.subarray(at, at + Math.max(1, piece)), (start) => found.push(start));
  scanner.finish((start) => found.push(start));
  return found;
}

/** The text of each message. */
function messages(text: string): string[] {
  const all = bytes(text);
  const starts = entries(text);
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? all.length;
    const range = messageOfEntry(
      { start, end },
      all.subarray(start, start + 300),
      all.subarray(Math.max(start, end - ENTRY_TAIL), end),
    );
    return new TextDecoder().decode(all.subarray(range.start, range.end));
  });
}

describe('an mbox file', () => {
  const two = `${FROM}\nSubject: one\n\nHello\n\n${FROM}\nSubject: two\n\nBye\n`;

  it('has an entry at each From_ line behind an empty line', () => {
    expect(entries(two)).toEqual([0, two.lastIndexOf(FROM)]);
  });

  it('gives each message without its From_ line and without the empty line behind it', () => {
    expect(messages(two)).toEqual(['Subject: one\n\nHello\n', 'Subject: two\n\nBye\n']);
  });

  it('keeps the bytes of a message whose lines end in CRLF', () => {
    const crlf = two.replaceAll('\n', '\r\n');
    expect(messages(crlf)).toEqual(['Subject: one\r\n\r\nHello\r\n', 'Subject: two\r\n\r\nBye\r\n']);
  });

  it('keeps an empty line that is the message’s own', () => {
    expect(messages(`${FROM}\nSubject: one\n\n\n${FROM}\nSubject: two\n\n\n`)).toEqual([
      'Subject: one\n\n',
      'Subject: two\n\n',
    ]);
  });

  it.each(['From time to time, we write.', '>From camille Mon Nov 23 09:15:28 2026', 'from me'])(
    'takes a line like “%s” for the body’s',
    (line) => {
      expect(entries(`${FROM}\nSubject: one\n\n\n${line}\n`)).toEqual([0]);
    },
  );

  it('takes a From_ line within a paragraph for the body’s', () => {
    expect(entries(`${FROM}\nSubject: one\n\nHello\n${FROM}\n`)).toEqual([0]);
  });

  it('finds the same entries however the file is cut', () => {
    const many = Array.from(
      { length: 6 },
      (_, at) => `${FROM}\nSubject: ${at}\n\n${'x'.repeat(at * 97)}\n`,
    ).join('\n');
    const whole = entries(many);
    expect(whole).toHaveLength(6);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 700 }), (piece) => {
        expect(entries(many, piece)).toEqual(whole);
      }),
    );
  });

  it('is told by its first line', () => {
    expect(beginsAsMbox(bytes(two))).toBe(true);
    expect(beginsAsMbox(bytes('Subject: one\n\n'))).toBe(false);
    expect(beginsAsMbox(bytes('From time to time\n'))).toBe(false);
  });
});

describe('a From_ line', () => {
  const read = (line: string) => fromLine(bytes(line), 0);

  it.each([
    [FROM, 'camille@example.org', '2026-11-23T09:15:28.000Z'],
    ['From - Mon Nov 23 09:15:28 2026', '-', '2026-11-23T09:15:28.000Z'],
    ['From MAILER-DAEMON Tue Nov  3 09:15 2026', 'MAILER-DAEMON', '2026-11-03T09:15:00.000Z'],
    ['From a@b.example Mon Nov 23 09:15:28 2026 +0100', 'a@b.example', '2026-11-23T08:15:28.000Z'],
    ['From a@b.example Mon Nov 23 09:15:28 +0100 2026', 'a@b.example', '2026-11-23T08:15:28.000Z'],
  ])('“%s” tells sender and time', (line, sender, at) => {
    const told = read(line);
    expect(told?.sender).toBe(sender);
    expect(told?.at === null || told === null ? null : new Date(told.at).toISOString()).toBe(at);
  });

  it('that is quoted is known by its angle brackets', () => {
    expect(isQuotedFrom(bytes('>From here'))).toBe(true);
    expect(isQuotedFrom(bytes('>>From here'))).toBe(true);
    expect(isQuotedFrom(bytes('> From here'))).toBe(false);
    expect(isQuotedFrom(bytes('From here'))).toBe(false);
  });
});
