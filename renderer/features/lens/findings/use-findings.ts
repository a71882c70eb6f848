/** What the lint finds in one message: of the header at once, of the body as soon as it was read. Rules and words are loaded when asked for. */
import { skipToken, useQuery } from '@tanstack/react-query';
import type { Finding, SendingFacts } from '#core/headers/lint/model.ts';
import type { RuleId } from '#core/headers/lint/words/en.ts';
import { keywordsOf } from '#core/smtp/keywords.ts';
import { pieces } from '../bytes/byte-pages.ts';
import type { Header, LensMessage } from '../message.ts';

/** bytes of the body that are looked at; the rest of a longer one is attachments, most likely */
const MOST_OF_BODY = 32 * 1024 * 1024;

export interface Findings {
  readonly findings: readonly Finding[];
  /** of each rule, also of those findings that were not kept */
  readonly counts: ReadonlyMap<RuleId, number>;
  /** of all rules */
  readonly rules: number;
  /** `header`: the body is still being read; `part`: so much of it was read */
  readonly looked: 'header' | 'part' | 'whole';
}

const sendingOf = (message: LensMessage): SendingFacts | null => {
  if (message.kind === 'opened') return null;
  const { envelope } = message.kind === 'sent' ? message.view.made : message.preview;
  return {
    recipients: envelope.recipients.map(({ address }) => address),
    smtpUtf8: envelope.smtpUtf8,
    eightBitMime: envelope.body === '8bitmime',
    size: message.size,
    offers: message.kind === 'sent' ? null : keywordsOf(message.offers),
  };
};

async function lintHeader({ bytes, parsed }: Header, message: LensMessage): Promise<Findings> {
  const [{ lint }, { rules }] = await Promise.all([
    import('#core/headers/lint/run.ts'),
    import('#core/headers/lint/rules/rules.ts'),
  ]);
  const { findings, counts } = lint({
    bytes,
    header: parsed,
    origin: message.kind,
    body: null,
    sending: sendingOf(message),
    now: Date.now(),
  });
  return { findings, counts, rules: rules.length, looked: 'header' };
}

async function lintWhole(header: Header, message: LensMessage, signal: AbortSignal): Promise<Findings> {
  const { bytes, parsed } = header;
  const { size, read } = message;
  const [{ lint }, { rules }, { bodyReader }] = await Promise.all([
    import('#core/headers/lint/run.ts'),
    import('#core/headers/lint/rules/rules.ts'),
    import('#core/headers/lint/read/body.ts'),
  ]);
  const reader = bodyReader(parsed, bytes);
  const end = Math.min(size, parsed.end + MOST_OF_BODY);
  for await (const piece of pieces(read, parsed.end, end, signal)) reader.push(piece.bytes);
  const body = end === size ? reader.end() : reader.stop();
  const { findings, counts } = lint({
    bytes,
    header: parsed,
    origin: message.kind,
    body,
    sending: sendingOf(message),
    now: Date.now(),
  });
  return { findings, counts, rules: rules.length, looked: end === size ? 'whole' : 'part' };
}

/** Undefined until the rules are there. A body that cannot be read leaves what was found of the header. */
export function useFindings(message: LensMessage, header: Header): Findings | undefined {
  const ofHeader = useQuery({
    queryKey: ['lens.findings', message.key, 'header'],
    queryFn: () => lintHeader(header, message),
    staleTime: Infinity,
  });
  const whole = useQuery({
    queryKey: ['lens.findings', message.key, 'whole'],
    queryFn: ofHeader.data === undefined ? skipToken : ({ signal }) => lintWhole(header, message, signal),
    staleTime: Infinity,
    retry: false,
  });
  return whole.data ?? ofHeader.data;
}
