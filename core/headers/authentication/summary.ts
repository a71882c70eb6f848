/** The one sentence that stands first: who vouches for the domain in From, as far as it is verified, claimed by someone to believe, or not at all. */
import type { AuthenticationReport } from '../../contract/authentication.ts';
import type { Authentication } from './authentication.ts';
import { isBelieved } from './boundary.ts';
import { alignmentOf } from './organization.ts';
import { propertyOf } from './results.ts';

export interface Summary {
  readonly code:
    | 'verified-pass'
    | 'verified-aligned'
    | 'verified-fail'
    | 'verified-nobody'
    | 'verified-no-author'
    | 'verified-dns'
    | 'verified-unsigned'
    | 'claimed-pass'
    | 'claimed-fail'
    | 'claimed-signed'
    | 'signed'
    | 'signed-other'
    | 'unsigned'
    | 'only-claims'
    | 'nothing';
  /** the domain in From; empty where it names none */
  readonly author: string;
  /** who claims it */
  readonly server: string;
  /** what holds and belongs to the author */
  readonly by: readonly { readonly method: 'dkim' | 'spf'; readonly domain: string }[];
}

/** `leaving`: the message as it left from here, which servers may still sign. */
export function summaryOf(
  authentication: Authentication,
  report: AuthenticationReport | null,
  leaving: boolean,
): Summary {
  const author = authentication.authors[0] ?? '';
  const told = (code: Summary['code'], more: Partial<Summary> = {}): Summary => ({
    code,
    author,
    server: '',
    by: [],
    ...more,
  });
  if (report !== null) return verified(authentication, report, leaving, told);
  const claim = believed(authentication, author);
  if (claim !== null) return told(claim.code, { server: claim.server });
  const { signatures, results, spf, boundary } = authentication;
  if (signatures.some(({ alignment }) => alignment === 'strict' || alignment === 'relaxed'))
    return told('signed');
  if (signatures.length > 0) return told('signed-other');
  if (results.length > 0 || spf.length > 0) return told('only-claims');
  return told(leaving && boundary.item === null ? 'unsigned' : 'nothing');
}

function verified(
  { signatures, boundary }: Authentication,
  report: AuthenticationReport,
  leaving: boolean,
  told: (code: Summary['code'], more?: Partial<Summary>) => Summary,
): Summary {
  const by: Summary['by'] = [
    ...report.signatures.flatMap(({ result, aligned }, index) =>
      result === 'pass' && aligned
        ? [{ method: 'dkim' as const, domain: signatures[index]?.signature.domain ?? '' }]
        : [],
    ),
    ...(report.spf?.result === 'pass' && report.spf.aligned
      ? [{ method: 'spf' as const, domain: report.spf.domain }]
      : []),
  ];
  const { result } = report.dmarc;
  if (result === null) return told('verified-no-author');
  if (result === 'pass') return told('verified-pass', { by });
  if (result === 'temperror' || report.signatures.some(({ failure }) => failure === 'dns'))
    return told('verified-dns');
  if (leaving && report.signatures.length === 0 && boundary.item === null) return told('verified-unsigned');
  if (result === 'fail') return told('verified-fail');
  return by.length > 0 ? told('verified-aligned', { by }) : told('verified-nobody');
}

function believed(
  { results, boundary }: Authentication,
  author: string,
): { code: Summary['code']; server: string } | null {
  for (const claim of results) {
    if (!isBelieved(claim.trust)) continue;
    const server = claim.results.server ?? boundary.receiver ?? '';
    const dmarc = claim.results.results.find(({ method }) => method === 'dmarc');
    if (dmarc?.result === 'pass') return { code: 'claimed-pass', server };
    if (dmarc?.result === 'fail') return { code: 'claimed-fail', server };
    const signed = claim.results.results.some((one) => {
      const domain = propertyOf(one, 'header.d', 'header.i') ?? '';
      return (
        one.method === 'dkim' &&
        one.result === 'pass' &&
        alignmentOf(domain.slice(domain.lastIndexOf('@') + 1), author) !== 'none'
      );
    });
    if (signed) return { code: 'claimed-signed', server };
  }
  return null;
}
