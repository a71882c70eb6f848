/** The structure of a message: parts that are missing, out of order or do not fit what holds them (RFC 2046 §5.1, RFC 1847, RFC 2392). */
import type { Rule, Sample } from '../model.ts';
import { boundaryOf } from '../read/leaf.ts';
import { parameterOf, typeOf, type Entity } from '../read/entity.ts';
import type { RuleId } from '../words/en.ts';
import { shortened, typePlace } from './fields.ts';

const parts = (kind: string, ...of: readonly string[]) => ({
  header: `Content-Type: multipart/${kind}; boundary=b1`,
  body: `${of.map((part) => `--b1\n${part}`).join('\n')}\n--b1--`,
});
const TEXT = 'Content-Type: text/plain\n\nHello';
const HTML = 'Content-Type: text/html\n\n<p>Hello</p>';

function structure(
  id: RuleId,
  severity: Rule['severity'],
  source: readonly [number, string],
  good: Sample,
  bad: Sample,
  judge: (entity: Entity) => Record<string, string | number> | null,
): Rule {
  return {
    id,
    severity,
    source,
    good,
    bad,
    check: (message, report) => {
      if (message.body === null) return;
      for (const entity of message.entities) {
        const params = judge(entity);
        if (params !== null) report(typePlace(message, entity), params);
      }
    },
  };
}

const isMultipart = (entity: Entity, subtype: string) => entity.type?.value === `multipart/${subtype}`;
const readable = (entity: Entity) => typeOf(entity).startsWith('multipart/') && boundaryOf(entity) !== null;

export const structureRules: readonly Rule[] = [
  structure(
    'T17',
    'error',
    [2046, '5.1.1'],
    parts('mixed', TEXT),
    { header: 'Content-Type: multipart/mixed; boundary=b1', body: `--b1\n${TEXT}` },
    (entity) => (readable(entity) && entity.children.length > 0 && entity.leaf?.closed === false ? {} : null),
  ),
  structure(
    'T18',
    'error',
    [2046, '5.1.1'],
    parts('mixed', TEXT),
    { header: 'Content-Type: multipart/mixed; boundary=b1', body: 'Hello' },
    (entity) => (readable(entity) && entity.children.length === 0 ? {} : null),
  ),
  structure(
    'T19',
    'warning',
    [2046, '5.1.4'],
    parts('alternative', TEXT, HTML),
    parts('alternative', HTML, TEXT),
    (entity) => {
      if (!isMultipart(entity, 'alternative')) return null;
      const types = entity.children.map(typeOf);
      const [plain, html] = [types.lastIndexOf('text/plain'), types.indexOf('text/html')];
      return html >= 0 && plain > html ? {} : null;
    },
  ),
  structure(
    'T20',
    'advice',
    [2046, '5.1.4'],
    parts('alternative', TEXT, HTML),
    { header: 'Content-Type: text/html; charset=utf-8', body: '<p>Hello</p>' },
    (entity) => {
      if (typeOf(entity) !== 'text/html' || isAttached(entity)) return null;
      for (let above = entity.parent; above !== null; above = above.parent)
        if (
          isMultipart(above, 'alternative') &&
          above.children.some((child) => typeOf(child) === 'text/plain')
        )
          return null;
      return {};
    },
  ),
  {
    id: 'T23',
    severity: 'warning',
    source: [2045, '7'],
    good: parts('mixed', `Content-ID: <a@okafor.example>\n${TEXT}`),
    bad: parts('mixed', `Content-ID: a@okafor.example\n${TEXT}`),
    check: (message, report) => {
      for (const { fields } of message.entities)
        for (const field of fields)
          if (
            field.name === 'content-id' &&
            message.text(field) !== '' &&
            !/^<[^<>\s]+@[^<>\s]+>$/.test(message.text(field))
          )
            report(message.place(field), { value: shortened(message.text(field)) });
    },
  },
  {
    id: 'T24',
    severity: 'error',
    source: [2392, '2'],
    good: parts(
      'mixed',
      `Content-ID: <a@okafor.example>\n${TEXT}`,
      `Content-ID: <b@okafor.example>\n${TEXT}`,
    ),
    bad: parts('mixed', `Content-ID: <a@okafor.example>\n${TEXT}`, `Content-ID: <a@okafor.example>\n${TEXT}`),
    check: (message, report) => {
      const seen = new Set<string>();
      for (const { fields } of message.entities)
        for (const field of fields) {
          if (field.name !== 'content-id') continue;
          const id = message.text(field);
          if (seen.has(id)) report(message.place(field), { value: shortened(id) });
          seen.add(id);
        }
    },
  },
  structure(
    'T34',
    'error',
    [1847, '2.1'],
    {
      header:
        'Content-Type: multipart/signed; boundary=b1; micalg=sha-256;\n protocol="application/pgp-signature"',
      body: `--b1\n${TEXT}\n--b1\nContent-Type: application/pgp-signature\n\nx\n--b1--`,
    },
    {
      header:
        'Content-Type: multipart/signed; boundary=b1; micalg=sha-256;\n protocol="application/pgp-signature"',
      body: `--b1\n${TEXT}\n--b1--`,
    },
    (entity) => {
      if (!isMultipart(entity, 'signed')) return null;
      const protocol = parameterOf(entity.type, 'protocol')?.value.toLowerCase() ?? '';
      const second = entity.children[1];
      const fits =
        entity.children.length === 2 &&
        second !== undefined &&
        typeOf(second) === protocol &&
        parameterOf(entity.type, 'micalg') !== undefined;
      return fits ? null : { parts: entity.children.length, protocol };
    },
  ),
  structure(
    'T35',
    'error',
    [1847, '2.2'],
    {
      header: 'Content-Type: multipart/encrypted; boundary=b1;\n protocol="application/pgp-encrypted"',
      body: '--b1\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b1\nContent-Type: application/octet-stream\n\nx\n--b1--',
    },
    {
      header: 'Content-Type: multipart/encrypted; boundary=b1',
      body: '--b1\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b1\nContent-Type: application/octet-stream\n\nx\n--b1--',
    },
    (entity) => {
      if (!isMultipart(entity, 'encrypted')) return null;
      const protocol = parameterOf(entity.type, 'protocol')?.value.toLowerCase() ?? '';
      const [first] = entity.children;
      return entity.children.length === 2 && first !== undefined && typeOf(first) === protocol
        ? null
        : { parts: entity.children.length, protocol };
    },
  ),
  structure(
    'T37',
    'error',
    [3156, '3'],
    {
      header:
        'Content-Type: multipart/signed; boundary=b1; micalg=pgp-sha256;\n protocol="application/pgp-signature"',
      body: `--b1\n${TEXT}\n--b1\nContent-Type: application/pgp-signature\n\nx\n--b1--`,
    },
    {
      header:
        'Content-Type: multipart/signed; boundary=b1; micalg=pgp-sha256;\n protocol="application/pgp-signature"',
      body: `--b1\nContent-Transfer-Encoding: 8bit\n${TEXT}\n--b1\nContent-Type: application/pgp-signature\n\nx\n--b1--`,
    },
    (entity) => {
      const [signed] = entity.children;
      const isPgp = /pgp/i.test(parameterOf(entity.type, 'protocol')?.value ?? '');
      return isMultipart(entity, 'signed') && isPgp && signed && /^(?:8bit|binary)$/.test(signed.encoding)
        ? { encoding: signed.encoding }
        : null;
    },
  ),
  {
    id: 'T40',
    severity: 'warning',
    source: null,
    good: parts('mixed', TEXT),
    bad: parts('mixed', ...Array.from({ length: 1001 }, () => '\nx')),
    check: ({ body, entities }, report) => {
      if (body?.beyond === true) report(null, { parts: entities.length });
    },
  },
];

const isAttached = ({ fields }: Entity) => fields.some(({ name }) => name === 'content-disposition');
