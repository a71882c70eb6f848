/** What each rule says, in French: the same rules, or it does not compile. */
import lines from './fr/lines.json' with { type: 'json' };
import occurrence from './fr/occurrence.json' with { type: 'json' };
import dates from './fr/dates.json' with { type: 'json' };
import addresses from './fr/addresses.json' with { type: 'json' };
import identifiers from './fr/identifiers.json' with { type: 'json' };
import encodedWords from './fr/encoded-words.json' with { type: 'json' };
import mime from './fr/mime.json' with { type: 'json' };
import trace from './fr/trace.json' with { type: 'json' };
import signatures from './fr/signatures.json' with { type: 'json' };
import results from './fr/results.json' with { type: 'json' };
import lists from './fr/lists.json' with { type: 'json' };
import automation from './fr/automation.json' with { type: 'json' };
import sending from './fr/sending.json' with { type: 'json' };
import type { RuleId, RuleWords } from './en.ts';

export const fr: Readonly<Record<RuleId, RuleWords>> = {
  ...lines,
  ...occurrence,
  ...dates,
  ...addresses,
  ...identifiers,
  ...encodedWords,
  ...mime,
  ...trace,
  ...signatures,
  ...results,
  ...lists,
  ...automation,
  ...sending,
};
