/** Findings as Markdown, for whoever has to mend them; `none` where there are none. */
import type { Severity } from '#core/headers/lint/model.ts';
import type { Told } from '#core/headers/lint/tell.ts';

export function report(
  all: readonly Told[],
  severityWords: (severity: Severity) => string,
  none: string,
): string {
  if (all.length === 0) return none;
  return all
    .map(({ severity, title, why, fix, rule, source }) => {
      const reference = source === null ? '' : ` [${source.label}](${source.url})`;
      return `- **${severityWords(severity)}: ${title}** (${rule}${reference})\n  ${why} ${fix}`;
    })
    .join('\n');
}
