/**
 * What a bounce or another delivery notification (RFC 3464), or a read receipt (RFC 8098), says: of which message, of which recipients,
 * what became of them. Reads what programs really write; whose message it is, is asked of the archive by those who show it.
 */
import { addressList } from '../../headers/address-list.ts';
import { headerDate, messageIds } from '../../headers/identifiers.ts';
import { fieldsNamed, parseHeader, type ParsedHeader } from '../../headers/parse.ts';
import { decoded, unfolded } from '../../headers/unfold.ts';
import { bodyOf, mediaType, partsOf, value, type Part } from './parts.ts';

/** octets of a message that a report is read from: what stands behind them is the original's attachments */
export const REPORT_HEAD = 1_000_000;

const ACTIONS = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;
export type Action = (typeof ACTIONS)[number];
const TYPES = ['displayed', 'deleted', 'dispatched', 'processed', 'denied', 'failed'] as const;
export type Disposition = (typeof TYPES)[number];

export interface ReportedRecipient {
  /** as the sender wrote it (ORCPT); null where it is not told */
  readonly original: string | null;
  /** whom the report is about, as the reporting server had it */
  readonly final: string | null;
  readonly action: Action | null;
  /** `5.1.1` (RFC 3463) */
  readonly status: string | null;
  /** the last server's words */
  readonly diagnostic: string | null;
  readonly remoteMta: string | null;
  /** ms since the epoch */
  readonly willRetryUntil: number | null;
}

interface Common {
  /** ENVID as written and with its xtext undone, where they differ */
  readonly envids: readonly string[];
  /** of the message reported on, surest first, with angle brackets */
  readonly messageIds: readonly string[];
  /** of the message reported on, decoded; empty where it is not told */
  readonly subject: string;
  /** ms since the epoch: when the report was written */
  readonly at: number | null;
  /** who reports */
  readonly reporter: string | null;
}

export interface DeliveryReport extends Common {
  readonly kind: 'delivery';
  readonly recipients: readonly ReportedRecipient[];
}

export interface DispositionReport extends Common {
  readonly kind: 'disposition';
  readonly recipient: Pick<ReportedRecipient, 'original' | 'final'>;
  readonly disposition: Disposition | null;
  /** a person pressed a key for it; false: a program sent it by itself; null: not told */
  readonly manual: boolean | null;
}

export type Report = DeliveryReport | DispositionReport;

const MOST = 1000;

/** Null when it is no report. `bytes`: the message, or its first REPORT_HEAD octets. */
export function readReport(bytes: Uint8Array): Report | null {
  const header = parseHeader(bytes);
  const media = mediaType(value(header, bytes, 'Content-Type'));
  const parts = media.type.startsWith('multipart/')
    ? partsOf(bytes, header.end, media.parameter('boundary') ?? '')
    : [];
  const status = parts.find(({ media: { type } }) => /^message\/(?:global-)?delivery-status$/.test(type));
  const notice = parts.find(({ media: { type } }) =>
    /^message\/(?:global-)?disposition-notification$/.test(type),
  );
  const original = originalIn(parts);
  const common = {
    at: headerDate(value(header, bytes, 'Date'))?.at ?? null,
    subject: original.subject,
  };
  const replied = [
    ...idsIn(header, bytes, 'In-Reply-To'),
    ...idsIn(header, bytes, 'References').toReversed(),
  ];
  const ids = (surest: readonly string[]) =>
    [...new Set([...surest, ...original.ids, ...replied])].slice(0, 20);
  if (status !== undefined) {
    const { message, recipients } = deliveryStatus(bodyOf(status));
    return { kind: 'delivery', ...common, ...message, messageIds: ids([]), recipients };
  }
  if (notice !== undefined) return dispositionNotice(bodyOf(notice), ids, common);
  // Gmail's and Exim's bounces name their recipients so, in no report.
  const failed = fieldsNamed(header, 'X-Failed-Recipients').flatMap((field) =>
    addressList(unfolded(bytes, field)),
  );
  if (failed.length === 0) return null;
  return {
    kind: 'delivery',
    ...common,
    envids: [],
    reporter: null,
    messageIds: ids(idsInText(bytes, header.end)),
    recipients: failed
      .slice(0, MOST)
      .map(({ address }) => ({ ...nothing, final: address, action: 'failed' })),
  };
}

const nothing: ReportedRecipient = {
  original: null,
  final: null,
  action: null,
  status: null,
  diagnostic: null,
  remoteMta: null,
  willRetryUntil: null,
};

/** Groups of fields, apart by empty lines: one of the message, then one of each recipient (RFC 3464 §2.1). */
function groups(bytes: Uint8Array): { readonly header: ParsedHeader; readonly bytes: Uint8Array }[] {
  const found: { header: ParsedHeader; bytes: Uint8Array }[] = [];
  for (let at = 0; at < bytes.length && found.length <= MOST;) {
    const rest = bytes.subarray(at);
    const header = parseHeader(rest);
    if (header.items.length > 0) found.push({ header, bytes: rest });
    at += Math.max(1, header.end);
  }
  return found;
}

function deliveryStatus(bytes: Uint8Array) {
  const all = groups(bytes);
  const recipients: ReportedRecipient[] = [];
  let envids: string[] = [];
  let reporter: string | null = null;
  for (const group of all) {
    const read = (name: string) => value(group.header, group.bytes, name).trim();
    // Exchange and others leave out the empty line between the message's fields and the first recipient's.
    const envid = read('Original-Envelope-Id');
    if (envid !== '') envids = [...new Set([envid, fromXtext(envid)])];
    reporter ??= typed(read('Reporting-MTA'));
    const [final, original] = [address(read('Final-Recipient')), address(read('Original-Recipient'))];
    if (final === null && original === null && read('Action') === '') continue;
    recipients.push({
      final,
      original,
      action: oneOf(ACTIONS, /^[a-z]+/i.exec(read('Action'))?.[0]),
      status: /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(read('Status'))?.[1] ?? null,
      diagnostic: typed(read('Diagnostic-Code')),
      remoteMta: typed(read('Remote-MTA')),
      willRetryUntil: headerDate(read('Will-Retry-Until'))?.at ?? null,
    });
  }
  return { message: { envids, reporter }, recipients };
}

function dispositionNotice(
  bytes: Uint8Array,
  ids: (surest: readonly string[]) => readonly string[],
  common: Pick<Common, 'at' | 'subject'>,
): DispositionReport {
  const header = parseHeader(bytes);
  const read = (name: string) => value(header, bytes, name).trim();
  // `manual-action/MDN-sent-manually; displayed` (RFC 8098 §3.2.6)
  const [mode = '', type = ''] = read('Disposition').split(';');
  return {
    kind: 'disposition',
    ...common,
    envids: [],
    messageIds: ids(idsIn(header, bytes, 'Original-Message-ID')),
    reporter: read('Reporting-UA') || null,
    recipient: { final: address(read('Final-Recipient')), original: address(read('Original-Recipient')) },
    disposition: oneOf(TYPES, /[a-z]+/i.exec(type)?.[0]),
    manual: /mdn-sent-manually/i.test(mode) ? true : /mdn-sent-automatically/i.test(mode) ? false : null,
  };
}

function originalIn(parts: readonly Part[]): { readonly ids: readonly string[]; readonly subject: string } {
  const part = parts.find(({ media: { type } }) =>
    /^(?:message\/(?:rfc822|global(?:-headers)?)|text\/rfc822-headers)$/.test(type),
  );
  if (part === undefined) return { ids: [], subject: '' };
  const bytes = bodyOf(part);
  const header = parseHeader(bytes);
  const subject = fieldsNamed(header, 'Subject')[0];
  return {
    ids: idsIn(header, bytes, 'Message-ID'),
    subject: subject ? decoded(bytes, subject).slice(0, 500) : '',
  };
}

const idsIn = (header: ParsedHeader, bytes: Uint8Array, name: string): string[] =>
  messageIds(value(header, bytes, name)).map(({ whole }) => whole);

/** The returned header stands in the text. */
function idsInText(bytes: Uint8Array, start: number): string[] {
  const text = new TextDecoder('latin1').decode(bytes.subarray(start, start + 100_000));
  return [...text.matchAll(/^message-id:\s{0,9}(<[^<>\s]{1,900}>)/gim)].map(([, id = '']) => id).slice(0, 5);
}

/** `rfc822; camille@example.org`, `utf-8;…` with `\x{E9}` (RFC 6533 §3): the address. */
function address(text: string): string | null {
  const bare = /^[a-z0-9-]{1,40}\s{0,9};(.*)$/is.exec(text)?.[1] ?? text;
  const plain = bare
    .trim()
    .replace(/^<(.*)>$/, '$1')
    .replaceAll(/\\x\{([0-9a-f]{1,6})\}/gi, (whole, hex: string) => {
      const code = Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    });
  return plain === '' ? null : plain.slice(0, 500);
}

/** `dns; mx.example.org`, `smtp; 550 …`: without the type. */
function typed(text: string): string | null {
  const bare = (/^[a-z0-9-]{1,40}\s{0,9};(.*)$/is.exec(text)?.[1] ?? text).trim();
  return bare === '' ? null : bare.slice(0, 2000);
}

/** RFC 3461 §4: `+` and two hex digits are one octet. */
const fromXtext = (text: string): string =>
  text.replaceAll(/\+([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

function oneOf<T extends string>(known: readonly T[], written: string | undefined): T | null {
  return known.find((one) => one === written?.toLowerCase()) ?? null;
}
