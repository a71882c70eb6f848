/** Mailing lists: the List- fields (RFC 2369, RFC 2919) and leaving with one click (RFC 8058). */
import type { Rule } from '../model.ts';
import { tagList } from '../read/tags.ts';
import { mustFit, shortened, withoutComments } from './fields.ts';

const FIELDS = ['list-help', 'list-unsubscribe', 'list-subscribe', 'list-post', 'list-owner', 'list-archive'];
const HTTPS = 'List-Unsubscribe: <https://okafor.example/leave?u=7>';
const POST = 'List-Unsubscribe-Post: List-Unsubscribe=One-Click';
const SIGNATURE =
  'DKIM-Signature: v=1; a=rsa-sha256; d=stagecraft.example; s=k1;\n bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=c2lnbg==;\n h=from:from:';

const uris = (text: string) =>
  Array.from(withoutComments(text).matchAll(/<([^<>]*)>/g), ([, uri = '']) => uri.replaceAll(/\s/g, ''));
const isUri = (uri: string) => /^[a-z][a-z0-9+.-]*:\S+$/i.test(uri);
const hasUris = (text: string) => {
  const left = withoutComments(text)
    .replaceAll(/<[^<>]*>/g, '<>')
    .replaceAll(/\s/g, '');
  return /^<>(?:,<>)*,?$/.test(left) && uris(text).every(isUri);
};
const isNo = (text: string) => /^no\b/i.test(withoutComments(text));

export const listRules: readonly Rule[] = [
  {
    id: 'U01',
    severity: 'error',
    source: [2369, '2'],
    good: { header: 'List-Post: <mailto:stage@okafor.example>,\n <https://okafor.example/post>' },
    bad: { header: 'List-Post: mailto:stage@okafor.example' },
    check: mustFit(FIELDS, (text) => hasUris(text) || isNo(text)),
  },
  {
    id: 'U02',
    severity: 'warning',
    source: [2369, '3.4'],
    good: { header: 'List-Post: NO (closed)' },
    bad: { header: 'List-Help: NO' },
    check: mustFit(
      FIELDS.filter((name) => name !== 'list-post'),
      (text) => !isNo(text),
    ),
  },
  {
    id: 'U03',
    severity: 'error',
    source: [8058, '3.1'],
    good: { header: `${HTTPS}\n${POST}` },
    bad: { header: `${HTTPS}\nList-Unsubscribe-Post: One-Click` },
    check: mustFit(
      ['list-unsubscribe-post'],
      (text) => text.replaceAll(/\s/g, '') === 'List-Unsubscribe=One-Click',
    ),
  },
  {
    id: 'U04',
    severity: 'error',
    source: [8058, '3.1'],
    good: { header: `${HTTPS}\n${POST}` },
    bad: { header: `List-Unsubscribe: <mailto:leave@okafor.example>\n${POST}` },
    check: (message, report) => {
      const [leave] = message.named('list-unsubscribe');
      const isHttps = leave !== undefined && uris(message.text(leave)).some((uri) => /^https:/i.test(uri));
      if (leave && message.has('list-unsubscribe-post') && !isHttps) report(message.place(leave));
    },
  },
  {
    id: 'U05',
    severity: 'error',
    source: [8058, '4'],
    good: { header: `${HTTPS}\n${POST}\n${SIGNATURE}list-unsubscribe:list-unsubscribe-post` },
    bad: { header: `${HTTPS}\n${POST}\n${SIGNATURE}subject:subject` },
    check: (message, report) => {
      const [post] = message.named('list-unsubscribe-post');
      const signatures = message.named('dkim-signature');
      if (post === undefined || signatures.length === 0) return;
      const covered = signatures.some((field) => {
        const signed = (tagList(message.text(field)).tags.get('h') ?? '').toLowerCase().split(':');
        return signed.includes('list-unsubscribe') && signed.includes('list-unsubscribe-post');
      });
      if (!covered) report(message.place(post));
    },
  },
  {
    id: 'U06',
    severity: 'error',
    source: [8058, '3.1'],
    good: { header: `${HTTPS}\n${POST}` },
    bad: { header: POST },
    check: (message, report) => {
      const [post] = message.named('list-unsubscribe-post');
      if (post && !message.has('list-unsubscribe')) report(message.place(post));
    },
  },
  {
    id: 'U07',
    severity: 'advice',
    source: [8058, '3.1'],
    good: { header: `List-Id: <stage.okafor.example>\n${HTTPS}\n${POST}` },
    bad: { header: 'List-Id: <stage.okafor.example>\nList-Unsubscribe: <mailto:leave@okafor.example>' },
    check: (message, report) => {
      const [leave] = message.named('list-unsubscribe');
      if (leave && !message.has('list-unsubscribe-post') && hasUris(message.text(leave)))
        report(message.place(leave));
    },
  },
  {
    id: 'U08',
    severity: 'warning',
    source: [2919, '3'],
    good: { header: 'List-Id: "Stage hands" <stage.okafor.example>' },
    bad: { header: 'List-Id: stage.okafor.example' },
    check: mustFit(['list-id'], (text) => /<[^<>]*>\s*$/.test(withoutComments(text))),
  },
  {
    id: 'U09',
    severity: 'warning',
    source: [2919, '2'],
    good: { header: 'List-Id: <stage.okafor.example>' },
    bad: { header: 'List-Id: <stage hands.okafor.example>' },
    check: (message, report) => {
      for (const field of message.named('list-id')) {
        const id = /<([^<>]*)>\s*$/.exec(withoutComments(message.text(field)))?.[1];
        if (id !== undefined && (id.length > 255 || !/^[^\s<>()[\]:;@\\,"]+$/.test(id)))
          report(message.place(field), { value: shortened(id) });
      }
    },
  },
];
