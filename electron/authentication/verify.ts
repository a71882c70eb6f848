/**
 * Verifies who vouches for a message: DKIM, ARC, SPF, DMARC, with mailauth. It asks the DNS, so it runs by the user's word alone. The
 * message is streamed; what is asked is bounded, in number and in time.
 */
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { arc } from 'mailauth/lib/arc/index.js';
import { evaluateDmarc } from 'mailauth/lib/dmarc/index.js';
import { spf } from 'mailauth/lib/spf/index.js';
import type { AuthenticationReport } from '#core/contract/authentication.ts';
import { AppFailure } from '#core/contract/errors.ts';
import { envelopeSender, type EnvelopeSender } from '#core/headers/authentication/envelope-sender.ts';
import { alignmentOf } from '#core/headers/authentication/organization.ts';
import { parseHeader } from '#core/headers/parse.ts';
import type { Query } from '../discovery/names.ts';
import { Questions } from './questions.ts';
import { signatureReports, verdictOf } from './signature-report.ts';
import { Verifier } from './verifier.ts';

export interface Unverified {
  /** the header's exact bytes, with its empty line */
  readonly header: Uint8Array;
  /** the whole message */
  readonly message: () => Readable;
  /** MAIL FROM where it is known; null: what Return-Path says */
  readonly returnPath: string | null;
}

/** mailauth's reading of a header is quadratic in its lines. */
const MAX_LINES = 10_000;
/** Octets, more than ten thousand recipients take; each signature reads all that it covers twice. */
const MAX_HEADER = 4_000_000;
/** ms for SPF's records, which may lead to more */
const SPF_PATIENCE = 20_000;
const LF = 10;

export async function verifyMessage(
  { header, message, returnPath }: Unverified,
  query: Query,
  now: () => number,
): Promise<AuthenticationReport> {
  if (header.length > MAX_HEADER || header.filter((octet) => octet === LF).length > MAX_LINES)
    throw new AppFailure({ code: 'file', reason: 'too-large' });
  const questions = new Questions(query, now);
  const resolver = questions.ask;
  const verifier = new Verifier(resolver);
  await feed(verifier, message());
  const sender = envelopeSender(parseHeader(header), header, returnPath);
  const chain = await arc(verifier.arc, { resolver });
  const sent = await spfOf(sender, resolver);
  const signatures = signatureReports(verifier);
  const passing = signatures.filter(({ report }) => report.result === 'pass');
  const { response: dmarc, dkimAligned } = await evaluateDmarc({
    headerFrom: verifier.headerFrom,
    fromFields: verifier.fromFields,
    spfDomains: sent?.result === 'pass' ? [sent.domain] : [],
    dkimDomains: passing.map(({ domain, report }) => ({
      domain,
      ...(report.unsigned === null ? {} : { underSized: report.unsigned }),
    })),
    resolver,
  });
  const author = (verifier.headerFrom[0] ?? '').split('@').at(-1) ?? '';
  return {
    at: now(),
    signatures: signatures.map(({ domain, report }) => ({
      ...report,
      aligned:
        report.result === 'pass' && dkimAligned !== undefined
          ? dkimAligned.has(domain.toLowerCase())
          : alignmentOf(domain, author) !== 'none',
    })),
    arc:
      verdictOf(chain.status.result) === 'none'
        ? null
        : {
            result: verdictOf(chain.status.result),
            instance: Number(chain.i) || 0,
            said: chain.status.comment ?? '',
          },
    spf: sent && {
      ...sent,
      aligned:
        sent.result === 'pass' && dmarc !== false && dmarc.alignment !== undefined
          ? dmarc.alignment.spf.result !== undefined
          : alignmentOf(sent.domain, author) !== 'none',
    },
    dmarc: {
      result: dmarc === false ? null : verdictOf(dmarc.status.result),
      domain: author.slice(0, 255),
      policyDomain: (dmarc !== false && dmarc.policyDomain) || '',
      policy: policyOf(dmarc === false ? undefined : dmarc.policy),
      record: ((dmarc !== false && dmarc.rr) || '').slice(0, 2000),
    },
    asked: questions.asked,
  };
}

async function feed(verifier: Verifier, message: Readable): Promise<void> {
  const done = finished(verifier);
  try {
    for await (const piece of message) if (!verifier.write(piece)) await once(verifier, 'drain');
    verifier.end();
  } catch (error) {
    verifier.destroy();
    await done.catch(() => undefined);
    throw error;
  }
  await done;
}

async function spfOf(
  { returnPath, address, helo, domain }: EnvelopeSender,
  resolver: Query,
): Promise<Omit<NonNullable<AuthenticationReport['spf']>, 'aligned'> | null> {
  if (domain === '') return null;
  if (address === null) return { result: null, domain, address, record: await spfRecord(domain, resolver) };
  const found = await spf({
    sender: returnPath,
    ip: address,
    helo: helo === '' ? address : helo,
    mta: 'facteur',
    maxElapsedTime: SPF_PATIENCE,
    resolver,
  });
  return {
    result: verdictOf(found.status.result),
    domain,
    address,
    record: (found.rr ?? '').slice(0, 2000),
  };
}

/** What the domain publishes, where there is no address to hold against it. */
async function spfRecord(domain: string, resolver: Query): Promise<string> {
  const records = await resolver(domain, 'TXT').catch(() => []);
  const texts = records.map((parts) => (Array.isArray(parts) ? parts.join('') : ''));
  return (texts.find((text) => /^v=spf1(?: |$)/i.test(text)) ?? '').slice(0, 2000);
}

function policyOf(policy: string | undefined): AuthenticationReport['dmarc']['policy'] {
  return policy === 'none' || policy === 'quarantine' || policy === 'reject' ? policy : null;
}
