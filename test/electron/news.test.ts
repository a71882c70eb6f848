// What notifications say: of the message as much as the user wants, in both languages, and nothing at all where they want none.
import { describe, expect, it } from 'vitest';
import type { HeldAccount, OutboxItem } from '#core/contract/outbox.ts';
import { LANGUAGES } from '#core/i18n/languages.ts';
import { PRACTICE_ACCOUNT_ID } from '#core/message/ids.ts';
import type { OutboxEvent } from '#core/outbox/events.ts';
import { newsOf, newsOfHeld } from '#electron/host/news.ts';
import { pageWordsIn } from '#electron/host/page-words.ts';
import { wordsIn } from '#electron/host/words.ts';
import * as e from '#test/core/outbox/events.ts';
import { item } from '#test/renderer/outbox/items.ts';

const [A, B] = e.people;
const all = { notifyOnSuccess: true, notifyOnFailure: true, discreetNotifications: false };
const HOUR = 3_600_000;

const after = (...events: readonly OutboxEvent[]): OutboxItem =>
  item([e.submitted([A, B], { practice: false }), e.began(), ...events], { subject: 'The secret plan' });

const ENDS: readonly (readonly [string, OutboxItem])[] = [
  ['sent', after(e.results({ [A]: 'accepted', [B]: 'accepted' }), e.ended())],
  ['partly sent', after(e.results({ [A]: 'accepted', [B]: 'refused' }), e.ended())],
  ['failed', after(e.results({ [A]: 'refused', [B]: 'refused' }), e.ended())],
  ['unknown', after(e.results({ [A]: 'unknown', [B]: 'unknown' }), e.ended())],
  ['held', after(e.ended(e.trouble('not-all-at-once'), true))],
];
const held: HeldAccount = {
  accountId: PRACTICE_ACCOUNT_ID,
  accountName: 'Harbour',
  hue: 1,
  since: 0,
  diagnosis: e.trouble('sign-in-refused'),
  count: 3,
};

describe.each(LANGUAGES)('in %s', (language) => {
  const t = wordsIn(language);

  it.each(ENDS)('a message that is %s is named by subject or recipient', (_, ended) => {
    const news = newsOf(ended, all, t, 0);
    expect(`${news?.title ?? ''} ${news?.body ?? ''}`).toMatch(/The secret plan|a@x\.example/);
  });

  it.each(ENDS)('of one that is %s neither is said where the user wants that', (_, ended) => {
    const news = newsOf(ended, { ...all, discreetNotifications: true }, t, 0);
    expect(news?.body).toBeTruthy();
    expect(JSON.stringify(news)).not.toMatch(/secret|x\.example/);
  });

  it('an account on hold is named, or not, in the same way', () => {
    const words = pageWordsIn(language);
    const body = newsOfHeld(held, all, words)?.body ?? '';
    expect(body).toContain('Harbour');
    // Its reason in words, not the name of one.
    expect(body).not.toMatch(/\b[a-z]+\.[a-z]+\./i);
    const discreet = newsOfHeld(held, { ...all, discreetNotifications: true }, words);
    expect(JSON.stringify(discreet)).not.toContain('Harbour');
  });
});

describe('no news', () => {
  const t = wordsIn('en');

  it.each(ENDS)('is told of what is %s where the user wants none', (_, ended) => {
    expect(newsOf(ended, { ...all, notifyOnSuccess: false, notifyOnFailure: false }, t, 0)).toBeUndefined();
  });

  it('is told of mail that only waits, before it has been tried for an hour, and then once', () => {
    const deferred = after(e.results({ [A]: 'deferred', [B]: 'deferred' }), e.ended(null, false, 1, 9));
    expect(newsOf(deferred, all, t, HOUR - 1)).toBeUndefined();
    expect(newsOf(deferred, all, t, HOUR + 1)?.place).toBe('go-outbox');
    expect(newsOf(deferred, all, t, 2 * HOUR)).toBeUndefined();
  });

  it('is told of each message of an account that is on hold: the account’s stands for all', () => {
    expect(newsOf(after(e.ended(e.trouble('sign-in-refused'), true)), all, t, 0)).toBeUndefined();
  });
});
