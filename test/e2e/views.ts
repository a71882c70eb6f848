// The views of a window that has mail, and how a person gets to each, in whichever language the window speaks at the moment.
import type { Locator, Page } from 'playwright-core';
import type { Catalogue } from '#core/i18n/en.ts';
import type { Language } from '#core/i18n/languages.ts';
import { authenticationWords } from '#core/i18n/authentication.ts';
import { catalogues } from '#core/i18n/catalogue.ts';
import { structureWords } from '#core/i18n/structure.ts';
import { goPractice, type View } from './first-views.ts';
import { settled } from './look.ts';

export const subjects = {
  filled: 'Stage lighting – the revised quote, Théâtre Velmont',
  wrong: 'To people who cannot be reached',
  sent: 'Contract Ångström & Søn, signed – 契約書',
  practice: 'A first look inside – Übung',
  failed: 'Nobody lets me in',
  unknown: 'Perhaps there, perhaps not',
  options: 'Minutes of the general assembly, to be signed',
  byHand: 'A bounce to ourselves, tried out',
  handSent: 'Sent with an envelope of its own',
  deferred: 'Invoice 2026-0388',
  partly: 'Autumn tour: call sheet – Probenplan',
  scheduled: 'Happy new season',
  inParts: 'New opening hours',
} as const;

export const attachment = 'revised quote.pdf';

/** A sentence of the catalogue with its one name filled in. */
const said = (sentence: string, name: string) => sentence.replace('{{name}}', name);

const draft = (name: string, subject: (words: Catalogue) => string): View => ({
  name,
  open: async (page, words) => {
    await page.keyboard.press('Control+1');
    await page
      .getByRole('listitem')
      .filter({ hasText: subject(words) })
      .getByRole('button')
      .first()
      .click();
    await page.getByRole('textbox', { name: words.compose.subject, exact: true }).waitFor();
  },
});

/** A draft with its sending options open, the slip in its drawer where the window is narrow. */
const options = (name: string, subject: string, at: (words: Catalogue) => string): View => ({
  name,
  open: async (page, words) => {
    await draft(name, () => subject).open(page, words);
    await page.keyboard.press('Control+Shift+O');
    await page.getByLabel(words.sending.when).and(page.locator(':focus')).waitFor();
    await settled(page);
    await page.getByText(at(words)).first().scrollIntoViewIfNeeded();
  },
});

const message = (
  name: string,
  digit: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8,
  region: (words: Catalogue) => string,
  subject: string = subjects.sent,
): View => ({
  name,
  open: async (page, words) => {
    await page.keyboard.press('Control+3');
    await listed(page, subject).click();
    await page.getByRole('heading', { name: subject }).waitFor();
    await page.keyboard.press(`Alt+${digit}`);
    await page.getByLabel(region(words), { exact: true }).waitFor();
  },
});

/** Of a room whose words are loaded with it. */
const inLanguage = <T>(room: Readonly<Record<Language, T>>, words: Catalogue): T =>
  words === catalogues.fr ? room.fr : room.en;

/** The row of Sent; the lens beside it may show the subject in an option too. */
const listed = (page: Page, subject: string) => page.getByRole('option').filter({ hasText: subject }).first();

const accountTab = (name: string, of: string, tab: (words: Catalogue) => string): View => ({
  name,
  open: async (page, words) => {
    await page.keyboard.press('Control+5');
    await page.getByRole('option').filter({ hasText: of }).click();
    await page.getByRole('tab', { name: new RegExp(tab(words)) }).click();
  },
});

const account = (
  name: string,
  of: string,
  shows: (words: Catalogue) => string,
  then?: View['open'],
): View => ({
  name,
  open: async (page, words) => {
    await page.keyboard.press('Control+5');
    await page.getByRole('option').filter({ hasText: of }).click();
    await page.getByRole('heading', { name: shows(words) }).waitFor();
    await then?.(page, words);
  },
});

/** From another place, so that nothing stands open that was opened there before. */
async function goOutbox(page: Page, words: Catalogue): Promise<void> {
  await page.keyboard.press('Control+1');
  await page.getByRole('heading', { name: words.app.place.drafts }).waitFor();
  await page.keyboard.press('Control+2');
  await page.getByRole('heading', { name: words.app.place.outbox }).waitFor();
}

async function narrowed(
  page: Page,
  words: Catalogue,
  filter: 'waiting' | 'scheduled' | 'held' | 'unknown' | 'failed',
  subject: string,
): Promise<Locator> {
  await goOutbox(page, words);
  await page.getByRole('button', { name: new RegExp(`^${words.outbox.filter[filter]} \\d`) }).click();
  const card = page.getByRole('listitem', { name: new RegExp(subject) });
  await card.waitFor();
  return card;
}

async function writtenDraft(page: Page, words: Catalogue): Promise<void> {
  await page.keyboard.press('Control+1');
  await page.getByRole('heading', { name: words.app.place.drafts }).waitFor();
  await page.getByRole('listitem').filter({ hasText: subjects.filled }).getByRole('button').first().click();
  await page.getByRole('textbox', { name: words.compose.subject, exact: true }).waitFor();
  // By then its shortcuts are there too.
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
}

/** What is there once `arrange` has filled the profile. */
export const filledViews: readonly View[] = [
  draft('compose-empty', (words) => words.compose.noSubject),
  draft('compose-filled', () => subjects.filled),
  {
    ...draft('compose-news', () => subjects.filled),
    open: async (page, words) => {
      await draft('', () => subjects.filled).open(page, words);
      await page.getByRole('button', { name: said(words.app.removeNamed, attachment) }).click();
      await page.getByText(said(words.compose.removed, attachment)).waitFor();
    },
    close: async (page, words) => {
      await page.getByRole('button', { name: words.app.undo }).click();
      await page.getByRole('button', { name: said(words.app.removeNamed, attachment) }).waitFor();
    },
  },
  {
    ...draft('compose-from', () => subjects.filled),
    open: async (page, words) => {
      await draft('', () => subjects.filled).open(page, words);
      await page.getByRole('button', { name: new RegExp(`^${words.compose.from} `) }).click();
      await page.getByRole('menuitem').first().waitFor();
    },
  },
  {
    ...draft('compose-envelope', () => subjects.filled),
    open: async (page, words) => {
      await draft('', () => subjects.filled).open(page, words);
      const slip = page.getByRole('heading', { name: words.compose.slip.title });
      if (!(await slip.isVisible())) await page.keyboard.press('Control+Shift+e');
      await slip.waitFor();
    },
  },
  draft('compose-problems', () => subjects.wrong),
  options('compose-options', subjects.options, (words) => words.sending.title),
  options('compose-options-end', subjects.options, (words) => words.sending.byHandHint),
  draft('compose-by-hand', () => subjects.byHand),
  options('compose-by-hand-end', subjects.byHand, (words) => words.sending.recipients),
  {
    name: 'drafts',
    open: async (page) => {
      await page.keyboard.press('Control+1');
      await page.getByRole('listitem').filter({ hasText: subjects.filled }).waitFor();
    },
  },
  {
    name: 'compose-send-menu',
    open: async (page, words) => {
      await writtenDraft(page, words);
      await page.keyboard.press('Control+Shift+l');
      await page.getByRole('menuitem', { name: words.outbox.later.other }).waitFor();
    },
  },
  {
    name: 'compose-send-later',
    open: async (page, words) => {
      await writtenDraft(page, words);
      await page.keyboard.press('Control+Shift+l');
      await page.getByRole('menuitem', { name: words.outbox.later.other }).click();
      await page.getByRole('form', { name: words.outbox.later.title }).waitFor();
    },
  },
  {
    name: 'outbox',
    open: async (page, words) => {
      await goOutbox(page, words);
      await page.getByRole('listitem', { name: new RegExp(subjects.partly) }).waitFor();
    },
  },
  {
    name: 'outbox-held',
    open: async (page, words) => {
      await goOutbox(page, words);
      await page.getByRole('button', { name: words.outbox.held.enterPassword }).click();
      await page.getByRole('button', { name: words.outbox.held.keep }).waitFor();
    },
  },
  {
    name: 'outbox-details',
    open: async (page, words) => {
      const card = await narrowed(page, words, 'waiting', subjects.deferred);
      // By the keyboard: under the pointer its tooltip would stand.
      await card.getByRole('button', { name: words.outbox.action.details }).press('Enter');
      await card.getByRole('region', { name: words.outbox.attempts.title }).waitFor();
    },
  },
  {
    name: 'outbox-other-account',
    open: async (page, words) => {
      const card = await narrowed(page, words, 'waiting', subjects.deferred);
      await card.getByRole('button', { name: words.outbox.action.other }).click();
      await card.getByRole('radio').first().waitFor();
    },
  },
  {
    name: 'outbox-reschedule',
    open: async (page, words) => {
      const card = await narrowed(page, words, 'scheduled', subjects.scheduled);
      await card.getByRole('button', { name: words.outbox.action.more }).click();
      await page.getByRole('menuitem', { name: words.outbox.action.reschedule }).click();
      await card.getByRole('form').waitFor();
    },
  },
  {
    name: 'outbox-correct',
    open: async (page, words) => {
      const card = await narrowed(page, words, 'failed', subjects.partly);
      await card.getByRole('button', { name: words.outbox.correct.button }).click();
      await card.getByRole('textbox', { name: words.outbox.correct.label }).waitFor();
    },
  },
  {
    name: 'outbox-unknown',
    open: async (page, words) => {
      await narrowed(page, words, 'unknown', subjects.unknown);
    },
  },
  {
    name: 'outbox-in-parts',
    open: async (page, words) => {
      const card = await narrowed(page, words, 'held', subjects.inParts);
      await card.getByRole('button', { name: words.outbox.action.inParts }).waitFor();
    },
  },
  {
    name: 'outbox-paused',
    open: async (page, words) => {
      await goOutbox(page, words);
      await page.keyboard.press('Control+Shift+h');
      await page.getByText(words.outbox.allPausedText).waitFor();
    },
    close: async (page, words) => {
      await page.keyboard.press('Control+Shift+h');
      await page.getByText(words.outbox.allPausedText).waitFor({ state: 'detached' });
    },
  },
  {
    name: 'sent-list',
    open: async (page) => {
      await page.keyboard.press('Control+3');
      await listed(page, subjects.sent).waitFor();
    },
  },
  message('lens-source', 1, (words) => words.lens.source.lines),
  {
    ...message('lens-explained', 1, (words) => words.lens.source.lines),
    open: async (page, words) => {
      await message('', 1, (said) => said.lens.source.lines).open(page, words);
      const dock = page.getByLabel(words.lens.dock.title, { exact: true });
      if (!(await dock.isVisible())) await page.getByRole('button', { name: words.lens.dock.open }).click();
      await dock.waitFor();
      await page.getByLabel(words.lens.source.lines, { exact: true }).press('ArrowDown');
    },
    close: async (page, words) => {
      const shut = page.getByRole('button', { name: words.lens.dock.close });
      if (await shut.isVisible()) await shut.click();
    },
  },
  message('lens-fields', 2, (words) => words.lens.fields.list),
  message('lens-envelope', 3, (words) => words.lens.envelope.pairs),
  message('lens-envelope-by-hand', 3, (words) => words.lens.envelope.pairs, subjects.handSent),
  message('lens-route-none', 4, (words) => words.lens.route.timeline),
  message('lens-authentication', 5, (words) => inLanguage(authenticationWords, words).view),
  message('lens-conversation', 6, (words) => words.lens.conversation.lines),
  message('lens-conversation-failed', 6, (words) => words.smtp.report.failedTitle, subjects.partly),
  message('lens-structure', 7, (words) => inLanguage(structureWords, words).tree),
  message('lens-findings', 8, (words) => words.findings.report),
  {
    name: 'practice-list',
    open: async (page, words) => {
      await goPractice(page, words);
      await page.getByRole('option').filter({ hasText: subjects.practice }).waitFor();
    },
  },
  account('account-tested', 'Harbour', (words) => words.accounts.works),
  accountTab('account-tls', 'Harbour', (words) => words.accounts.tlsTab),
  accountTab('account-offers', 'Harbour', (words) => words.offers.tab),
  accountTab('account-limits', 'Harbour', (words) => words.accounts.advanced),
  account('account-failed', 'Refusing', (words) => words.smtp.diagnosis['sign-in-refused'].title),
  account(
    'account-failed-end',
    'Refusing',
    (words) => words.smtp.diagnosis['sign-in-refused'].title,
    async (page, words) => {
      await page.getByText(words.accounts.conversation, { exact: true }).click();
      await page.getByRole('heading', { name: words.accounts.offers }).scrollIntoViewIfNeeded();
    },
  ),
  account(
    'account-identities',
    'Harbour',
    (words) => words.accounts.works,
    async (page, words) => {
      await page.getByRole('tab', { name: words.accounts.identities }).click();
      await page.getByRole('button', { name: words.accounts.addIdentity }).waitFor();
    },
  ),
];
