/** The fields of MIME, of the message and of each part (RFC 2045, 2046, 2183, 2231): what can be judged without reading what they describe. */
import type { Rule } from '../model.ts';
import { parameterOf, type Entity } from '../read/entity.ts';
import type { Media } from '../read/media.ts';
import { medias } from '../read/medias.ts';
import type { RuleId } from '../words/en.ts';
import { shortened, withoutComments } from './fields.ts';

const MIXED = 'Content-Type: multipart/mixed; boundary=b1';
const PART = '--b1\nContent-Type: text/plain\n\nHello\n--b1--';

/** One judgement of the Content-Type of each entity. */
function typed(
  id: RuleId,
  severity: Rule['severity'],
  source: readonly [number, string],
  { good, bad }: Pick<Rule, 'good' | 'bad'>,
  judge: (type: Media, entity: Entity) => Record<string, string | number> | null,
): Rule {
  return {
    id,
    severity,
    source,
    good,
    bad,
    check: (message, report) => {
      for (const { field, media, entity } of medias(message, ['content-type'])) {
        const params = judge(media, entity);
        if (params !== null) report(message.place(field), { value: shortened(media.value), ...params });
      }
    },
  };
}

const needs =
  (type: RegExp, ...names: readonly string[]) =>
  (media: Media) => {
    const lacking = names.filter((name) => parameterOf(media, name) === undefined);
    return type.test(media.value) && lacking.length > 0 ? { parameter: lacking.join(', ') } : null;
  };

const head = (header: string, body?: string) => (body === undefined ? { header } : { header, body });
const BCHARS = /^[0-9A-Za-z'()+_,\-./:=? ]{1,70}$/;
const ENCODINGS = /^(?:7bit|8bit|binary|quoted-printable|base64|x-[^\s]+)$/;

export const mimeFieldRules: readonly Rule[] = [
  {
    id: 'T01',
    severity: 'error',
    source: [2045, '4'],
    good: { header: 'MIME-Version: 1.0 (made by hand)' },
    bad: { header: 'MIME-Version: 1' },
    check: (message, report) => {
      for (const field of message.named('mime-version')) {
        const version = withoutComments(message.text(field)).replaceAll(/\s/g, '');
        if (version !== '1.0' && version !== '') report(message.place(field), { value: shortened(version) });
      }
    },
  },
  typed(
    'T02',
    'error',
    [2045, '5.1'],
    { good: head('Content-Type: text/plain; charset=utf-8'), bad: head('Content-Type: text; charset=utf-8') },
    ({ value }) =>
      value === '' || /^[^\s/()<>@,;:\\"[\]?=]+\/[^\s/()<>@,;:\\"[\]?=]+$/.test(value) ? null : {},
  ),
  {
    id: 'T06',
    severity: 'error',
    source: [2045, '6.1'],
    good: { header: 'Content-Transfer-Encoding: 7bit' },
    bad: { header: 'Content-Transfer-Encoding: utf-8' },
    check: eachEncoding((encoding) => !ENCODINGS.test(encoding)),
  },
  {
    id: 'T07',
    severity: 'error',
    source: [2045, '6.4'],
    good: head(`${MIXED}\nContent-Transfer-Encoding: 7bit`, PART),
    bad: head(`${MIXED}\nContent-Transfer-Encoding: quoted-printable`, PART),
    check: eachEncoding(
      (encoding, { type }) =>
        /^(?:quoted-printable|base64)$/.test(encoding) && type?.value.startsWith('multipart/') === true,
    ),
  },
  {
    id: 'T08',
    severity: 'warning',
    source: [2046, '5.2.1'],
    good: head('Content-Type: message/rfc822', 'Subject: inner\n\nHello'),
    bad: head('Content-Type: message/rfc822\nContent-Transfer-Encoding: base64', 'SGVsbG8='),
    check: eachEncoding(
      (encoding, { type }) =>
        /^(?:quoted-printable|base64)$/.test(encoding) && type?.value === 'message/rfc822',
    ),
  },
  typed(
    'T14',
    'error',
    [2046, '5.1.1'],
    { good: head(MIXED, PART), bad: head('Content-Type: multipart/mixed', PART) },
    needs(/^multipart\//, 'boundary'),
  ),
  typed(
    'T15',
    'error',
    [2046, '5.1.1'],
    {
      good: head(MIXED, PART),
      bad: head(
        'Content-Type: multipart/mixed; boundary="b1*"',
        PART.replaceAll('--b1', '--b1*').replace('*--', '*--'),
      ),
    },
    (type) => {
      const boundary = parameterOf(type, 'boundary');
      return !type.value.startsWith('multipart/') ||
        boundary === undefined ||
        (BCHARS.test(boundary.value) && !boundary.value.endsWith(' '))
        ? null
        : { boundary: shortened(boundary.value) };
    },
  ),
  typed(
    'T25',
    'warning',
    [2387, '3.1'],
    {
      good: head('Content-Type: multipart/related; boundary=b1; type="text/plain"', PART),
      bad: head('Content-Type: multipart/related; boundary=b1', PART),
    },
    needs(/^multipart\/related$/, 'type'),
  ),
  {
    id: 'T26',
    severity: 'warning',
    source: [2183, '2.8'],
    good: { header: 'Content-Disposition: inline' },
    bad: { header: 'Content-Disposition: enclosed' },
    check: (message, report) => {
      for (const { field, media } of medias(message, ['content-disposition']))
        if (media.value !== '' && !/^(?:inline|attachment|form-data|x-\S+)$/.test(media.value))
          report(message.place(field), { value: shortened(media.value) });
    },
  },
  typed(
    'T32',
    'error',
    [2046, '5.2.2'],
    {
      good: head('Content-Type: message/partial; id="a@okafor.example"; number=1'),
      bad: head('Content-Type: message/partial; number=1'),
    },
    needs(/^message\/partial$/, 'id', 'number'),
  ),
  typed(
    'T33',
    'error',
    [2046, '5.2.3'],
    {
      good: head('Content-Type: message/external-body; access-type=URL'),
      bad: head('Content-Type: message/external-body; site=okafor.example'),
    },
    needs(/^message\/external-body$/, 'access-type'),
  ),
  typed(
    'T36',
    'warning',
    [8551, '3.2.2'],
    {
      good: head('Content-Type: application/pkcs7-mime; smime-type=signed-data'),
      bad: head('Content-Type: application/pkcs7-mime; name=smime.p7m'),
    },
    needs(/^application\/(?:x-)?pkcs7-mime$/, 'smime-type'),
  ),
  typed(
    'T38',
    'error',
    [6522, '3'],
    {
      good: head('Content-Type: multipart/report; boundary=b1; report-type=delivery-status', PART),
      bad: head('Content-Type: multipart/report; boundary=b1', PART),
    },
    needs(/^multipart\/report$/, 'report-type'),
  ),
  {
    id: 'T39',
    severity: 'error',
    source: [2045, '4'],
    good: { header: 'MIME-Version: 1.0' },
    bad: {
      header:
        'Date: Mon, 23 Nov 2026 09:14:02 +0100\r\nFrom: lea@stagecraft.example\r\nTo: jonas@brueckner.example\r\nSubject: Hello\r\nMessage-ID: <1@stagecraft.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n',
      raw: true,
    },
    check: (message, report) => {
      if (message.has('mime-version') || !message.hasFamily('content-')) return;
      const content = message.fields.find(({ name }) => name.startsWith('content-'));
      if (content && !message.has('mime-version'))
        report(message.place(content), { field: content.item.name });
    },
  },
];

function eachEncoding(isWrong: (encoding: string, entity: Entity) => boolean): Rule['check'] {
  return (message, report) => {
    for (const entity of message.entities) {
      const field = entity.fields.find(({ name }) => name === 'content-transfer-encoding');
      if (field && isWrong(entity.encoding, entity))
        report(message.place(field), { value: shortened(entity.encoding), type: entity.type?.value ?? '' });
    }
  };
}
