/** How parts are encoded, line by line, and whether texts are in the charset that they declare (RFC 2045 §6, RFC 2046 §4.1.2). */
import type { Place, Rule, Sample } from '../model.ts';
import { parameterOf, typeOf } from '../read/entity.ts';
import type { LeafFacts } from '../read/leaf.ts';
import type { RuleId } from '../words/en.ts';
import { typePlace } from './fields.ts';

const BODY = (at: number): Place => ({ item: null, start: at, end: at + 1 });
const QP = 'Content-Transfer-Encoding: quoted-printable';
const BASE64 = 'Content-Transfer-Encoding: base64';

/** A fault of how a part's lines are encoded. */
function encoded(
  id: RuleId,
  severity: Rule['severity'],
  section: string,
  fault: Parameters<LeafFacts['faults']['get']>[0],
  good: Sample,
  bad: Sample,
): Rule {
  return {
    id,
    severity,
    source: [2045, section],
    good,
    bad,
    check: ({ entities }, report) => {
      for (const { leaf, encoding } of entities) {
        const found = leaf?.faults.get(fault);
        if (found) report(BODY(found.first), { count: found.count, encoding });
      }
    },
  };
}

export const encodingRules: readonly Rule[] = [
  {
    id: 'T05',
    severity: 'warning',
    source: [2045, '5.2'],
    good: { header: 'Content-Transfer-Encoding: 8bit', body: 'Th\xc3\xa9' },
    bad: { header: 'Content-Type: text/plain\nContent-Transfer-Encoding: 8bit', body: 'Th\xc3\xa9' },
    check: (message, report) => {
      for (const entity of message.entities) {
        const isText = typeOf(entity).startsWith('text/');
        if (isText && entity.leaf?.eightBit === true && parameterOf(entity.type, 'charset') === undefined)
          report(typePlace(message, entity));
      }
    },
  },
  encoded(
    'T09',
    'error',
    '6.2',
    'eight-bit',
    { header: '', body: 'The' },
    { header: '', body: 'Th\xc3\xa9' },
  ),
  encoded(
    'T11',
    'error',
    '6.7',
    'qp-escape',
    { header: QP, body: 'Th=C3=A9' },
    { header: QP, body: 'Th=C3=G9' },
  ),
  encoded('T12', 'warning', '6.7', 'qp-space', { header: QP, body: 'one=20' }, { header: QP, body: 'one ' }),
  encoded(
    'T13',
    'error',
    '6.8',
    'base64-alphabet',
    { header: BASE64, body: 'SGVsbG8=' },
    { header: BASE64, body: 'SGVs!bG8=' },
  ),
  {
    id: 'T21',
    severity: 'error',
    source: [2046, '4.1.2'],
    good: { header: 'Content-Transfer-Encoding: 8bit', body: 'Th\xc3\xa9' },
    bad: { header: 'Content-Transfer-Encoding: 8bit', body: 'Th\xe9 et caf\xe9' },
    check: ({ entities }, report) => {
      for (const { leaf } of entities) {
        const found = leaf?.faults.get('not-utf8');
        if (found) report(BODY(found.first), { count: found.count });
      }
    },
  },
  encoded(
    'T43',
    'error',
    '6.7',
    'qp-long',
    { header: QP, body: 'one=\ntwo' },
    { header: QP, body: 'x'.repeat(77) },
  ),
  encoded(
    'T44',
    'warning',
    '6.8',
    'base64-long',
    { header: BASE64, body: 'SGVsbG8=' },
    { header: BASE64, body: 'SGVs'.repeat(20) },
  ),
  encoded(
    'T45',
    'error',
    '6.8',
    'base64-padding',
    { header: BASE64, body: 'SGVsbG8=' },
    { header: BASE64, body: 'SGVsbG8' },
  ),
];
