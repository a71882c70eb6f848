/** DKIM-Signature as it is written (RFC 6376 §3.5, RFC 8301, RFC 8463). Whether it verifies is not asked: that needs DNS. */
import { toALabels } from '../../qualified.ts';
import type { Rule } from '../model.ts';
import { tagList, type TagList } from '../read/tags.ts';
import type { RuleId } from '../words/en.ts';
import { shortened } from './fields.ts';

const BH = 'bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
const signature = (changes: Readonly<Record<string, string | null>> = {}) => {
  const tags: Readonly<Record<string, string | null>> = {
    v: '1',
    a: 'rsa-sha256',
    c: 'relaxed/relaxed',
    d: 'stagecraft.example',
    s: 'k1',
    h: 'from:from:to:to:subject:subject:date:date:message-id:message-id',
    bh: BH.slice(3),
    b: 'c2lnbg==',
    ...changes,
  };
  const written = Object.entries(tags).flatMap(([name, value]) =>
    value === null ? [] : [`${name}=${value}`],
  );
  return `DKIM-Signature: ${written.join(';\n ')}`;
};

function dkim(
  id: RuleId,
  severity: Rule['severity'],
  source: readonly [number, string],
  bad: Readonly<Record<string, string | null>>,
  judge: (
    list: TagList,
    tag: (name: string) => string,
    now: number,
  ) => Record<string, string | number> | null,
): Rule {
  return {
    id,
    severity,
    source,
    good: { header: signature() },
    bad: { header: signature(bad) },
    check: (message, report) => {
      for (const field of message.named('dkim-signature')) {
        const list = tagList(message.text(field));
        const params = judge(list, (name) => list.tags.get(name) ?? '', message.now);
        if (params !== null)
          report(message.place(field), { domain: shortened(list.tags.get('d') ?? ''), ...params });
      }
    },
  };
}

const REQUIRED = ['v', 'a', 'b', 'bh', 'd', 'h', 's'];
const ALGORITHMS = ['rsa-sha256', 'ed25519-sha256', 'rsa-sha1'];
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const signed = (h: string) => h.toLowerCase().split(':', 1000);
const seconds = (text: string) => (/^\d{1,12}$/.test(text) ? Number(text) : Number.NaN);
const domainOf = (i: string) => toALabels(i.slice(i.lastIndexOf('@') + 1));

export const signatureRules: readonly Rule[] = [
  dkim('K01', 'error', [6376, '3.5'], { s: null }, ({ tags }) => {
    const lacking = REQUIRED.filter((name) => !tags.has(name));
    return lacking.length > 0 ? { tags: lacking.map((name) => `${name}=`).join(' ') } : null;
  }),
  dkim('K02', 'error', [6376, '3.5'], { v: '2' }, ({ tags }, tag) =>
    tags.has('v') && tag('v') !== '1' ? { value: shortened(tag('v')) } : null,
  ),
  dkim('K03', 'error', [8301, '3.1'], { a: 'rsa-sha1', bh: '2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }, (_, tag) =>
    tag('a').toLowerCase() === 'rsa-sha1' ? {} : null,
  ),
  dkim(
    'K04',
    'error',
    [6376, '5.4'],
    { h: 'to:to:subject:subject:date:date:message-id:message-id' },
    ({ tags }, tag) => (tags.has('h') && !signed(tag('h')).includes('from') ? {} : null),
  ),
  {
    ...dkim('K05', 'error', [6376, '3.2'], {}, ({ doubled }) =>
      doubled.length > 0 ? { tags: doubled.join(', ') } : null,
    ),
    bad: { header: `${signature()};\n s=k2` },
  },
  dkim('K06', 'error', [6376, '3.5'], { i: '@okafor.example' }, ({ tags }, tag) => {
    const [i, d] = [domainOf(tag('i')), toALabels(tag('d'))];
    return tags.has('i') && d !== '' && i !== d && !i.endsWith(`.${d}`)
      ? { identity: shortened(tag('i')) }
      : null;
  }),
  dkim('K07', 'error', [6376, '3.5'], { t: '1795000000', x: '1794000000' }, (_, tag) =>
    seconds(tag('x')) <= seconds(tag('t')) ? {} : null,
  ),
  dkim('K08', 'warning', [6376, '8.2'], { l: '120' }, ({ tags }, tag) =>
    tags.has('l') ? { length: shortened(tag('l')) } : null,
  ),
  dkim('K09', 'error', [6376, '3.5'], { c: 'strict' }, ({ tags }, tag) =>
    tags.has('c') && !/^(?:simple|relaxed)(?:\/(?:simple|relaxed))?$/i.test(tag('c'))
      ? { value: shortened(tag('c')) }
      : null,
  ),
  dkim('K10', 'advice', [6376, '8.15'], { h: 'from:to:subject:date:message-id' }, (_, tag) => {
    const h = signed(tag('h'));
    const once = ['from', 'subject', 'date', 'to'].filter(
      (name) => h.includes(name) && h.indexOf(name) === h.lastIndexOf(name),
    );
    return once.includes('from') ? { fields: once.join(', ') } : null;
  }),
  dkim('K11', 'error', [6376, '3.5'], { bh: 'not*base64' }, ({ tags }, tag) => {
    for (const name of ['b', 'bh'])
      if (tags.has(name) && (!BASE64.test(tag(name)) || tag(name).length % 4 === 1)) return { tag: name };
    const octets = Math.floor((tag('bh').replaceAll('=', '').length * 3) / 4);
    const expected = tag('a').toLowerCase().endsWith('sha1') ? 20 : 32;
    return tags.has('bh') && ALGORITHMS.includes(tag('a').toLowerCase()) && octets !== expected
      ? { tag: 'bh' }
      : null;
  }),
  dkim('K12', 'warning', [6376, '3.5'], { q: 'http/get' }, ({ tags }, tag) =>
    tags.has('q') && !/(?:^|:)dns\/txt(?::|$)/i.test(tag('q')) ? { value: shortened(tag('q')) } : null,
  ),
  dkim('K14', 'error', [6376, '3.3'], { a: 'rsa-md5' }, ({ tags }, tag) =>
    tags.has('a') && !ALGORITHMS.includes(tag('a').toLowerCase()) ? { value: shortened(tag('a')) } : null,
  ),
  dkim('K15', 'warning', [6376, '3.5'], { x: '1700000000' }, ({ tags }, tag, now) =>
    tags.has('x') && !(seconds(tag('x')) <= seconds(tag('t'))) && seconds(tag('x')) * 1000 < now
      ? { time: new Date(seconds(tag('x')) * 1000).toISOString().slice(0, 10) }
      : null,
  ),
  dkim('K16', 'error', [6376, '3.2'], { z1: null, '9': 'x' }, ({ broken }) =>
    broken.length > 0 ? { value: shortened(broken[0] ?? '') } : null,
  ),
];
