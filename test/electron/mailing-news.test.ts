// Of a mailing there is one notification, however many messages it has: once all of it has ended, and again when what failed is tried again.
import { beforeEach, describe, expect, it } from 'vitest';
import type { OutboxItem } from '#core/contract/outbox.ts';
import { LANGUAGES } from '#core/i18n/languages.ts';
import type { MailingSums } from '#core/mailing/states.ts';
import { SubmissionId } from '#core/message/ids.ts';
import type { OutboxEvent } from '#core/outbox/events.ts';
import { newsOf } from '#electron/host/news.ts';
import { wordsIn } from '#electron/host/words.ts';
import * as e from '#test/core/outbox/events.ts';
import { item } from '#test/renderer/outbox/items.ts';

const [A] = e.people;
const all = { notifyOnSuccess: true, notifyOnFailure: true, discreetNotifications: false };
const HOUR = 3_600_000;
const OF = 300;

let mailings = 0;
/** Another mailing for each test: what was said of one is remembered. */
let id = SubmissionId.parse('0'.repeat(26));
beforeEach(() => {
  mailings += 1;
  id = SubmissionId.parse(String(mailings).padStart(26, '0'));
});

const one = (...events: readonly OutboxEvent[]): OutboxItem =>
  item([e.submitted([A], { practice: false, mailing: { id, of: OF } }), e.began(), ...events], {
    subject: 'The secret plan',
  });
const accepted = (): OutboxItem => one(e.results({ [A]: 'accepted' }), e.ended());
const refused = (): OutboxItem => one(e.results({ [A]: 'refused' }), e.ended());

describe.each(LANGUAGES)('in %s', (language) => {
  const t = wordsIn(language);
  const news = (of: OutboxItem, sums: MailingSums | null, settings = all, now = 0) =>
    newsOf(of, settings, t, now, () => sums);

  it('nothing is said while some of them wait', () => {
    for (let sent = 1; sent < OF; sent++) expect(news(accepted(), null)).toBeUndefined();
  });

  it('success is said once, though the last of them end together', () => {
    const told = Array.from({ length: 50 }, () => news(accepted(), { accepted: OF }));
    expect(told.filter((one) => one !== undefined)).toHaveLength(1);
    expect(told[0]?.place).toBe('go-sent');
    expect(told[0]?.body).toMatch(/The secret plan.*300/);
  });

  it('failure is said once, with how many it is about', () => {
    const sums = { refused: 8, accepted: OF - 8 };
    const first = news(accepted(), sums);
    expect(first?.place).toBe('go-outbox');
    expect(first?.body).toMatch(/The secret plan/);
    expect(first?.body).toContain('8');
    expect(news(refused(), sums)).toBeUndefined();
  });

  it('is said again when those that failed were tried again', () => {
    expect(news(refused(), { refused: 1, accepted: OF - 1 })).toBeDefined();
    expect(news(accepted(), null)).toBeUndefined();
    expect(news(refused(), { refused: 1, accepted: OF - 1 })).toBeDefined();
  });

  it('that nobody can know of some is said of all of it', () => {
    expect(news(accepted(), { unknown: 2, accepted: OF - 2 })?.body).toContain('2');
  });

  it('names nothing of it where the user wants that', () => {
    const discreet = news(accepted(), { accepted: OF }, { ...all, discreetNotifications: true });
    expect(discreet?.body).toBeTruthy();
    expect(JSON.stringify(discreet)).not.toMatch(/secret|300/);
  });

  it('is not said where the user wants none', () => {
    const none = { ...all, notifyOnSuccess: false };
    expect(news(accepted(), { accepted: OF }, none)).toBeUndefined();
  });

  it('says once that some are still tried after an hour', () => {
    const later = one(e.results({ [A]: 'deferred' }), e.ended(null, false, 1, 9));
    expect(news(later, null, all, HOUR - 1)).toBeUndefined();
    expect(news(later, null, all, HOUR + 1)?.place).toBe('go-outbox');
    expect(news(later, null, all, HOUR + 2)).toBeUndefined();
  });
});
