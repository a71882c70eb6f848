// What this parser and another one make of the messages that other projects test with: a table, and each disagreement explained.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addressList } from '#core/headers/address-list.ts';
import { headerDate, messageIds } from '#core/headers/identifiers.ts';
import { fieldsNamed, parseHeader } from '#core/headers/parse.ts';
import { decoded, unfolded } from '#core/headers/unfold.ts';

const corpora = path.join(import.meta.dirname, '../../fixtures/corpora');
const Entry = z.object({
  file: z.string(),
  field_names: z.array(z.string()),
  header_bytes: z.int(),
  subject_decoded: z.string().nullable(),
  from_addresses: z.array(z.string()),
  to_addresses: z.array(z.string()),
  message_id: z.string().nullable(),
  date_iso: z.string().nullable(),
});
const entries = readFileSync(path.join(corpora, 'oracle.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => Entry.parse(JSON.parse(line)));

const junkLine =
  'a Received field is folded without white space; Python ends the header there, though fields follow';
/** The oracle's fault each time, or a matter of what is shown. */
const explained: Readonly<Record<string, string>> = {
  'From addresses cpython-test-email/msg_43.eml':
    '`MAILER DAEMON <>`: no address at all; Python gives back the empty brackets',
  'Date flanker/disposition-notification.eml':
    '`00:19:00 (EDT) -0400`: a comment before the zone (RFC 5322 §3.3 allows it); Python loses the zone',
  'Subject flanker/torture-part.eml': 'a space at the end of the line; a reader is not shown it',
  'Subject php-mime-mail-parser/issue116.eml':
    'ISO-2022-JP with characters that Python’s strict decoder refuses; the platform’s reads them',
  'Subject php-mime-mail-parser/issue149.eml': 'ISO-8859-8-I, which Python does not know',
  ...Object.fromEntries(
    ['Subject', 'From addresses', 'To addresses', 'Message-ID', 'Date'].map((what) => [
      `${what} php-mime-mail-parser/issue84.eml`,
      junkLine,
    ]),
  ),
};

/** ms since the epoch; Python writes no zone where none is told. */
function instant(iso: string | null): number | null {
  if (iso === null) return null;
  return Date.parse(/[+-]\d\d:\d\d(?::\d\d)?$/.test(iso) ? iso : `${iso}Z`);
}

interface Pair {
  readonly what: string;
  readonly ours: unknown;
  readonly oracle: unknown;
}

function pairsOf(entry: z.infer<typeof Entry>): Pair[] {
  const bytes = new Uint8Array(readFileSync(path.join(corpora, entry.file)));
  const header = parseHeader(bytes);
  const first = (name: string) => fieldsNamed(header, name)[0];
  const value = (name: string) => {
    const field = first(name);
    return field ? unfolded(bytes, field) : null;
  };
  const addresses = (name: string) =>
    fieldsNamed(header, name).flatMap((field) =>
      addressList(unfolded(bytes, field)).map(({ address }) => address),
    );
  const subject = first('Subject');
  const id = value('Message-ID');
  const date = value('Date');
  return [
    {
      what: 'Field names',
      ours: header.items.flatMap((item) => (item.kind === 'field' ? [item.name] : [])),
      oracle: entry.field_names,
    },
    { what: 'End of the header', ours: header.end, oracle: entry.header_bytes },
    { what: 'Subject', ours: subject ? decoded(bytes, subject) : null, oracle: entry.subject_decoded },
    { what: 'From addresses', ours: addresses('From'), oracle: entry.from_addresses },
    { what: 'To addresses', ours: addresses('To'), oracle: entry.to_addresses },
    {
      what: 'Message-ID',
      ours: id === null ? null : (messageIds(id)[0]?.whole ?? id),
      oracle: entry.message_id,
    },
    {
      what: 'Date',
      ours: date === null ? null : (headerDate(date)?.at ?? null),
      oracle: instant(entry.date_iso),
    },
  ];
}

describe('agreement with another parser', () => {
  it('is whole, but for what is explained', () => {
    const table = new Map<string, { same: number; explained: number; other: number }>();
    const unexplained: string[] = [];
    const needed = new Set(Object.keys(explained));
    for (const entry of entries)
      for (const { what, ours, oracle } of pairsOf(entry)) {
        const row = table.get(what) ?? { same: 0, explained: 0, other: 0 };
        table.set(what, row);
        const name = `${what} ${entry.file}`;
        if (JSON.stringify(ours) === JSON.stringify(oracle)) row.same += 1;
        else if (needed.delete(name)) row.explained += 1;
        else {
          row.other += 1;
          unexplained.push(`${name}: ${JSON.stringify(ours)}, the other one ${JSON.stringify(oracle)}`);
        }
      }
    const lines = [...table].map(
      ([what, row]) =>
        `${what.padEnd(20)}${[row.same, row.explained, row.other].map((count) => String(count).padStart(11)).join('')}`,
    );
    process.stdout.write(
      `\nAgreement over ${String(entries.length)} messages\n${''.padEnd(20)}       same  explained      other\n${lines.join('\n')}\n`,
    );
    expect(unexplained).toEqual([]);
    // An explanation that nothing needs any more is wrong.
    expect([...needed]).toEqual([]);
  });
});
