/** A quiet mark where something was found: its words come with the pointer, and to those who hear the page. */
import { UnstyledButton } from '@mantine/core';
import type { Told } from '#core/headers/lint/tell.ts';
import { formatNumber } from '../../../format.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { useSelection } from '../selection.tsx';
import { gravest } from './marks.ts';
import { severityLook } from './severity.ts';
import heard from '../../../ui/marks/heard.module.css';
import styles from './mark.module.css';

export function FindingMark({ findings }: { readonly findings: readonly Told[] }) {
  const { t } = useWords();
  const severity = gravest(findings);
  if (severity === null) return null;
  const { icon, tone } = severityLook[severity];
  const words = findings
    .map((one) =>
      t('findings.ofLine', { severity: t(`findings.severity.${one.severity}`), title: one.title }),
    )
    .join('\n');
  return (
    <span className={styles.mark} data-tone={tone} title={words}>
      <Icon of={icon} size={14} />
      <span className={heard.heard}>{words}</span>
    </span>
  );
}

/** How much was found in a field, and the way to it. */
export function FindingsLink({
  findings,
  place,
}: {
  readonly findings: readonly Told[];
  readonly place: number;
}) {
  const { t, language } = useWords();
  const { show } = useSelection();
  const severity = gravest(findings);
  if (severity === null) return null;
  const { icon, tone } = severityLook[severity];
  return (
    <UnstyledButton className={styles.link} data-tone={tone} onClick={() => show('findings', place)}>
      <Icon of={icon} size={14} />
      {t('findings.show', { count: findings.length, shown: formatNumber(findings.length, language) })}
    </UnstyledButton>
  );
}

/** In the dock, for whoever is there by keyboard. */
export function FindingLines({ findings }: { readonly findings: readonly Told[] }) {
  const { t } = useWords();
  if (findings.length === 0) return null;
  return (
    <ul className={styles.lines}>
      {findings.slice(0, 5).map(({ key, severity, title, why }) => {
        const { icon, tone } = severityLook[severity];
        return (
          <li key={key} data-tone={tone}>
            <Icon of={icon} size={14} />
            <span>
              <b>{t('findings.ofLine', { severity: t(`findings.severity.${severity}`), title })}</b> {why}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
