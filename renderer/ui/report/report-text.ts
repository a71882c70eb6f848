/**
 * What happened with a server as plain text, to hand to an administrator: what is wrong, how far it came, the server's own words with their
 * meaning, causes, remedies, the encryption, the conversation. Made from what the window has, in which no secret is.
 */
import type { TFunction } from 'i18next';
import type { Security } from '#core/account/tls-policy.ts';
import type { TestStep } from '#core/contract/accounts.ts';
import type { Language } from '#core/i18n/languages.ts';
import { explainReply } from '#core/smtp/codes.ts';
import { replyText } from '#core/smtp/reply.ts';
import type { Diagnosis, Extensions, TlsFacts, TranscriptLine } from '#core/smtp/vocabulary.ts';
import { formatDate, formatDuration } from '../../format.ts';
import { diagnosisWords, referenced } from '../exchange/diagnosis-words.ts';

export interface Report {
  /** ms since the epoch */
  readonly at: number;
  readonly ms: number;
  readonly server: { readonly host: string; readonly port: number; readonly security: Security };
  /** what was done to the mail: nothing was sent, or which attempt it was */
  readonly note: string;
  readonly steps: readonly TestStep[];
  readonly diagnosis: Diagnosis | null;
  readonly tls: TlsFacts | null;
  readonly extensions: Extensions;
  readonly transcript: readonly TranscriptLine[];
}

const SIDES = { client: 'C: ', server: 'S: ', note: '   ' };

/** Lines of the conversation at its beginning and its end; a message to thousands has tens of thousands. */
const FIRST = 120;
const LAST = 120;

export function reportText(report: Report, t: TFunction, language: Language): string {
  const { diagnosis, server, tls, steps } = report;
  const words = diagnosis && diagnosisWords(diagnosis, t);
  const reply = diagnosis?.reply ?? null;
  return [
    words ? words.title : t('accounts.works'),
    `${new Date(report.at).toISOString()} · ${formatDuration(report.ms, language)} · ${report.note}`,
    t('smtp.report.server', { ...server, security: t(`accounts.securities.${server.security}`) }),
    '',
    ...steps.map(({ step, state, ms }) => {
      const took = ms === null ? '' : ` (${formatDuration(ms, language)})`;
      return `${t(`smtp.step.${step}`)}: ${t(`app.stepState.${state}`)}${took}`;
    }),
    ...(reply === null
      ? []
      : [
          '',
          t('smtp.report.reply'),
          ...replyText(reply),
          ...explainReply(reply).map(
            ({ code, params, reference }) => `${params.code}: ${referenced(t(code), reference)}`,
          ),
        ]),
    ...(words
      ? [
          '',
          words.text,
          ...list(t('smtp.report.why'), words.causes, (at) => `${String(at + 1)}.`),
          ...list(t('smtp.report.do'), words.fixes, () => '-'),
        ]
      : []),
    ...(tls === null ? [] : ['', ...tlsLines(tls, t, language)]),
    ...(report.extensions.length === 0
      ? []
      : [
          '',
          t('smtp.report.offers'),
          ...report.extensions.map(({ keyword, parameters }) => `${keyword} ${parameters}`.trim()),
        ]),
    ...(report.transcript.length === 0
      ? []
      : ['', t('smtp.report.conversation'), ...conversation(report.transcript, t)]),
    '',
  ].join('\n');
}

const list = (
  title: string,
  items: readonly { readonly text: string }[],
  mark: (at: number) => string,
): string[] => (items.length === 0 ? [] : ['', title, ...items.map(({ text }, at) => `${mark(at)} ${text}`)]);

function tlsLines(tls: TlsFacts, t: TFunction, language: Language): string[] {
  const verdict = tls.pinned
    ? t('accounts.tls.pinned')
    : tls.verified
      ? t('accounts.tls.verified')
      : `${t('accounts.tls.notVerified')} (${tls.problem ?? ''})`;
  const day = (iso: string): string =>
    Number.isNaN(Date.parse(iso)) ? iso : formatDate(Date.parse(iso), language);
  return [
    [tls.version, tls.cipher, verdict].join(' · '),
    ...tls.chain.map(({ subject, issuer, validFrom, validTo, fingerprint256 }) =>
      t('smtp.report.certificate', {
        subject,
        issuer,
        from: day(validFrom),
        to: day(validTo),
        fingerprint: fingerprint256,
      }),
    ),
  ];
}

function conversation(lines: readonly TranscriptLine[], t: TFunction): string[] {
  const asText = ({ from, text }: TranscriptLine): string => `${SIDES[from]}${text}`;
  if (lines.length <= FIRST + LAST) return lines.map(asText);
  return [
    ...lines.slice(0, FIRST).map(asText),
    t('smtp.report.linesLeftOut', { count: lines.length - FIRST - LAST }),
    ...lines.slice(-LAST).map(asText),
  ];
}
