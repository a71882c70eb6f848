/**
 * A slip of the keys in a well-known mail domain: `gmial.com`, `orange.rf`. Only what is one slip away from such a domain is taken for one,
 * never a domain that people do have, however near it is.
 */

export const WELL_KNOWN = [
  // French
  ...['orange.fr', 'wanadoo.fr', 'free.fr', 'laposte.net', 'sfr.fr', 'neuf.fr', 'bbox.fr', 'numericable.fr'],
  ...['club-internet.fr', 'aliceadsl.fr', 'cegetel.net', 'voila.fr', 'noos.fr', 'libertysurf.fr'],
  // for everybody
  ...['gmail.com', 'googlemail.com', 'outlook.com', 'outlook.fr', 'hotmail.com', 'hotmail.fr', 'hotmail.be'],
  ...['live.com', 'live.fr', 'live.be', 'msn.com', 'yahoo.com', 'yahoo.fr', 'ymail.com', 'icloud.com'],
  ...['me.com', 'mac.com', 'aol.com', 'aol.fr', 'gmx.com', 'gmx.fr', 'gmx.net', 'gmx.de', 'web.de'],
  ...['protonmail.com', 'proton.me', 'fastmail.com', 'tutanota.com', 'mailo.com', 'zoho.com'],
  ...['bluewin.ch', 'skynet.be', 'videotron.ca', 'sympatico.ca', 't-online.de', 'comcast.net', 'verizon.net'],
] as const;

/** Near one of those, and somebody's own. */
const OTHERS: ReadonlySet<string> = new Set([
  ...[
    'mail.com',
    'email.com',
    'hotmail.co.uk',
    'outlook.co',
    'laposte.fr',
    'orange.com',
    'free.com',
    'fre.fr',
  ],
  ...[
    'icould.com',
    'protonmail.ch',
    'neuf.net',
    'zoho.eu',
    'range.fr',
    'gmx.ch',
    'gmx.at',
    'gmx.es',
    'wanadoo.nl',
  ],
]);
const wellKnown: ReadonlySet<string> = new Set(WELL_KNOWN);

/** Endings that are typed for others; the second half exists, but seldom behind such a name. */
const ENDINGS: ReadonlyMap<string, readonly string[]> = new Map([
  ['com', ['con', 'cmo', 'ocm', 'comm', 'coom', 'vom', 'xom', 'cim', 'cpm', 'conm', 'c0m', 'om', 'cm', 'co']],
  ['fr', ['rf', 'ff', 'frr', 'ft', 'fre', 'dr', 'f']],
  ['net', ['ner', 'nte', 'ent', 'bet', 'nett', 'met']],
]);

/** There is no such provider at this ending, though people type it. */
const SAID_FOR: ReadonlyMap<string, string> = new Map([
  ['gmail.fr', 'gmail.com'],
  ['gmail.net', 'gmail.com'],
  ['gmail.be', 'gmail.com'],
  ['gmail.ch', 'gmail.com'],
  ['icloud.fr', 'icloud.com'],
]);

/** The domain that was likely meant; null: it may well be as it stands. */
export function slipOf(domain: string): string | null {
  const typed = domain.toLowerCase();
  if (wellKnown.has(typed) || OTHERS.has(typed) || !/^[a-z\d.-]{3,30}$/.test(typed)) return null;
  const said = SAID_FOR.get(typed);
  if (said !== undefined) return said;
  const whole = WELL_KNOWN.find((known) => known.replaceAll(/[.-]/g, '') === typed.replaceAll(/[.-]/g, ''));
  if (whole !== undefined) return whole;
  const [name, ending] = split(typed);
  return (
    WELL_KNOWN.find((known) => {
      const [knownName, knownEnding] = split(known);
      if (name === knownName) return isSlipOfEnding(ending, knownEnding);
      return ending === knownEnding && isSlipOfName(name, knownName);
    }) ??
    // Both halves at once: only where the name alone is a slip already.
    WELL_KNOWN.find((known) => {
      const [knownName, knownEnding] = split(known);
      return isSlipOfEnding(ending, knownEnding) && isSlipOfName(name, knownName);
    }) ??
    null
  );
}

const split = (domain: string): readonly [string, string] => {
  const at = domain.lastIndexOf('.');
  return [domain.slice(0, at), domain.slice(at + 1)];
};

const isSlipOfEnding = (typed: string, meant: string): boolean =>
  ENDINGS.get(meant)?.includes(typed) === true;

/** Short names have many neighbours that are names too: of them only a swap or a doubled letter is a slip. */
const LONG_ENOUGH = 5;

function isSlipOfName(typed: string, meant: string): boolean {
  const swapped = isSwap(typed, meant);
  if (meant.length < LONG_ENOUGH) return swapped || isDoubling(typed, meant);
  return swapped || isOneEdit(typed, meant);
}

/** Two neighbours in each other's place. */
function isSwap(typed: string, meant: string): boolean {
  if (typed.length !== meant.length) return false;
  const at = firstDifference(typed, meant);
  return (
    typed[at] === meant[at + 1] && typed[at + 1] === meant[at] && typed.slice(at + 2) === meant.slice(at + 2)
  );
}

/** One letter typed twice. */
function isDoubling(typed: string, meant: string): boolean {
  if (typed.length !== meant.length + 1) return false;
  const at = firstDifference(typed, meant);
  return at > 0 && typed[at] === typed[at - 1] && typed.slice(at + 1) === meant.slice(at);
}

/** One letter too many, too few or another. */
function isOneEdit(typed: string, meant: string): boolean {
  const at = firstDifference(typed, meant);
  const rest = (text: string, from: number) => text.slice(from);
  return (
    rest(typed, at + 1) === rest(meant, at + 1) ||
    rest(typed, at + 1) === rest(meant, at) ||
    rest(typed, at) === rest(meant, at + 1)
  );
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}
