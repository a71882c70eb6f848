/** Which program a text is of, and what it says of accounts. Any text in, findings out; never a throw. */
import { fromFacteur } from './facteur.ts';
import { MAX_FOUND, tell, type Findings } from './found.ts';
import { fromMsmtp } from './msmtp.ts';
import { fromMutt } from './mutt.ts';
import { fromSmtpUrl } from './smtp-url.ts';
import { fromThunderbird } from './thunderbird.ts';

type ImportSource = 'thunderbird' | 'msmtp' | 'mutt' | 'url' | 'facteur';

function sourceOf(text: string): ImportSource | null {
  if (/^\s*\{/.test(text)) return 'facteur';
  if (/^\s*user_pref\(/m.test(text)) return 'thunderbird';
  if (/^\s*smtps?:\/\/\S*\s*$/i.test(text)) return 'url';
  if (/^\s*set\s[^\n]*\bsmtp_url\b/m.test(text)) return 'mutt';
  return /^\s*(?:defaults|account|host)\b/m.test(text) ? 'msmtp' : null;
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
