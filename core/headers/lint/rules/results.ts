/** What servers found out: Authentication-Results (RFC 8601) and ARC sets (RFC 8617), by their form. */
import type { Rule } from '../model.ts';
import type { Linted, LintField } from '../read/linted.ts';
import { tagList } from '../read/tags.ts';
import type { RuleId } from '../words/en.ts';
import { shortened } from './fields.ts';

const AR = 'Authentication-Results: mx.stagecraft.example;\n ';
const SEAL = 'cv=none; a=rsa-sha256; d=okafor.example; s=k1; b=c2lnbg==';
const SIGNED =
  'a=rsa-sha256; d=okafor.example; s=k1;\n h=from:from:to:subject; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;\n b=c2lnbg==';
const set = (
  i: number,
  {
    seal = SEAL,
    signed = SIGNED,
    results = 'mx.okafor.example; spf=pass smtp.mailfrom=stagecraft.example',
  } = {},
) =>
  `ARC-Seal: i=${String(i)};\n ${seal}\nARC-Message-Signature: i=${String(i)};\n ${signed}\nARC-Authentication-Results: i=${String(i)};\n ${results}`;

/** RFC 8601 §2.7 and the registry: what each method may end with. */
const RESULTS: ReadonlyMap<string, RegExp> = new Map([
  ['dkim', /^(?:none|pass|fail|policy|neutral|temperror|permerror|hardfail)$/],
  ['domainkeys', /^(?:none|pass|fail|policy|neutral|temperror|permerror)$/],
  ['spf', /^(?:none|pass|fail|softfail|policy|neutral|temperror|permerror|hardfail)$/],
  ['auth', /^(?:none|pass|fail|temperror|permerror)$/],
  ['iprev', /^(?:pass|fail|temperror|permerror)$/],
  ['dmarc', /^(?:none|pass|fail|temperror|permerror|bestguesspass)$/],
  ['arc', /^(?:none|pass|fail)$/],
]);
/** The registry has more than RFC 8601 §2.3 lists. */
const TYPES = /^(?:smtp|header|body|policy|dns|tls|x-.*)$/;

/** `;`-separated, comments and quoted strings left out. */
const stretches = (text: string) =>
  text
    .slice(0, 20_000)
    .replaceAll(/"[^"]*"/g, 'q')
    .replaceAll(/\([^()]*\)/g, ' ')
    .replaceAll(/\([^()]*\)/g, ' ')
    .split(';')
    .map((one) => one.trim());

function results(
  id: RuleId,
  severity: Rule['severity'],
  section: string,
  bad: string,
  judge: (pieces: readonly string[]) => Record<string, string | number> | null,
): Rule {
  return {
    id,
    severity,
    source: [8601, section],
    good: { header: `${AR}dkim=pass header.d=stagecraft.example; spf=pass smtp.mailfrom=stagecraft.example` },
    bad: { header: bad },
    check: (message, report) => {
      for (const field of message.named('authentication-results')) {
        const params = judge(stretches(message.text(field)));
        if (params !== null) report(message.place(field), params);
      }
    },
  };
}

const METHOD = /^([a-z0-9-]+)(?:\s*\/\s*\d+)?\s*=\s*([a-z]+)/i;

interface ArcField {
  readonly field: LintField;
  readonly name: string;
  readonly instance: number;
  readonly tags: ReadonlyMap<string, string>;
}

const ARC = ['arc-seal', 'arc-message-signature', 'arc-authentication-results'];
const read = new WeakMap<Linted, readonly ArcField[]>();

function arcFields(message: Linted): readonly ArcField[] {
  const held = read.get(message);
  if (held) return held;
  const found = message.named(...ARC).map((field): ArcField => {
    const { tags } = tagList(message.text(field));
    const i = tags.get('i') ?? '';
    return { field, name: field.name, instance: /^\d{1,4}$/.test(i) ? Number(i) : 0, tags };
  });
  read.set(message, found);
  return found;
}

function arc(
  id: RuleId,
  severity: Rule['severity'],
  section: string,
  bad: string,
  judge: (one: ArcField) => Record<string, string | number> | null,
): Rule {
  return {
    id,
    severity,
    source: [8617, section],
    good: { header: set(1) },
    bad: { header: bad },
    check: (message, report) => {
      for (const one of arcFields(message)) {
        const params = judge(one);
        if (params !== null) report(message.place(one.field), { instance: one.instance, ...params });
      }
    },
  };
}

export const resultRules: readonly Rule[] = [
  results(
    'S01',
    'error',
    '2.5',
    'Authentication-Results: dkim=pass header.d=stagecraft.example',
    ([id = '']) => (id === '' || id.includes('=') ? {} : null),
  ),
  results(
    'S02',
    'warning',
    '2.6',
    'Authentication-Results: mx.stagecraft.example 2;\n spf=pass smtp.mailfrom=stagecraft.example',
    ([id = '']) => {
      const version = /\s(\S+)$/.exec(id)?.[1];
      return version !== undefined && version !== '1' && !id.includes('=')
        ? { version: shortened(version) }
        : null;
    },
  ),
  results('S03', 'warning', '2.7', `${AR}spf=perhaps smtp.mailfrom=stagecraft.example`, (pieces) => {
    for (const piece of pieces.slice(1)) {
      const [, method = '', result = ''] = METHOD.exec(piece) ?? [];
      const fits = RESULTS.get(method.toLowerCase());
      if (fits && !fits.test(result.toLowerCase())) return { method, result };
    }
    return null;
  }),
  results('S04', 'advice', '2.3', `${AR}spf=pass envelope.mailfrom=stagecraft.example`, (pieces) => {
    for (const piece of pieces.slice(1))
      for (const [, type = ''] of piece.matchAll(/\s([a-z][a-z0-9-]*)\s*\.\s*[a-z][a-z0-9_-]*\s*=/gi))
        if (!TYPES.test(type.toLowerCase())) return { type };
    return null;
  }),
  {
    id: 'S05',
    severity: 'advice',
    source: [8601, '7.1'],
    good: {
      header: `${AR}spf=pass smtp.mailfrom=stagecraft.example\nReceived: from a.okafor.example by mx.stagecraft.example with ESMTPS;\n Mon, 23 Nov 2026 09:14:05 +0100`,
    },
    bad: {
      header: `Received: from a.okafor.example by mx.stagecraft.example with ESMTPS;\n Mon, 23 Nov 2026 09:14:05 +0100\n${AR}spf=pass smtp.mailfrom=stagecraft.example`,
    },
    check: (message, report) => {
      const top = message.named('received')[0]?.item.start;
      if (top === undefined || message.origin !== 'opened') return;
      for (const field of message.named('authentication-results'))
        if (field.item.start > top)
          report(message.place(field), { server: shortened(stretches(message.text(field))[0] ?? '') });
    },
  },
  {
    id: 'S06',
    severity: 'warning',
    source: [8601, '5'],
    originated: true,
    good: { header: 'Comments: none' },
    bad: { header: `${AR}none` },
    check: (message, report) => {
      for (const field of message.named('authentication-results')) report(message.place(field));
    },
  },
  {
    id: 'C01',
    severity: 'error',
    source: [8617, '4.2'],
    good: { header: set(1) },
    bad: { header: set(1).replace(/^ARC-Message-Signature.*\n(?: .*\n)*/m, '') },
    check: (message, report) => {
      const sets = new Map<number, ArcField[]>();
      for (const one of arcFields(message))
        sets.set(one.instance, [...(sets.get(one.instance) ?? []).slice(0, 10), one]);
      for (const [instance, fields] of sets) {
        const [first] = fields;
        if (
          first &&
          instance > 0 &&
          !(fields.length === 3 && ARC.every((name) => fields.some((one) => one.name === name)))
        )
          report(message.place(first.field), { instance, count: fields.length });
      }
    },
  },
  {
    id: 'C02',
    severity: 'error',
    source: [8617, '4.2.1'],
    good: { header: set(1) },
    bad: { header: set(2, { seal: SEAL.replace('none', 'pass') }) },
    check: (message, report) => {
      const all = arcFields(message);
      const instances = new Set(all.map(({ instance }) => instance));
      const highest = Math.max(0, ...instances);
      const first = all.find(({ instance }) => instance < 1 || instance > 50) ?? all[0];
      if (first && (first.instance < 1 || highest > 50 || instances.size !== highest))
        report(message.place(first.field), { instance: first.tags.get('i')?.slice(0, 20) ?? '' });
    },
  },
  arc('C03', 'error', '4.4', set(1, { seal: SEAL.replace('none', 'pass') }), ({ name, instance, tags }) => {
    if (name !== 'arc-seal') return null;
    const cv = tags.get('cv')?.toLowerCase() ?? '';
    const fits = instance === 1 ? cv === 'none' || cv === 'fail' : cv === 'pass' || cv === 'fail';
    return fits ? null : { value: shortened(cv) };
  }),
  arc('C04', 'error', '4.1.3', set(1, { seal: `${SEAL}; h=from` }), ({ name, tags }) =>
    name === 'arc-seal' && tags.has('h') ? {} : null,
  ),
  arc('C05', 'error', '4.1.2', set(1, { signed: `v=1; ${SIGNED}` }), ({ name, tags }) =>
    name === 'arc-message-signature' && tags.has('v') ? {} : null,
  ),
  arc(
    'C06',
    'error',
    '4.1.2',
    set(1, { signed: SIGNED.replace('from:from', 'from:arc-seal') }),
    ({ name, tags }) =>
      name === 'arc-message-signature' &&
      tags
        .get('h')
        ?.toLowerCase()
        .split(':')
        .some((one) => one.startsWith('arc-')) === true
        ? {}
        : null,
  ),
  arc('C07', 'warning', '5.1.2', set(1, { seal: SEAL.replace('none', 'fail') }), ({ name, tags }) =>
    name === 'arc-seal' && tags.get('cv')?.toLowerCase() === 'fail' ? {} : null,
  ),
];
