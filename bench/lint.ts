/** A header of 1 MB: parsed here, then linted too, against postal-mime reading the same header alone. */
import PostalMime from 'postal-mime';
import { lint } from '../core/headers/lint/run.ts';
import { parseHeader } from '../core/headers/parse.ts';
import { median, type Row } from './table.ts';

const ROUNDS = 25;
/** not counted: both are compiled while they run */
const WARM = 30;
const SIZE = 1_000_000;

const received = (nth: number) =>
  [
    `Received: from mx${String(nth)}.okafor.example (mx${String(nth)}.okafor.example [198.51.100.7])`,
    `\tby mx.stagecraft.example (Postfix) with ESMTPS id 4f2a${String(nth)}`,
    '\tfor <lea@stagecraft.example>; Mon, 23 Nov 2026 09:14:05 +0100',
  ].join('\r\n');
const recipient = (nth: number) =>
  `=?utf-8?Q?Th=C3=A9o_${String(nth)}?= <theo.number.${String(nth)}@brueckner.example>`;
const extension = (nth: number) => `X-Facts-${String(nth % 40)}: ${'some words that say little; '.repeat(3)}`;

/** Two kinds: many fields of a few kinds, and one long list of recipients. */
const headers: readonly (readonly [string, string])[] = [
  ['many fields', filled((nth) => `${nth % 5 === 0 ? received(nth) : extension(nth)}\r\n`)],
  ['one list', `To: ${filled((nth) => `${recipient(nth)},\r\n `)}last@brueckner.example\r\n`],
];

function filled(of: (nth: number) => string): string {
  const pieces: string[] = [];
  for (let nth = 0, size = 0; size < SIZE; nth += 1) {
    const piece = of(nth);
    pieces.push(piece);
    size += piece.length;
  }
  return pieces.join('');
}

const ordinary =
  'Date: Mon, 23 Nov 2026 09:14:02 +0100\r\nFrom: Lea <lea@stagecraft.example>\r\nSubject: Hello\r\nMessage-ID: <1@stagecraft.example>\r\n';

export async function benchLint(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [what, lines] of headers) {
    const bytes = new TextEncoder().encode(`${ordinary}${lines}\r\nHello\r\n`);
    const [parsing, ours, theirs]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < WARM + ROUNDS; round += 1) {
      const began = performance.now();
      const header = parseHeader(bytes);
      const parsed = performance.now();
      lint({ bytes, header, origin: 'opened', body: null, sending: null, now: began });
      const between = performance.now();
      await PostalMime.parse(bytes, { maxHeadersSize: 4 * SIZE });
      const ended = performance.now();
      if (round < WARM) continue;
      parsing.push(parsed - began);
      ours.push(between - began);
      theirs.push(ended - between);
    }
    rows.push(row(`${what}: parse`, parsing, theirs, 1.5), row(`${what}: parse and lint`, ours, theirs, 1));
  }
  return rows;
}

function row(what: string, ours: readonly number[], theirs: readonly number[], bound: number): Row {
  const ratio = median(theirs) / median(ours);
  return {
    what: `header of 1 MB, ${what}, as fast as postal-mime`,
    measured: `${ratio.toFixed(2)} × (${median(ours).toFixed(1)} to ${median(theirs).toFixed(1)} ms)`,
    bound: `${String(bound)} ×`,
    within: ratio >= bound,
  };
}
