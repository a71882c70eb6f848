// Mutated messages through everything that reads a header: seconds here, as long as one likes by `npm run fuzz`.
import { describe, expect, it } from 'vitest';
import { stepsOf } from './steps.ts';
import { mutated, seeds } from './mutations.ts';
import { readAll } from './reader.ts';

const all = seeds();
const octets = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('reading a header', () => {
  it('ends for every message of the corpora, and keeps all its bytes', () => {
    expect(all.length).toBeGreaterThan(200);
    for (const bytes of all) readAll(bytes);
  });

  it('ends for a thousand mutated ones', { timeout: 60_000 }, () => {
    for (let seed = 0; seed < 1000; seed += 1) {
      try {
        readAll(mutated(all, seed));
      } catch (error) {
        throw new Error(`seed ${String(seed)}`, { cause: error });
      }
    }
  });

  it.each([
    ['fields', 'a: b\r\n', 2000],
    [
      'Received fields',
      'Received: from a (b [192.0.2.1]) by c with SMTP id d; Mon, 23 Nov 2026 09:15:18 +0100\r\n',
      300,
    ],
    ['folds', ' x\r\n', 2000, 'Subject: y\r\n'],
    ['encoded words', '=?utf-8?Q?=C3=A9?= ', 500, 'Subject: '],
    ['half words', '=?utf-8?Q?', 900, 'Subject: '],
    ['addresses', '"A, (B" (c(d)) <e@f.example>, ', 300, 'To: '],
    ['open comments', '(', 9000, 'To: '],
    ['open quotes', '"\\', 4500, 'Content-Type: a/b; c='],
    ['parameters', ' n*1*=%C3%A9;', 700, "Content-Type: a/b; n*0*=utf-8'';"],
    ['tags', ' b=c;', 1500, 'DKIM-Signature: '],
    ['semicolons', ';', 9000, 'Received: '],
    ['stray bytes', '\xE9\xE2\x80\xAE', 2500, 'Subject: '],
    ['lines that are no field', 'no field\n', 1500],
    ['bare CR', 'a\r', 4000, 'X: '],
  ])('takes twice the steps for twice the %s', (_, part, times, before = '') => {
    const of = (factor: number) => {
      const bytes = octets(before + part.repeat(times * factor) + '\r\n\r\n');
      return stepsOf(() => readAll(bytes));
    };
    // Once before, so that what is done only the first time is not counted.
    of(1);
    const steps = [of(1), of(2)] as const;
    expect(steps[0]).toBeGreaterThan(times);
    expect(steps[1] / steps[0]).toBeLessThan(2.2);
  });
});
