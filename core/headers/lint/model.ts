/** What a rule of the lint is: a declaration that looks at one message and says where it is broken. Running them is run.ts's business. */
import type { ByteRange } from '../bytes.ts';
import type { Linted } from './read/linted.ts';
import type { RuleSource } from './source.ts';
import type { RuleId } from './words/en.ts';

/** `error`: a MUST is broken, or the message will be mangled or refused. `warning`: others will have trouble with it. */
export type Severity = 'error' | 'warning' | 'advice';

/** `composed`: before it is sent. `sent`: as it left here. `opened`: a copy that others may have written or changed. */
export type Origin = 'composed' | 'sent' | 'opened';

/** What the envelope and the server say of a message that is being sent. */
export interface SendingFacts {
  /** RCPT TO */
  readonly recipients: readonly string[];
  readonly smtpUtf8: boolean;
  readonly eightBitMime: boolean;
  /** bytes on the wire, as far as they are known */
  readonly size: number | null;
  /** EHLO keywords in capitals with their parameters; null: the server has not been asked yet */
  readonly offers: ReadonlyMap<string, string> | null;
}

/** Header lines joined by \n, which stand in place of the same fields of an ordinary message; with `raw` they are the whole header as it is. */
export interface Sample {
  readonly header: string;
  /** lines joined by \n */
  readonly body?: string;
  readonly raw?: true;
  readonly origin?: Origin;
  readonly sending?: Partial<SendingFacts>;
}

export type Params = Readonly<Record<string, string | number>>;

export interface Place extends ByteRange {
  /** index among the header's items; null: in the body, or nowhere */
  readonly item: number | null;
}

/** `null`: what is missing has no place. */
export type Report = (place: Place | null, params?: Params) => void;

export interface Rule {
  readonly id: RuleId;
  readonly severity: Severity;
  /** RFC and section; null: no standard says so, but practice, privacy or safety does */
  readonly source: readonly [number, string] | null;
  /** only of a message that is being sent: a copy that was received may have it by right */
  readonly originated?: true;
  readonly good: Sample;
  readonly bad: Sample;
  readonly check: (message: Linted, report: Report) => void;
}

export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  /** null: no standard says so */
  readonly source: RuleSource | null;
  readonly place: Place | null;
  readonly params: Params;
}
