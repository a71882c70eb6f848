// A rule's sample as a whole message: an ordinary one, in which the sample's lines stand in place of the same fields.
import type { LintInput } from '#core/headers/lint/read/linted.ts';
import type { Rule, Sample } from '#core/headers/lint/model.ts';
import { octetsOf } from '#core/headers/bytes.ts';
import { bodyReader } from '#core/headers/lint/read/body.ts';
import { parseHeader } from '#core/headers/parse.ts';

const ordinary = [
  'Date: Mon, 23 Nov 2026 09:14:02 +0100',
  'From: Lea Martin <lea@stagecraft.example>',
  'To: Jonas Weber <jonas@brueckner.example>',
  'Message-ID: <4f2a.m1@stagecraft.example>',
  'Subject: Autumn season',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
];

const nameOf = (line: string) => line.slice(0, line.indexOf(':')).trim().toLowerCase();

export const NOW = Date.UTC(2026, 10, 24);

function wholeOf({ header, body = 'Hello', raw }: Sample): string {
  if (raw === true) return header;
  const own = header === '' ? [] : header.split('\n');
  const names = new Set(own.map(nameOf));
  const others = ordinary.filter((line) => !names.has(nameOf(line)));
  return [...own, ...others, '', ...body.split('\n'), ''].join('\r\n');
}

export function inputOf(bytes: Uint8Array, more: Partial<LintInput> = {}): LintInput {
  const header = parseHeader(bytes);
  const reader = bodyReader(header, bytes);
  reader.push(bytes.subarray(header.end));
  return { bytes, header, body: reader.end(), origin: 'opened', sending: null, now: NOW, ...more };
}

export function sampleInput(rule: Rule, sample: Sample): LintInput {
  const { sending } = sample;
  return inputOf(octetsOf(wholeOf(sample)), {
    origin: sample.origin ?? (rule.originated === true ? 'sent' : 'opened'),
    sending:
      sending === undefined
        ? null
        : { recipients: [], smtpUtf8: false, eightBitMime: false, size: null, offers: null, ...sending },
  });
}
