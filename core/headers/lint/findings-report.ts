/**
 * Findings as JSON for other programs. Whoever reads it checks `format` and `version`: a field may be added within a version, and none
 * changes its meaning or goes without a new one. Texts are in one language; rules, severities and places are the same in all.
 */
import type { RuleId } from './words/en.ts';
import type { Severity } from './model.ts';
import type { RuleSource } from './source.ts';
import type { Told } from './tell.ts';

const FINDINGS_FORMAT = 'facteur-findings';
const FINDINGS_VERSION = 1;

interface ReportedPlace {
  /** bytes from the message's beginning, [start, end) */
  readonly start: number;
  readonly end: number;
  /** of the header, from 1; null: in the body */
  readonly line: number | null;
  /** the field's name as written; null: in the body, or in lines that are no field */
  readonly field: string | null;
}

interface ReportedFinding {
  /** the rule's name, which stays the same in all versions of the program */
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly title: string;
  readonly why: string;
  readonly fix: string;
  /** null: no standard says so */
  readonly source: RuleSource | null;
  /** at most 20 of a rule; empty: what is missing has no place */
  readonly places: readonly ReportedPlace[];
}

export interface ReportedMessage {
  /** as decoded; null: there is no such field */
  readonly subject: string | null;
  readonly messageId: string | null;
  /** as written */
  readonly date: string | null;
  /** bytes */
  readonly size: number;
  readonly headerSize: number;
}

interface FindingsReport {
  readonly format: typeof FINDINGS_FORMAT;
  readonly version: typeof FINDINGS_VERSION;
  /** ISO 8601, UTC */
  readonly made: string;
  /** BCP 47, of the texts */
  readonly language: string;
  readonly message: ReportedMessage;
  /** `header`: the body was not read yet; `part`: its beginning was */
  readonly looked: 'header' | 'part' | 'whole';
  /** that looked at the message */
  readonly rules: number;
  /** of each severity, findings that say the same counted once */
  readonly counts: Readonly<Record<Severity, number>>;
  /** of each rule, how often in all, also beyond the places that are told */
  readonly occurrences: Readonly<Record<string, number>>;
  /** errors, then warnings, then advice; each in the order of the message */
  readonly findings: readonly ReportedFinding[];
}

interface Reported {
  readonly told: readonly Told[];
  readonly counts: ReadonlyMap<RuleId, number>;
  readonly rules: number;
  readonly looked: FindingsReport['looked'];
  readonly message: ReportedMessage;
  readonly language: string;
  /** ms since the epoch */
  readonly now: number;
  /** of a place in the header: its line, from 0, and its field */
  readonly lineOf: (place: Told['places'][number]) => number | null;
  readonly fieldOf: (place: Told['places'][number]) => string | null;
}

export function findingsReport(reported: Reported): FindingsReport {
  const { told, counts, rules, looked, message, language, now, lineOf, fieldOf } = reported;
  const count = (severity: Severity) => told.filter((one) => one.severity === severity).length;
  return {
    format: FINDINGS_FORMAT,
    version: FINDINGS_VERSION,
    made: new Date(now).toISOString(),
    language,
    message,
    looked,
    rules,
    counts: { error: count('error'), warning: count('warning'), advice: count('advice') },
    occurrences: Object.fromEntries(counts),
    findings: told.map(({ rule, severity, title, why, fix, source, places }) => ({
      rule,
      severity,
      title,
      why,
      fix,
      source,
      places: places.map((place) => {
        const line = lineOf(place);
        return {
          start: place.start,
          end: place.end,
          line: line === null ? null : line + 1,
          field: fieldOf(place),
        };
      }),
    })),
  };
}
