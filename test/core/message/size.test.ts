import { describe, expect, it } from 'vitest';
import { estimateSize } from '#core/message/size.ts';
import { built, type File } from './built.ts';
import { attachmentId, content, identity, mailbox } from './drafts.ts';

const file = (size: number, name = 'plan.pdf', mediaType = 'application/pdf'): File => ({
  name,
  mediaType,
  bytes: new Uint8Array(size).fill(7),
});
const many = (count: number, name = '') =>
  Array.from({ length: count }, (_, n) => mailbox(`person${String(n)}@example.net`, name));

describe('the size that is shown before sending', () => {
  it.each([
    ['a short message', content(), []],
    ['no subject, no body', content({ subject: '', body: '' }), []],
    [
      'French',
      content({ subject: 'Le devis révisé – scène et salle', body: 'Voilà, à bientôt, éà.\n'.repeat(9) }),
      [],
    ],
    ['Japanese', content({ subject: '照明の見積もり', body: '照明の見積もりを送ります。\n'.repeat(30) }), []],
    ['long lines', content({ body: `${'some words of a paragraph '.repeat(200)}\n`.repeat(3) }), []],
    ['many recipients', content({ to: many(40), cc: many(60, 'Zoë Müller'), bcc: many(100) }), []],
    ['a lone attachment', content({ body: '' }), [file(3000)]],
    ['an empty attachment', content(), [file(0)]],
    ['small attachments', content({ body: 'é' }), [file(1), file(57), file(58, 'a b.txt', 'text/plain')]],
    ['a name in Unicode', content(), [file(100, 'Théâtre Velmont – devis révisé (final).pdf')]],
    ['2 MB', content(), [file(2_000_000)]],
  ] as const)('is within 2 in 100 of the message: %s', async (_, draft, files) => {
    const actual = (await built(draft, identity(), files)).length;
    const views = files.map(({ name, mediaType, bytes }, n) => ({
      id: attachmentId(n),
      name,
      mediaType,
      size: bytes.length,
    }));
    const estimated = estimateSize(draft, identity(), views);
    expect(Math.abs(estimated - actual) / actual).toBeLessThanOrEqual(0.02);
  });
});
