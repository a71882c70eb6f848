/** Names that people give such fields, each with a value as it may look. Which names are refused is core/message/own-header.ts's. */
const EXAMPLES: Readonly<Record<string, string>> = {
  'Auto-Submitted': 'auto-generated',
  Comments: '',
  'Feedback-ID': 'spring:velmont:news',
  'In-Reply-To': '<1234@example.org>',
  Keywords: 'plan, spring',
  'List-Id': 'News <news.example.org>',
  'List-Unsubscribe': '<https://example.org/off>, <mailto:off@example.org>',
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  'Mail-Followup-To': 'list@example.org',
  Organization: '',
  Precedence: 'bulk',
  References: '<1234@example.org> <1235@example.org>',
  Sensitivity: 'Personal',
  'X-Auto-Response-Suppress': 'All',
  'X-Entity-Ref-ID': '1234',
  'X-Mailer': '',
};

export const KNOWN_NAMES: readonly string[] = Object.keys(EXAMPLES);

const examples = new Map(Object.entries(EXAMPLES).map(([name, value]) => [name.toLowerCase(), value]));

/** Empty: none. */
export const exampleOf = (name: string): string => examples.get(name.toLowerCase()) ?? '';
