/** Authentication-Results (RFC 8601 §2.2): who says so, and what of each method. Servers that leave out their name are read as well. */
import { resultSegments, type ResultSegment } from './results-tokens.ts';

interface ResultProperty {
  /** `smtp`, `header`, `body`, `policy`; empty where a server writes a name alone, as `action` */
  readonly type: string;
  readonly property: string;
  readonly value: string;
}

export interface MethodResult {
  /** in lower case: `dkim`, `spf`, `dmarc`, `arc`, `auth`, `iprev` and others of the IANA registry */
  readonly method: string;
  readonly version: string | null;
  /** in lower case: `pass`, `fail`, `softfail`, `neutral`, `none`, `policy`, `temperror`, `permerror` */
  readonly result: string;
  readonly reason: string | null;
  readonly comments: readonly string[];
  readonly properties: readonly ResultProperty[];
}

export interface AuthenticationResults {
  /** authserv-id: the name that the checking server goes by (§2.5); null where it gives none */
  readonly server: string | null;
  readonly version: string | null;
  readonly results: readonly MethodResult[];
  /** results beyond those that are read */
  readonly more: number;
}

/** No honest server checks more. */
const MAX = { results: 50, properties: 50 };

export function readResults(text: string): AuthenticationResults {
  const segments = resultSegments(text);
  const first = segments[0];
  const named = first?.words[0]?.value === null ? first : undefined;
  const results = segments
    .slice(named === undefined ? 0 : 1)
    .map(methodResult)
    .filter((result) => result !== null);
  return {
    server: named?.words[0]?.name ?? null,
    version: named?.words[1]?.name ?? null,
    results: results.slice(0, MAX.results),
    more: Math.max(0, results.length - MAX.results),
  };
}

/** ARC's form has its instance in front: `i=1; mx.example.org; …` (RFC 8617 §4.1.1). */
export function readArcResults(text: string): AuthenticationResults & { readonly instance: number | null } {
  const found = /^\s{0,20}i\s{0,20}=\s{0,20}(\d{1,3})\s{0,20};/.exec(text);
  const results = readResults(found === null ? text : text.slice(found[0].length));
  return { ...results, instance: found === null ? null : Number(found[1]) };
}

/** Null: no method and result stand first, as in `none`. */
function methodResult({ words, comments }: ResultSegment): MethodResult | null {
  const [first, ...rest] = words;
  if (first === undefined || first.value === null) return null;
  const [method = '', version] = first.name.split('/');
  const named = rest.filter((word): word is { name: string; value: string } => word.value !== null);
  return {
    method: method.toLowerCase(),
    version: version ?? null,
    result: first.value.toLowerCase(),
    reason: named.find(({ name }) => name.toLowerCase() === 'reason')?.value ?? null,
    comments,
    properties: named
      .filter(({ name }) => name.toLowerCase() !== 'reason')
      .slice(0, MAX.properties)
      .map(({ name, value }) => {
        const dot = name.indexOf('.');
        return { type: name.slice(0, Math.max(0, dot)).toLowerCase(), property: name.slice(dot + 1), value };
      }),
  };
}

/** The value of `header.d`, or of the first of several names that is there. */
export function propertyOf({ properties }: MethodResult, ...names: readonly string[]): string | null {
  for (const name of names) {
    const found = properties.find(({ type, property }) => `${type}.${property.toLowerCase()}` === name);
    if (found) return found.value;
  }
  return null;
}
