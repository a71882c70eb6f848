/**
 * Content-Type, Content-Disposition and their like (RFC 2045 §5.1): value and parameters with their ranges, and what breaks the grammar.
 * One pass; parameters are bounded.
 */
import { tokensOf, unquoted, type Token } from './tokens.ts';

export interface Parameter {
  /** in lower case, without RFC 2231's asterisks */
  readonly name: string;
  /** RFC 2231 §3: which piece of it; null: not continued */
  readonly piece: string | null;
  /** RFC 2231 §4: charset, language and percent codes */
  readonly extended: boolean;
  readonly value: string;
  readonly quoted: boolean;
  readonly start: number;
  readonly end: number;
}

export type MediaFault = 'no-value' | 'needs-quotes' | 'open-quote' | 'not-separated';

export interface Media {
  /** in lower case: `text/plain`, `attachment`; empty when there is none */
  readonly value: string;
  /** where the value stands */
  readonly start: number;
  readonly end: number;
  readonly parameters: readonly Parameter[];
  readonly faults: readonly { readonly fault: MediaFault; readonly start: number; readonly end: number }[];
  readonly commented: boolean;
}

const MOST_PARAMETERS = 200;

export function mediaOf(text: string): Media {
  const all = tokensOf(text);
  const tokens = all.filter(({ kind }) => kind !== 'comment');
  const is = (token: Token | undefined, mark: string) =>
    token?.kind === 'special' && text[token.start] === mark;
  const faults: Media['faults'][number][] = [];
  const parameters: Parameter[] = [];
  let at = tokens.findIndex((token) => is(token, ';'));
  const head = tokens.slice(0, at < 0 ? tokens.length : at);
  const [first, last] = [head[0], head.at(-1)];
  while (at >= 0 && at < tokens.length && parameters.length < MOST_PARAMETERS) {
    at += 1;
    const from = at;
    while (at < tokens.length && !is(tokens[at], ';')) at += 1;
    const stretch = tokens.slice(from, at);
    if (stretch.length > 0) parameter(text, stretch, parameters, faults);
  }
  return {
    value: first && last ? text.slice(first.start, last.end).toLowerCase() : '',
    start: first?.start ?? 0,
    end: last?.end ?? 0,
    parameters,
    faults,
    commented: all.length > tokens.length,
  };
}

/** tspecials that an unquoted value may not have (RFC 2045 §5.1). */
const TSPECIAL = /[()<>@,;:\\"/[\]?=\x80-\xff]/;
/** Name, equals sign and the beginning of the value are one word, where no special stands in it. */
const NAMED = /^([^\s=]+)\s*=/;

function parameter(
  text: string,
  tokens: readonly Token[],
  parameters: Parameter[],
  faults: Media['faults'][number][],
): void {
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (first === undefined || last === undefined) return;
  const range = { start: first.start, end: last.end };
  const whole = text.slice(range.start, range.end);
  const match = NAMED.exec(whole);
  if (match === null) {
    faults.push({ fault: 'no-value', ...range });
    return;
  }
  const written = whole.slice(match[0].length).trim();
  const quoted = written.startsWith('"');
  const open = tokens.some((token) => token.kind === 'quoted' && !token.closed);
  if (written === '') faults.push({ fault: 'no-value', ...range });
  else if (open) faults.push({ fault: 'open-quote', ...range });
  else if (quoted && tokens.filter(({ kind }) => kind === 'quoted').at(-1)?.end !== range.end)
    faults.push({ fault: 'not-separated', ...range });
  else if (!quoted && /\s/.test(written)) faults.push({ fault: 'not-separated', ...range });
  else if (!quoted && TSPECIAL.test(written)) faults.push({ fault: 'needs-quotes', ...range });
  const { name, piece, extended } = nameOf((match[1] ?? '').toLowerCase());
  parameters.push({ name, piece, extended, value: quoted ? unquoted(written) : written, quoted, ...range });
}

/** `filename*0*` → filename, piece 0, extended. */
function nameOf(written: string): Pick<Parameter, 'name' | 'piece' | 'extended'> {
  const extended = written.endsWith('*');
  const bare = extended ? written.slice(0, -1) : written;
  const star = bare.indexOf('*');
  if (star < 0) return { name: bare, piece: null, extended };
  return { name: bare.slice(0, star), piece: bare.slice(star + 1), extended };
}
