/** The findings on paper: the severity as a word, since colour may be lost. */
import type { Told } from '#core/headers/lint/tell.ts';
import { formatList, formatNumber } from '../../../format.ts';
import { useWords } from '../../../words.ts';
import { lineOf } from '../findings/places.ts';
import { severityLook } from '../findings/severity.ts';
import type { Findings } from '../findings/use-findings.ts';
import type { Header } from '../message.ts';
import { usePrintingWords } from './words.ts';
import styles from './print.module.css';

const LINES = 20;

export function PrintedFindings({
  findings,
  found,
  header,
}: {
  readonly findings: readonly Told[];
  readonly found: Findings;
  readonly header: Header;
}) {
  const { t, language } = useWords();
  const print = usePrintingWords();
  const linesOf = ({ places }: Told) => {
    const lines = places.flatMap((place) => lineOf(header, place) ?? []).map((line) => line + 1);
    return [...new Set(lines)].slice(0, LINES).map((line) => formatNumber(line, language));
  };
  return (
    <>
      {findings.length === 0 ? (
        <p>{print('noFindings')}</p>
      ) : (
        <ul className={styles.findings}>
          {findings.map((one) => {
            const lines = linesOf(one);
            return (
              <li key={one.key} data-tone={severityLook[one.severity].tone}>
                <b>
                  {t('findings.ofLine', {
                    severity: t(`findings.severity.${one.severity}`),
                    title: one.title,
                  })}
                </b>{' '}
                <span className={styles.reference}>
                  {[
                    one.rule,
                    one.source?.label,
                    lines.length > 0 &&
                      print('line', { count: lines.length, lines: formatList(lines, language) }),
                  ]
                    .filter((part) => typeof part === 'string')
                    .join(' · ')}
                </span>
                <p>
                  {one.why} {one.fix}
                </p>
              </li>
            );
          })}
        </ul>
      )}
      <p className={styles.made}>
        {t(`findings.looked.${found.looked}`, { rules: formatNumber(found.rules, language) })}
      </p>
    </>
  );
}
