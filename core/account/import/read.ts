/** Which program a text is of, and what it says of accounts. Any text in, findings out; never a throw. */
import { fromFacteur } from './facteur.ts';
import { MAX_FOUND, tell, type Findings } from './found.ts';
import { fromMsmtp } from './msmtp.ts';
import { fromMutt } from './mutt.ts';
import { fromSmtpUrl } from './smtp-url.ts';
import { fromThunderbird } from './thunderbird.ts';

type ImportSource = 'thunderbird' | 'msmtp' | 'mutt' | 'url' | 'facteur';

/** No pattern that may begin at each line runs over a line's end: of many empty lines it would read all of them from each. */
function sourceOf(file: string): ImportSource | null {
  // A byte order mark goes with the empty lines.
  const text = file.trimStart();
  if (text.startsWith('{')) return 'facteur';
  if (/^[ \t]*user_pref\(/m.test(text)) return 'thunderbird';
  if (/^smtps?:\/\/\S*\s*$/i.test(text)) return 'url';
  if (/^[ \t]*set[ \t].*\bsmtp_url\b/m.test(text)) return 'mutt';
  return /^[ \t]*(?:defaults|account|host)\b/m.test(text) ? 'msmtp' : null;
}

const READERS: Readonly<Record<ImportSource, (text: string) => Findings>> = {
  thunderbird: fromThunderbird,
  msmtp: fromMsmtp,
  mutt: fromMutt,
  url: (text) => fromSmtpUrl(text, { line: 1 }),
  facteur: fromFacteur,
};

export function readAccounts(text: string): Findings & { readonly source: ImportSource | null } {
  const source = sourceOf(text);
  const found = source === null ? { accounts: [], problems: [] } : READERS[source](text);
  const problems = [...found.problems];
  if (found.accounts.length === 0 && problems.length === 0)
    tell(problems, { line: 0, code: 'nothing-found', text: '' });
  if (found.accounts.length > MAX_FOUND)
    problems.unshift({ line: 0, code: 'too-many', text: String(found.accounts.length) });
  return { source, accounts: found.accounts.slice(0, MAX_FOUND), problems };
}
