/** Parameters of Content-Type and Content-Disposition: their grammar, their continuations, and file names that do harm (RFC 2045 §5.1, RFC 2231, RFC 2183). */
import { utf8Text } from '../../bytes.ts';
import type { Report, Rule } from '../model.ts';
import { parameterOf } from '../read/entity.ts';
import type { Linted } from '../read/linted.ts';
import { mediaOf, type MediaFault } from '../read/media.ts';
import { medias } from '../read/medias.ts';
import type { RuleId } from '../words/en.ts';
import { shortened } from './fields.ts';

const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

function syntax(id: RuleId, faults: readonly MediaFault[], [good, bad]: readonly [string, string]): Rule {
  return {
    id,
    severity: 'error',
    source: [2045, '5.1'],
    good: { header: good },
    bad: { header: bad },
    check: (message, report) => {
      for (const { field, media } of medias(message)) {
        const text = message.raw(field);
        for (const found of media.faults)
          if (faults.includes(found.fault))
            report(message.place(field, found), {
              field: field.item.name,
              value: shortened(text.slice(found.start, found.end)),
            });
      }
    },
  };
}

export const parameterRules: readonly Rule[] = [
  syntax(
    'T03',
    ['needs-quotes', 'not-separated'],
    [
      'Content-Disposition: attachment; filename="call sheet.txt"',
      'Content-Disposition: attachment; filename=call sheet.txt',
    ],
  ),
  {
    id: 'T04',
    severity: 'error',
    source: [2045, '5.1'],
    good: { header: 'Content-Type: text/plain; charset=utf-8; format=flowed' },
    bad: { header: 'Content-Type: text/plain; charset=utf-8; charset=us-ascii' },
    check: (message, report) => {
      for (const { field, media } of medias(message)) {
        const seen = new Set<string>();
        for (const parameter of media.parameters) {
          const key = `${parameter.name}*${parameter.piece ?? (parameter.extended ? 'x' : '')}`;
          if (seen.has(key))
            report(message.place(field, parameter), { field: field.item.name, parameter: parameter.name });
          seen.add(key);
        }
      }
    },
  },
  {
    id: 'T27',
    severity: 'warning',
    source: [2183, '2.3'],
    good: { header: 'Content-Disposition: attachment; filename="call sheet.txt"' },
    bad: { header: 'Content-Disposition: attachment; filename="../call sheet.txt"' },
    check: (message, report) => {
      for (const { field, media } of medias(message)) {
        for (const parameter of media.parameters) {
          if ((parameter.name !== 'filename' && parameter.name !== 'name') || parameter.piece !== null)
            continue;
          const value = utf8Text(parameter.value);
          if (/[/\\\p{Cc}]|[. ]$|%(?:2f|5c|0[0-9a-f]|e2%80%ae)/iu.test(value) || RESERVED.test(value))
            report(message.place(field, parameter), { name: shortened(value) });
        }
      }
    },
  },
  {
    id: 'T29',
    severity: 'error',
    source: [2231, '3'],
    good: { header: 'Content-Disposition: attachment;\n filename*0="call ";\n filename*1="sheet.txt"' },
    bad: { header: 'Content-Disposition: attachment;\n filename*0="call ";\n filename*2="sheet.txt"' },
    check: (message, report) => continuations(message, report),
  },
  {
    id: 'T30',
    severity: 'error',
    source: [2231, '4'],
    good: { header: "Content-Disposition: attachment;\n filename*=utf-8''th%C3%A9.txt" },
    bad: { header: 'Content-Disposition: attachment; filename*=th%C3%A9.txt' },
    check: (message, report) => {
      for (const { field, media } of medias(message))
        for (const parameter of media.parameters) {
          const opens = parameter.extended && (parameter.piece === null || parameter.piece === '0');
          if (opens && !/^[^'%*]*'[^'%*]*'/.test(parameter.value))
            report(message.place(field, parameter), { parameter: parameter.name });
        }
    },
  },
  {
    id: 'T31',
    severity: 'warning',
    source: [2183, '2.3'],
    good: {
      header:
        'Content-Type: text/plain; charset=utf-8; name=a.txt\nContent-Disposition: attachment; filename=a.txt',
    },
    bad: {
      header:
        'Content-Type: text/plain; charset=utf-8; name=a.txt\nContent-Disposition: attachment; filename=a.exe',
    },
    check: (message, report) => {
      for (const { fields, type } of message.entities) {
        const disposition = fields.find(({ name }) => name === 'content-disposition');
        const name = parameterOf(type, 'name');
        const filename = disposition && parameterOf(mediaOf(message.raw(disposition)), 'filename');
        if (disposition === undefined || name === undefined || filename === undefined) continue;
        const isPlain = [name, filename].every(
          ({ extended, piece, value }) => !extended && piece === null && !value.includes('=?'),
        );
        if (isPlain && name.value !== filename.value)
          report(message.place(disposition, filename), {
            name: shortened(name.value),
            filename: shortened(filename.value),
          });
      }
    },
  },
  {
    id: 'T41',
    severity: 'advice',
    source: [2045, '5.1'],
    good: { header: 'Content-Type: text/plain; charset=utf-8' },
    bad: { header: 'Content-Type: text/plain; charset=utf-8 (Unicode)' },
    check: (message, report) => {
      for (const { field, media } of medias(message))
        if (media.commented) report(message.place(field), { field: field.item.name });
    },
  },
  syntax(
    'T42',
    ['no-value', 'open-quote'],
    ['Content-Type: text/plain; charset=utf-8', 'Content-Type: text/plain; charset'],
  ),
];

/** From `*0` on, without a gap and without leading zeros. */
function continuations(message: Linted, report: Report): void {
  for (const { field, media } of medias(message)) {
    const pieces = new Map<string, string[]>();
    for (const { name, piece } of media.parameters)
      if (piece !== null) pieces.set(name, [...(pieces.get(name) ?? []), piece]);
    for (const [name, numbers] of pieces) {
      const sorted = numbers.map(Number).sort((a, b) => a - b);
      if (
        numbers.some((number) => !/^(?:0|[1-9]\d*)$/.test(number)) ||
        sorted.some((number, at) => number !== at)
      )
        report(message.place(field), { parameter: name });
    }
  }
}
