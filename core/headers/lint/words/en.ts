/** What each rule says, in English: loaded when findings are shown. English is the type: a rule without words does not compile. */
import lines from './en/lines.json' with { type: 'json' };
import occurrence from './en/occurrence.json' with { type: 'json' };
import dates from './en/dates.json' with { type: 'json' };
import addresses from './en/addresses.json' with { type: 'json' };
import identifiers from './en/identifiers.json' with { type: 'json' };
import encodedWords from './en/encoded-words.json' with { type: 'json' };
import mime from './en/mime.json' with { type: 'json' };
import trace from './en/trace.json' with { type: 'json' };
import signatures from './en/signatures.json' with { type: 'json' };
import results from './en/results.json' with { type: 'json' };
import lists from './en/lists.json' with { type: 'json' };
import automation from './en/automation.json' with { type: 'json' };
import sending from './en/sending.json' with { type: 'json' };

export interface RuleWords {
  /** what was found; `{{name}}` is a parameter of the finding */
  readonly title: string;
  readonly why: string;
  readonly fix: string;
}

export const en = {
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

export type RuleId = keyof typeof en;
