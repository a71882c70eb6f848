/** Lines, octets and the shape of fields: what holds for any field, whatever it means (RFC 5322 §2, RFC 6532 §3). */
import type { Place, Report, Rule } from '../model.ts';
import type { Places } from '../read/line-facts.ts';

function tell(
  places: Places,
  report: Report,
  params?: (place: Place) => Record<string, string | number>,
): void {
  for (const place of places.first) report(place, params?.(place));
  // The others are counted alone.
  for (let nth = places.first.length; nth < places.count; nth += 1) report(null);
}

const length = ({ start, end }: Place) => ({ length: end - start });

/** Fields whose grammar asks for something behind the colon. */
const NEVER_EMPTY = [
  'date',
  'from',
  'sender',
  'reply-to',
  'to',
  'cc',
  'message-id',
  'in-reply-to',
  'references',
  'return-path',
  'received',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
  'content-id',
  'content-disposition',
  'resent-date',
  'resent-from',
  'resent-to',
  'dkim-signature',
  'authentication-results',
  'list-id',
];

/** Programs may refuse what is longer than this. */
const LARGE_HEADER = 65_536;

export const lineRules: readonly Rule[] = [
  {
    id: 'L01',
    severity: 'error',
    source: [5322, '2.1.1'],
    good: { header: 'Keywords: lights, stage' },
    bad: { header: `Keywords: ${'x'.repeat(1000)}` },
    check: ({ lines }, report) => tell(lines.tooLong, report, length),
  },
  {
    id: 'L02',
    severity: 'advice',
    source: [5322, '2.1.1'],
    good: { header: 'Keywords: lights,\n stage' },
    bad: { header: `Keywords: ${'stage, '.repeat(12)}lights` },
    check: ({ lines }, report) => tell(lines.long, report, length),
  },
  {
    id: 'L03',
    severity: 'error',
    source: [5322, '2.3'],
    good: { header: 'Subject: one\nComments: two' },
    bad: {
      header:
        'Date: Mon, 23 Nov 2026 09:14:02 +0100\r\nFrom: lea@stagecraft.example\nTo: jonas@brueckner.example\r\nSubject: Hello\r\nMessage-ID: <1@stagecraft.example>\r\n\r\n',
      raw: true,
    },
    check: ({ lines, origin }, report) => {
      if (lines.crlf > 0 || origin !== 'opened') tell(lines.bareLf, report);
    },
  },
  {
    id: 'L04',
    severity: 'error',
    source: [5322, '4.1'],
    good: { header: 'Comments: nothing' },
    bad: { header: 'Comments: no\0thing' },
    check: ({ lines }, report) => tell(lines.nul, report),
  },
  {
    id: 'L05',
    severity: 'warning',
    source: [6532, '3.2'],
    good: { header: 'Subject: =?utf-8?Q?Th=C3=A9=C3=A2tre?=' },
    bad: { header: 'Subject: Th\xc3\xa9\xc3\xa2tre' },
    check: ({ lines, sending }, report) => {
      if (sending?.smtpUtf8 !== true) tell(lines.eightBit, report);
    },
  },
  {
    id: 'L06',
    severity: 'error',
    source: [6532, '3.1'],
    good: { header: 'Subject: =?iso-8859-1?Q?Th=E9=E2tre?=' },
    bad: { header: 'Subject: Th\xe9\xe2tre' },
    check: ({ lines }, report) => tell(lines.notUtf8, report),
  },
  {
    id: 'L07',
    severity: 'advice',
    source: [6532, '3.1'],
    good: { header: 'Subject: Th\xc3\xa9', sending: { smtpUtf8: true } },
    bad: { header: 'Subject: The\xcc\x81', sending: { smtpUtf8: true } },
    check: (message, report) => {
      const items = new Set(message.lines.eightBit.first.map(({ item }) => item));
      for (const field of message.fields) {
        if (!items.has(field.index)) continue;
        const text = new TextDecoder().decode(message.bytes.subarray(field.item.start, field.item.end));
        if (text.normalize('NFC') !== text) report(message.place(field), { field: field.item.name });
      }
    },
  },
  {
    id: 'L08',
    severity: 'error',
    source: [5322, '2.2'],
    good: { header: 'Reply-To: lea@stagecraft.example' },
    bad: { header: 'Reply To: lea@stagecraft.example' },
    check: malformed('bad-name'),
  },
  {
    id: 'L09',
    severity: 'error',
    source: [5322, '4.5'],
    good: { header: 'Comments: none' },
    bad: { header: 'Comments : none' },
    check: (message, report) => {
      for (const { item, index } of message.fields)
        if (item.colon > item.nameEnd)
          report({ item: index, start: item.nameEnd, end: item.colon }, { field: item.name });
    },
  },
  {
    id: 'L10',
    severity: 'error',
    source: [5322, '3.2.2'],
    good: { header: 'Comments: one\n two' },
    bad: { header: 'Comments: one\n \n two' },
    check: ({ lines }, report) => tell(lines.blank, report),
  },
  {
    id: 'L11',
    severity: 'error',
    source: [5322, '2.2.3'],
    good: { header: 'Comments: one\n two' },
    bad: { header: ' two\nComments: one' },
    check: malformed('stray-fold'),
  },
  {
    id: 'L12',
    severity: 'error',
    source: [5322, '2.2'],
    good: { header: 'Comments: one' },
    bad: { header: 'Comments: one\nDear Jonas,' },
    check: malformed('no-colon'),
  },
  {
    id: 'L13',
    severity: 'advice',
    source: [5322, '2.1'],
    good: { header: 'Comments: one' },
    bad: {
      header:
        'Date: Mon, 23 Nov 2026 09:14:02 +0100\r\nFrom: lea@stagecraft.example\r\nTo: jonas@brueckner.example\r\nSubject: Hello\r\nMessage-ID: <1@stagecraft.example>\r\n',
      raw: true,
    },
    check: ({ header }, report) => {
      if (header.separator === null) report(null);
    },
  },
  {
    id: 'L14',
    severity: 'error',
    source: [5322, '2.2'],
    good: { header: 'Comments: one\ttwo' },
    bad: { header: 'Comments: one\x07two' },
    check: ({ lines }, report) => tell(lines.control, report),
  },
  {
    id: 'L15',
    severity: 'error',
    source: [5322, '3.6'],
    good: { header: 'Cc: dana@okafor.example' },
    bad: { header: 'Cc: ' },
    check: (message, report) => {
      for (const field of message.named(...NEVER_EMPTY))
        if (message.isEmpty(field)) report(message.place(field), { field: field.item.name });
    },
  },
  {
    id: 'L16',
    severity: 'warning',
    source: [4155, 'A'],
    good: { header: 'Comments: one' },
    bad: { header: 'From lea@stagecraft.example Mon Nov 23 09:14:02 2026' },
    check: malformed('mbox-from'),
  },
  {
    id: 'L17',
    severity: 'advice',
    source: [6376, '3.4.1'],
    good: { header: 'Comments: one\n two' },
    bad: { header: 'Comments: one \n two' },
    check: ({ lines }, report) => tell(lines.trailing, report),
  },
  {
    id: 'L18',
    severity: 'error',
    source: [5322, '2.1.1'],
    good: { header: '', body: 'Hello' },
    bad: { header: '', body: 'x'.repeat(999) },
    check: ({ body }, report) => {
      if (body !== null && body.tooLong.count > 0)
        report(inBody(body.tooLong.first), { count: body.tooLong.count });
    },
  },
  {
    id: 'L19',
    severity: 'error',
    source: [5322, '2.3'],
    good: { header: 'Comments: one\n two' },
    bad: { header: 'Comments: one\rtwo' },
    check: ({ lines }, report) => tell(lines.bareCr, report),
  },
  {
    id: 'L20',
    severity: 'warning',
    source: [5321, '2.3.8'],
    good: { header: 'Comments: one' },
    bad: {
      header:
        'Date: Mon, 23 Nov 2026 09:14:02 +0100\nFrom: lea@stagecraft.example\nTo: jonas@brueckner.example\nSubject: Hello\nMessage-ID: <1@stagecraft.example>\n\n',
      raw: true,
    },
    check: ({ lines, origin }, report) => {
      if (origin === 'opened' && lines.crlf === 0 && lines.bareLf.count > 0) report(null);
    },
  },
  {
    id: 'L21',
    severity: 'error',
    source: [5322, '2.3'],
    good: { header: '', body: 'one\ntwo' },
    bad: { header: '', body: 'one\rtwo' },
    check: ({ body, origin }, report) => {
      if (body === null) return;
      const mixed = origin !== 'opened' || body.crlf > 0;
      const found = body.bareCr.count > 0 ? body.bareCr : mixed && body.bareLf.count > 0 ? body.bareLf : null;
      if (found !== null)
        report(inBody(found.first), { count: body.bareCr.count + (mixed ? body.bareLf.count : 0) });
    },
  },
  {
    id: 'L22',
    severity: 'error',
    source: [2045, '2.7'],
    good: { header: '', body: 'one' },
    bad: { header: '', body: 'o\0ne' },
    check: ({ body, entities }, report) => {
      const isBinary = entities.some(({ encoding }) => encoding === 'binary');
      if (body !== null && body.nul.count > 0 && !isBinary)
        report(inBody(body.nul.first), { count: body.nul.count });
    },
  },
  {
    id: 'L23',
    severity: 'warning',
    source: null,
    good: { header: 'Keywords: stage' },
    bad: { header: Array.from({ length: 900 }, () => `Comments: ${'stage '.repeat(10)}lights`).join('\n') },
    check: ({ header }, report) => {
      if (header.end > LARGE_HEADER) report(null, { size: header.end });
    },
  },
];

const inBody = (at: number): Place => ({ item: null, start: at, end: at + 1 });

function malformed(reason: 'bad-name' | 'stray-fold' | 'no-colon' | 'mbox-from'): Rule['check'] {
  return (message, report) => {
    for (const { item, start, end } of message.malformed(reason)) report({ item, start, end });
  };
}
