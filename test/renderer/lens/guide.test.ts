// Which chapter of the guide helps with a field.
import { expect, it } from 'vitest';
import { chapterOf, chapters } from '#core/i18n/guide/chapters.ts';

it.each([
  ['From', 'forge'],
  ['resent-sender', 'forge'],
  ['DKIM-Signature', 'forge'],
  ['ARC-Seal', 'forge'],
  ['Bcc', 'differ'],
  ['List-Id', 'differ'],
  ['Return-Path', 'envelope'],
  ['Received', 'header'],
  ['X-From-Nowhere', 'header'],
  ['', 'header'],
])('%s is explained under %s', (field, chapter) => {
  expect(chapterOf(field)).toBe(chapter);
});

it('cites the section of an RFC for most of what it says', () => {
  const paragraphs = Object.values(chapters).flat();
  expect(paragraphs.filter((one) => 'source' in one).length).toBeGreaterThan(paragraphs.length - 3);
});
