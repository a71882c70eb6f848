// Messages made to do harm to whoever shows them: too many of everything, lines without end, scripts wherever a word can stand.
import { registry } from '#core/headers/explain/registry.ts';
import { fieldKeys } from '#core/headers/fields.ts';

const RUN = "globalThis.pwned=1;document.title='pwned'";

/** What would run wherever text were taken for HTML. */
export const lettersOfHarm = `"><script>${RUN}</script><img src=x onerror="${RUN}"><svg onload="${RUN}"><a href="javascript:${RUN}">x</a>{{constructor}}`;

/** Each field that anybody explains or has registered, with harm as its value and, where it fits, in an address, a word, a parameter. */
export function hostileFields(): string {
  const names = new Set([...fieldKeys, ...registry.keys()].map((name) => name.toLowerCase()));
  const coded = `=?utf-8?B?${Buffer.from(lettersOfHarm).toString('base64')}?=`;
  const values = [
    lettersOfHarm,
    `${coded} <"${lettersOfHarm.replaceAll('"', '\\"')}"@stagecraft.example>`,
    `v=1; a=${lettersOfHarm}; d=${lettersOfHarm}; s=x; h=from:${lettersOfHarm}; bh=x; b=x`,
    `from ${lettersOfHarm} by ${lettersOfHarm} (${lettersOfHarm}) for <${lettersOfHarm}>; Mon, 23 Nov 2026 09:14:02 +0100 (${lettersOfHarm})`,
    `mx.example; dkim=pass (${lettersOfHarm}) header.d="${lettersOfHarm}"; spf=${lettersOfHarm}`,
    `text/html; name="${lettersOfHarm}"; charset="${lettersOfHarm}"`,
    `<javascript:${RUN}>, <data:text/html,${lettersOfHarm}>, <mailto:x@y.example?subject=${lettersOfHarm}>`,
  ];
  const ours = new Set([
    'content-type',
    'mime-version',
    'subject',
    'content-transfer-encoding',
    'message-id',
  ]);
  const fields = [...names]
    .filter((name) => !ours.has(name))
    .flatMap((name, at) =>
      [values[0], values[1 + (at % (values.length - 1))]].map((value) => `${name}: ${value ?? ''}`),
    );
  const harmless = `<h1>A letter</h1>${lettersOfHarm}<iframe src="https://x.example/"></iframe><form action="https://x.example/"><input name=a></form>`;
  return [
    `Subject: A letter ${coded}`,
    'Message-ID: <harm@stagecraft.example>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    ...fields,
    '',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    '',
    harmless,
    '--b',
    `Content-Type: text/plain; name="${lettersOfHarm.replaceAll('"', '\\"')}"; charset="${lettersOfHarm.replaceAll('"', '\\"')}"`,
    `Content-Disposition: attachment; filename="${lettersOfHarm.replaceAll('"', '\\"')}.html"`,
    '',
    lettersOfHarm,
    '--b--',
    '',
  ].join('\r\n');
}

const ordinary = [
  'From: Lea <lea@stagecraft.example>',
  'To: jonas@brueckner.example',
  'Date: Mon, 23 Nov 2026 09:14:02 +0100',
  'Message-ID: <endless@stagecraft.example>',
  'MIME-Version: 1.0',
];

const message = (fields: readonly string[], body: string): string =>
  [...fields, ...ordinary, '', body, ''].join('\r\n');

/** A million parts, each as small as it can be. */
export const hostileParts = (): string =>
  message(
    ['Subject: A million parts', 'Content-Type: multipart/mixed; boundary=a'],
    `${'--a\r\n\r\nx\r\n'.repeat(1_000_000)}--a--`,
  );

export const manyHops = (count: number): string =>
  message(
    [
      'Subject: Many hops',
      ...Array.from(
        { length: count },
        (_, at) =>
          `Received: from mx${String(at)}.okafor.example (mx${String(at)}.okafor.example [198.51.100.7]) by mx${String(at + 1)}.okafor.example (Postfix) with ESMTPS id 4f2a${String(at)}; Mon, 23 Nov 2026 09:${String(14 + (at % 40)).padStart(2, '0')}:05 +0100`,
      ),
    ],
    'Hello',
  );

const LONG = 10_000_000;

/** 10 MB in a line: of a field, of text with spaces or without, of HTML. */
export function hostileLine(where: 'field' | 'text' | 'html' | 'word'): string {
  if (where === 'field')
    return message(
      [
        'Subject: One field',
        `To: ${'jonas@brueckner.example, '.repeat(LONG / 50)}`,
        `X-Long: ${'y'.repeat(LONG / 2)}`,
      ],
      'Hello',
    );
  const type = `Content-Type: text/${where === 'html' ? 'html' : 'plain'}; charset=utf-8`;
  const words = { text: 'some words ', html: '<b>bold</b> words ', word: 'y' }[where];
  return message([`Subject: One ${where}`, type], words.repeat(LONG / words.length));
}
