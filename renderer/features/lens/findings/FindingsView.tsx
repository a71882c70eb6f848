/** The lint of the message: errors, warnings and advice, each with why, what to do, its section, and the field that it stands in. */
import { Button } from '@mantine/core';
import { IconCircleCheck, IconCopy, IconDownload } from '@tabler/icons-react';
import { useRef } from 'react';
import { told, type Told } from '#core/headers/lint/tell.ts';
import type { Severity } from '#core/headers/lint/model.ts';
import { useCommand } from '../../../commands.tsx';
import { formatNumber } from '../../../format.ts';
import { EmptyState, Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { ViewProps } from '../views.ts';
import { useReveal } from '../selection.tsx';
import { nameAfter, useReport, useSaved } from '../share/use-report.ts';
import { FindingCard } from './FindingCard.tsx';
import { report } from './report.ts';
import { SEVERITIES, severityLook } from './severity.ts';
import { useRuleWords } from './rule-words.ts';
import { useFindings } from './use-findings.ts';
import styles from './findings.module.css';

export default function FindingsView({ message, header }: ViewProps) {
  const { t, language } = useWords();
  const found = useFindings(message, header);
  const words = useRuleWords();
  const all = found && words ? told(found.findings, words) : [];
  const severityWords = (severity: Severity) => t(`findings.severity.${severity}`);
  const { copy, save } = useReport(header, 'findings', () => report(all, severityWords, t('findings.none')), {
    extension: 'md',
  });
  const saved = useSaved();
  const saveJson = () => {
    if (!found) return;
    const name = nameAfter(header, `${t('lens.tab.findings')}.json`);
    saved(
      import('./save-json.ts').then(({ saveFindings }) =>
        saveFindings(name, { message, header, found, told: all, language }),
      ),
    );
  };
  useCommand('save-findings', saveJson);
  const region = useRef<HTMLDivElement>(null);
  useReveal(
    () => region.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' }),
    all.length > 0,
  );
  const tools = (
    <div className={styles.tools} role="group" aria-label={t('findings.report')}>
      <Button size="xs" leftSection={<Icon of={IconCopy} size={16} />} onClick={copy}>
        {t('findings.copy')}
      </Button>
      <Button size="xs" leftSection={<Icon of={IconDownload} size={16} />} onClick={save}>
        {t('findings.save')}
      </Button>
      <Button size="xs" leftSection={<Icon of={IconDownload} size={16} />} onClick={saveJson}>
        {t('findings.saveJson')}
      </Button>
    </div>
  );
  if (!found || !words) return <div className={styles.waiting} aria-busy="true" />;
  const looked = t(`findings.looked.${found.looked}`, { rules: formatNumber(found.rules, language) });
  if (all.length === 0)
    return (
      <div className={styles.empty}>
        <EmptyState icon={IconCircleCheck} title={t('findings.none')}>
          {looked}
        </EmptyState>
        {tools}
      </div>
    );
  return (
    <div ref={region} className={styles.findings} role="region" aria-label={t('findings.title')} tabIndex={0}>
      {tools}
      {SEVERITIES.map((severity) => (
        <Group key={severity} severity={severity} all={all} header={header} />
      ))}
      <p className={styles.looked}>{looked}</p>
    </div>
  );
}

function Group({
  severity,
  all,
  header,
}: {
  readonly severity: Severity;
  readonly all: readonly Told[];
  readonly header: ViewProps['header'];
}) {
  const { t, language } = useWords();
  const own = all.filter((one) => one.severity === severity);
  if (own.length === 0) return null;
  const { icon, tone } = severityLook[severity];
  return (
    <section aria-labelledby={`findings-${severity}`}>
      <h2 id={`findings-${severity}`} className={styles.heading} data-tone={tone}>
        <Icon of={icon} size={18} />
        {t(`findings.count.${severity}`, { count: own.length, shown: formatNumber(own.length, language) })}
      </h2>
      <ul className={styles.list}>
        {own.map((one) => (
          <FindingCard key={one.key} finding={one} header={header} />
        ))}
      </ul>
    </section>
  );
}
