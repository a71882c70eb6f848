/** What the lint finds in one message: of the header at once, of the body as soon as it was read. Rules and words are loaded when asked for. */
import { skipToken, useQuery } from '@tanstack/react-query';
import type { Finding, Origin, SendingFacts } from '#core/headers/lint/model.ts';
import type { MessageView } from '#core/contract/sent.ts';
import { pieces, type ReadBytes } from '../bytes/byte-pages.ts';
import { readerOf, type Header } from '../message.ts';

/** bytes of the body that are looked at; the rest of a longer one is attachments, most likely */
const MOST_OF_BODY = 32 * 1024 * 1024;

export interface Findings {
  readonly findings: readonly Finding[];
  /** of all rules */
  readonly rules: number;
  /** `header`: the body is still being read; `part`: so much of it was read */
  readonly looked: 'header' | 'part' | 'whole';
}

/** What is linted, and how it is read; `key` names the message. */
export interface LintSource {
  readonly key: string;
  /** bytes */
  readonly size: number;
  readonly read: ReadBytes;
  readonly origin: Origin;
  readonly sending: SendingFacts | null;
}

export function sourceOf({ message, made }: MessageView): LintSource {
  const { envelope } = made;
  return {
    key: message.id,
    size: message.size,
    read: readerOf(message.id),
    origin: 'sent',
    sending: {
      recipients: envelope.recipients.map(({ address }) => address),
      smtpUtf8: envelope.smtpUtf8,
      eightBitMime: envelope.body === '8bitmime',
      size: message.size,
      offers: null,
    },
  };
}

async function lintHeader({ bytes, parsed }: Header, { origin, sending }: LintSource): Promise<Findings> {
  const [{ lint }, { rules }] = await Promise.all([
    import('#core/headers/lint/run.ts'),
    import('#core/headers/lint/rules/rules.ts'),
  ]);
  const { findings } = lint({ bytes, header: parsed, origin, body: null, sending, now: Date.now() });
  return { findings, rules: rules.length, looked: 'header' };
}

async function lintWhole(header: Header, source: LintSource, signal: AbortSignal): Promise<Findings> {
  const { bytes, parsed } = header;
  const { origin, sending, size, read } = source;
  const [{ lint }, { rules }, { bodyReader }] = await Promise.all([
    import('#core/headers/lint/run.ts'),
    import('#core/headers/lint/rules/rules.ts'),
    import('#core/headers/lint/read/body.ts'),
  ]);
  const reader = bodyReader(parsed, bytes);
  const end = Math.min(size, parsed.end + MOST_OF_BODY);
  for await (const piece of pieces(read, parsed.end, end, signal)) reader.push(piece.bytes);
  const body = end === size ? reader.end() : reader.stop();
  const { findings } = lint({ bytes, header: parsed, origin, body, sending, now: Date.now() });
  return { findings, rules: rules.length, looked: end === size ? 'whole' : 'part' };
}

/** Undefined until the rules are there. A body that cannot be read leaves what was found of the header. */
export function useFindings(view: MessageView, header: Header): Findings | undefined {
  const source = sourceOf(view);
  const ofHeader = useQuery({
    queryKey: ['lens.findings', source.key, 'header'],
    queryFn: () => lintHeader(header, source),
    staleTime: Infinity,
  });
  const whole = useQuery({
    queryKey: ['lens.findings', source.key, 'whole'],
    queryFn: ofHeader.data === undefined ? skipToken : ({ signal }) => lintWhole(header, source, signal),
    staleTime: Infinity,
    retry: false,
  });
  return whole.data ?? ofHeader.data;
}
