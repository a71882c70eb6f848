/** Header fields of a message's own: which are refused, what goes out of the others, and whose place they take. */
import { describe, expect, it } from 'vitest';
import { valueKind } from '#core/headers/values/kinds.ts';
import { checkDraft } from '#core/message/check-draft.ts';
import type { DraftContent } from '#core/message/draft.ts';
import { messageOptions } from '#core/message/message-options.ts';
import { checkHeaderField, type HeaderField } from '#core/message/own-header.ts';
import { USUAL_SENDING } from '#core/message/sending.ts';
import { SendingOptions } from '#core/message/sending-schema.ts';
import { estimateSize } from '#core/message/size.ts';
import { headBytes } from '#electron/outbox/making/build-message.ts';
import { content, identity } from './drafts.ts';

const withFields = (...headers: HeaderField[]): DraftContent =>
  content({ sending: { ...USUAL_SENDING, headers } });

async function header(draft: DraftContent, from = identity()): Promise<string> {
  const made = { messageId: '<1@example.org>', date: new Date(0) };
  const bytes = await headBytes(messageOptions(draft, from, made), []);
  return `\r\n${new TextDecoder().decode(bytes).split('\r\n\r\n')[0] ?? ''}\r\n`;
}

describe('a field of the message’s own', () => {
  it('goes out with its name as it is typed', async () => {
    expect(await header(withFields({ name: 'X-GitHub-ID', value: 'a; b=1' }))).toContain(
      '\r\nX-GitHub-ID: a; b=1\r\n',
    );
  });

  it('goes out as it is typed, quotes and what looks encoded in a syntax included', async () => {
    const value = '<https://example.org/off?a="b"&c==?utf-8?Q?d?=>';
    expect(await header(withFields({ name: 'List-Unsubscribe', value }))).toContain(
      `\r\nList-Unsubscribe: ${value}\r\n`,
    );
    expect(await header(withFields({ name: 'X-Json', value: '{"a":1}' }))).toContain(
      '\r\nX-Json: {"a":1}\r\n',
    );
  });

  it('may stand more than once, in the order it is written', async () => {
    const fields = ['b', 'a'].map((value) => ({ name: 'Comments', value }));
    expect((await header(withFields(...fields))).match(/^Comments: .*$/gm)).toEqual([
      'Comments: b',
      'Comments: a',
    ]);
  });

  it('is left out without a value, and forbids nothing then', async () => {
    const draft = withFields({ name: 'X-Empty', value: ' ' }, { name: '', value: '' });
    expect(checkDraft(draft, identity())).toEqual([]);
    expect(await header(draft)).not.toContain('X-Empty');
  });

  it('counts for the size that is shown', async () => {
    const draft = withFields({ name: 'X-Campaign', value: 'spring and summer '.repeat(40) });
    const made = { messageId: '<1@example.org>', date: new Date(0) };
    const actual = (await headBytes(messageOptions(draft, identity(), made), [])).length;
    expect(Math.abs(estimateSize(draft, identity(), []) - actual) / actual).toBeLessThanOrEqual(0.05);
  });
});

describe('of one name', () => {
  const from = identity({
    organisation: 'Atelier Velmont',
    headers: [
      { name: 'X-Campaign', value: 'spring' },
      { name: 'X-Other', value: 'stays' },
    ],
  });

  it('the message’s own stands in the place of the identity’s', async () => {
    const text = await header(
      withFields({ name: 'x-campaign', value: 'autumn' }, { name: 'Organization', value: 'Elsewhere' }),
      from,
    );
    expect(text.match(/^(?:x-campaign|organization|x-other): .*$/gim)).toEqual([
      'X-Other: stays',
      'x-campaign: autumn',
      'Organization: Elsewhere',
    ]);
  });

  it('and in the place of what the options ask for', async () => {
    const headers = [{ name: 'Importance', value: 'low' }];
    const text = await header(
      content({ sending: { ...USUAL_SENDING, importance: 'high', headers } }),
      identity(),
    );
    expect(text.match(/^Importance: .*$/gm)).toEqual(['Importance: low']);
  });

  it('and of what the draft answers', async () => {
    const draft = {
      ...withFields({ name: 'In-Reply-To', value: '<2@b.example>' }),
      inReplyTo: '<1@a.example>',
    };
    const text = await header(draft);
    expect(text.match(/^(?:In-Reply-To|References): .*$/gm)?.toSorted()).toEqual([
      'In-Reply-To: <2@b.example>',
      'References: <1@a.example>',
    ]);
  });

  it('an empty one of the message leaves the identity’s alone', async () => {
    expect(await header(withFields({ name: 'X-Campaign', value: '' }), from)).toContain('X-Campaign: spring');
  });
});

describe('a value that is not ASCII', () => {
  it('becomes encoded words in text', async () => {
    expect(await header(withFields({ name: 'X-Place', value: 'Café Zoë' }))).toMatch(
      /\r\nX-Place: =\?UTF-8\?[QB]\?/,
    );
  });

  it('becomes them keyword by keyword, so that the commas still separate', async () => {
    expect(await header(withFields({ name: 'Keywords', value: 'été, plan, hiver à la mer' }))).toMatch(
      /\r\nKeywords: =\?UTF-8\?B\?\S+\?=, plan,\s+=\?UTF-8\?B\?\S+\?=\r\n/,
    );
  });

  it('becomes them in the names of addresses, never in the addresses', async () => {
    expect(checkHeaderField({ name: 'Mail-Followup-To', value: '"Léa" <lea@bücher.example>' })).toBeNull();
    expect(
      await header(withFields({ name: 'Mail-Followup-To', value: '"Léa" <lea@bücher.example>' })),
    ).toMatch(/\r\nMail-Followup-To: =\?UTF-8\?B\?TMOpYQ==\?= <lea@xn--bcher-kva\.example>\r\n/);
    expect(checkHeaderField({ name: 'Mail-Followup-To', value: 'léa@example.org' })).toBe('field-not-ascii');
  });

  it.each(['List-Unsubscribe', 'In-Reply-To', 'References', 'Auto-Submitted', 'Importance', 'Precedence'])(
    'is refused in %s',
    (name) => expect(checkHeaderField({ name, value: 'é' })).toBe('field-not-ascii'),
  );

  it('is refused in all fields that the lens reads by a syntax without words', () => {
    const names = ['date', 'references', 'auto-submitted', 'list-post', 'archived-at', 'expires', 'reply-by', 'supersedes', 'authentication-results', 'x-received', 'autocrypt', 'x-original-date', 'x-google-original-message-id', 'disposition-notification-options']; // prettier-ignore
    for (const name of names) {
      expect(['text', 'addresses']).not.toContain(valueKind(name));
      expect(checkHeaderField({ name, value: 'é' })).not.toBeNull();
    }
  });
});

describe('a name', () => {
  it.each(['X A', 'X:A', 'Été', 'X\t', 'x'.repeat(77)])('%j is refused as none', (name) =>
    expect(checkHeaderField({ name, value: 'a' })).toBe('field-name'),
  );

  it.each([
    'From',
    'sender',
    'BCC',
    'Reply-To',
    'Subject',
    'Date',
    'Message-ID',
    'Content-Type',
    'MIME-Version',
    'Received',
    'DKIM-Signature',
    'ARC-Seal',
    'Resent-To',
  ])('%s is refused as the program’s own, and never goes out', async (name) => {
    const draft = withFields({ name, value: 'forged' });
    expect(checkDraft(draft, identity())).toEqual([{ code: 'field-ours', field: 'headers', value: name }]);
    expect(await header(draft)).not.toContain('forged');
  });

  it('is missed where there is a value', () =>
    expect(checkHeaderField({ name: '', value: 'a' })).toBe('field-no-name'));
});

describe('a line break', () => {
  it.each(['a\r\nBcc: x@y.example', 'a\nb', 'a\rb', 'a\0b'])(
    'in %j is refused, and never goes out',
    async (value) => {
      const draft = withFields({ name: 'X-A', value });
      expect(checkHeaderField({ name: 'X-A', value })).toBe('field-line-break');
      expect(await header(draft)).not.toContain('X-A');
      expect(SendingOptions.safeParse(draft.sending).success).toBe(false);
    },
  );
});

it('a value that no line can hold is refused where it may not be encoded', () => {
  const value = `<https://example.org/${'a'.repeat(1000)}>`;
  expect(checkHeaderField({ name: 'List-Unsubscribe', value })).toBe('field-too-long');
  expect(checkHeaderField({ name: 'X-Link', value })).toBeNull();
});

it.each([
  ['alone', 'a'.repeat(1100)],
  ['with a name', `"Léa" <${'a'.repeat(1100)}@example.org>`],
])('an address that no line can hold is refused: %s', (_, value) => {
  const draft = withFields({ name: 'X-Original-To', value });
  expect(checkDraft(draft, identity())).toEqual([
    expect.objectContaining({ code: 'field-too-long', field: 'headers' }),
  ]);
});

it('a draft that was saved before there were such fields has none', () => {
  const before: Record<string, unknown> = { ...USUAL_SENDING };
  delete before.headers;
  expect(SendingOptions.parse(before).headers).toEqual([]);
});
