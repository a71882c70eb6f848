/**
 * The learners' guide without its words: chapters, their paragraphs, what each shows of a real message and where it is written down. The
 * words are in en.ts and fr.ts beside this, which are loaded when somebody opens the guide.
 */

/** What a paragraph shows of a message: lines of its conversation, of its header, or where they meet. */
export type SampleKind =
  | 'mail-from'
  | 'recipients'
  | 'ehlo'
  | 'header'
  | 'empty-line'
  | 'message-id'
  | 'hidden'
  | 'from'
  | 'sign-in'
  | 'tls'
  | 'server'
  | 'acceptance';

export interface Paragraph {
  readonly id: string;
  readonly sample?: SampleKind;
  /** e.g. { rfc: 5321, section: '3.3' } */
  readonly source?: { readonly rfc: number; readonly section?: string };
}

export const chapters = {
  envelope: [
    { id: 'before', sample: 'mail-from', source: { rfc: 5321, section: '3.3' } },
    { id: 'recipients', sample: 'recipients', source: { rfc: 5321, section: '2.3.1' } },
    { id: 'gone', source: { rfc: 5321, section: '4.4' } },
    { id: 'qualified', sample: 'ehlo', source: { rfc: 5321, section: '2.3.5' } },
  ],
  header: [
    { id: 'fields', sample: 'header', source: { rfc: 5322, section: '2.2' } },
    { id: 'emptyLine', sample: 'empty-line', source: { rfc: 5322, section: '2.1' } },
    { id: 'names', sample: 'message-id', source: { rfc: 5322, section: '3.6.4' } },
    { id: 'received', source: { rfc: 5321, section: '4.4' } },
  ],
  differ: [
    { id: 'hidden', sample: 'hidden', source: { rfc: 5322, section: '3.6.3' } },
    { id: 'lists', source: { rfc: 5321, section: '3.9' } },
    { id: 'notices', source: { rfc: 5321, section: '4.5.5' } },
  ],
  forge: [
    { id: 'text', sample: 'from', source: { rfc: 5321, section: '7.1' } },
    { id: 'signIn', sample: 'sign-in', source: { rfc: 6409, section: '6.1' } },
    { id: 'tls', sample: 'tls', source: { rfc: 3207, section: '6' } },
    { id: 'domains', source: { rfc: 9989, section: '1' } },
    { id: 'people', source: { rfc: 8551, section: '1' } },
  ],
  port: [
    { id: 'ports', sample: 'server', source: { rfc: 8314, section: '3.3' } },
    { id: 'provider' },
    { id: 'name' },
  ],
  smtp: [
    { id: 'away', source: { rfc: 5321, section: '2.1' } },
    { id: 'accepted', sample: 'acceptance', source: { rfc: 5321, section: '4.2.5' } },
  ],
} as const satisfies Record<string, readonly Paragraph[]>;

export type ChapterId = keyof typeof chapters;
export const CHAPTER_IDS: readonly ChapterId[] = ['envelope', 'header', 'differ', 'forge', 'port', 'smtp'];

type ParagraphIds<C extends ChapterId> = (typeof chapters)[C][number]['id'];

/** The words of one language: each chapter's title, and each paragraph's text. */
export type GuideWords = {
  readonly [C in ChapterId]: { readonly title: string } & Readonly<Record<ParagraphIds<C>, string>>;
};

/** Which chapter helps with a field; the name in any case. */
export function chapterOf(field: string): ChapterId {
  const name = field.toLowerCase();
  if (/^(?:resent-)?(?:to|cc|bcc)$|^(?:delivered-to|envelope-to|list-|errors-to$)/.test(name))
    return 'differ';
  if (name === 'return-path') return 'envelope';
  const vouches = /^(?:resent-)?(?:from|sender|reply-to)$|^(?:dkim-|arc-|authentication-|received-spf$)/;
  return vouches.test(name) ? 'forge' : 'header';
}
