/** The findings report as JSON, loaded when it is first asked for. Its shape is core/headers/lint/findings-report.ts. */
import { findingsReport, type ReportedMessage } from '#core/headers/lint/findings-report.ts';
import type { Told } from '#core/headers/lint/tell.ts';
import { fieldsNamed } from '#core/headers/parse.ts';
import { decoded, unfolded } from '#core/headers/unfold.ts';
import type { Language } from '#core/i18n/languages.ts';
import type { Header, LensMessage } from '../message.ts';
import { saveText } from '../share/save-bytes.ts';
import { lineOf } from './places.ts';
import type { Findings } from './use-findings.ts';

interface ToSave {
  readonly message: LensMessage;
  readonly header: Header;
  readonly found: Findings;
  readonly told: readonly Told[];
  readonly language: Language;
}

/** False: the user thought better of it. */
export function saveFindings(
  name: string,
  { message, header, found, told, language }: ToSave,
): Promise<boolean> {
  const { counts, rules, looked } = found;
  const report = findingsReport({
    told,
    counts,
    rules,
    looked,
    message: reportedMessage(message, header),
    language,
    now: Date.now(),
    lineOf: (place) => lineOf(header, place),
    fieldOf: ({ item }) => {
      const owner = item === null ? undefined : header.parsed.items[item];
      return owner?.kind === 'field' ? owner.name : null;
    },
  });
  return saveText(name, `${JSON.stringify(report, null, 2)}\n`);
}

function reportedMessage({ size, headerSize }: LensMessage, { bytes, parsed }: Header): ReportedMessage {
  const [subject, messageId, date] = ['Subject', 'Message-ID', 'Date'].map(
    (name) => fieldsNamed(parsed, name)[0],
  );
  return {
    subject: subject ? decoded(bytes, subject) : null,
    messageId: messageId ? unfolded(bytes, messageId).trim() : null,
    date: date ? unfolded(bytes, date).trim() : null,
    size,
    headerSize,
  };
}
