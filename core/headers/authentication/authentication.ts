/** All that a header says of who vouches for it: signatures, claims of checks, ARC, spam reports; each with who can have written it. */
import { addressList } from '../address-list.ts';
import type { ParsedHeader } from '../parse.ts';
import { unfolded } from '../unfold.ts';
import { readArc, type ArcChain } from './arc.ts';
import { boundaryOf, trustOf, type Boundary, type Trust } from './boundary.ts';
import { alignmentOf, type Alignment } from './organization.ts';
import { fieldPlaces, type FieldPlaces } from './places.ts';
import { readReceivedSpf, type ReceivedSpf } from './received-spf.ts';
import { readResults, type AuthenticationResults } from './results.ts';
import { readSignature, type Signature } from './signature.ts';
import { readRspamdReport, readSpamdResult, readSpamStatus, readSpamWord, type SpamReport } from './spam.ts';

interface Placed {
  /** of its field among the header's items */
  readonly item: number;
  readonly name: string;
  readonly trust: Trust;
}

export type ResultsClaim = Placed & { readonly kind: 'results'; readonly results: AuthenticationResults };
export type SpfClaim = Placed & { readonly kind: 'spf'; readonly spf: ReceivedSpf };
export type SpamClaim = Placed & { readonly kind: 'spam'; readonly report: SpamReport };

export interface DkimSignature {
  readonly item: number;
  readonly signature: Signature;
  /** with the domain of the first author, by the form of their names; null: there is no author's domain */
  readonly alignment: Alignment | null;
}

export interface Authentication {
  /** of the authors in From, in their order, without repetitions */
  readonly authors: readonly string[];
  readonly boundary: Boundary;
  readonly signatures: readonly DkimSignature[];
  readonly arc: ArcChain;
  readonly results: readonly ResultsClaim[];
  readonly spf: readonly SpfClaim[];
  readonly spam: readonly SpamClaim[];
  /** fields beyond those that are read */
  readonly more: number;
}

/** Of each kind; a hostile header has any number. */
const MAX = 50;

const SPAM_FIELDS = [
  'X-Spam-Status',
  'X-Spamd-Result',
  'X-Rspamd-Report',
  'X-Spam-Flag',
  'X-Spam',
  'X-Spam-Score',
  'X-Spam-Level',
  'X-Rspamd-Score',
  'X-Rspamd-Action',
] as const;

export function authenticationOf(header: ParsedHeader, bytes: Uint8Array): Authentication {
  const places = fieldPlaces(header);
  const boundary = boundaryOf(header, bytes, places);
  const authors = authorDomains(bytes, places);
  let more = 0;
  const each = <T>(name: string, read: (text: string, item: number) => T): T[] => {
    const found = places.fields(name);
    more += Math.max(0, found.length - MAX);
    return found.slice(0, MAX).map(({ field, item }) => read(unfolded(bytes, field), item));
  };
  const trust = (item: number, server: string | null) => trustOf(item, server, boundary);
  return {
    authors,
    boundary,
    signatures: each('DKIM-Signature', (text, item) => {
      const signature = readSignature(text, 'dkim', places);
      const [author] = authors;
      return {
        item,
        signature,
        alignment: author === undefined ? null : alignmentOf(signature.domain, author),
      };
    }),
    arc: readArc(bytes, places),
    results: each('Authentication-Results', (text, item) => {
      const results = readResults(text);
      return {
        kind: 'results',
        item,
        name: 'Authentication-Results',
        trust: trust(item, results.server),
        results,
      };
    }),
    spf: each('Received-SPF', (text, item) => {
      const spf = readReceivedSpf(text);
      return { kind: 'spf', item, name: 'Received-SPF', trust: trust(item, spf.server), spf };
    }),
    spam: SPAM_FIELDS.flatMap((name) =>
      each(name, (text, item) => ({ item, report: spamReport(name, text) })).flatMap(
        ({ item, report }): SpamClaim[] =>
          report === null ? [] : [{ kind: 'spam', item, name, trust: trust(item, null), report }],
      ),
    ),
    more,
  };
}

function spamReport(name: string, text: string): SpamReport | null {
  if (name === 'X-Spam-Status') return readSpamStatus(text);
  if (name === 'X-Rspamd-Report') return readRspamdReport(text);
  return name === 'X-Spamd-Result' ? readSpamdResult(text) : readSpamWord(name, text);
}

function authorDomains(bytes: Uint8Array, places: FieldPlaces): string[] {
  const domains = places
    .fields('From')
    .slice(0, MAX)
    .flatMap(({ field }) => addressList(unfolded(bytes, field)))
    .slice(0, MAX)
    .map(({ address }) => address.slice(address.lastIndexOf('@') + 1).toLowerCase())
    .filter((domain) => domain !== '');
  return [...new Set(domains)];
}

/** Names that a verification asks the DNS about first; SPF records may lead to more. */
export function firstQuestions({ authors, signatures, arc }: Authentication): string[] {
  const key = ({ selector, domain }: Signature) =>
    selector === '' || domain === '' ? [] : [`${selector}._domainkey.${domain}`];
  const names = [
    ...signatures.flatMap(({ signature }) => key(signature)),
    ...arc.sets.flatMap(({ seal, message }) => [
      ...(message ? key(message.signature) : []),
      ...(seal ? key(seal.seal) : []),
    ]),
    ...authors.slice(0, 1).map((author) => `_dmarc.${author}`),
  ];
  return [...new Set(names.map((name) => name.toLowerCase()))];
}
