/** Under the comparison: what it shows, in words, with the section that says so. */
import {
  IconAlertTriangle,
  IconArrowsDiff,
  IconCheck,
  IconEyeOff,
  IconHandFinger,
  IconMailOff,
  type TablerIcon,
} from '@tabler/icons-react';
import type { EnvelopeRemark } from '#core/headers/compare.ts';
import { rfcSection } from '#core/headers/fields.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { ExternalLink } from '../ExternalLink.tsx';
import styles from './envelope.module.css';

interface Look {
  readonly icon: TablerIcon;
  readonly tone: 'ok' | 'warn' | 'plum' | 'danger';
  readonly section: readonly [number, string];
}

type Code = EnvelopeRemark['code'] | 'dsn-left-out';

const looks: Readonly<Record<Code, Look>> = {
  'set-by-hand': { icon: IconHandFinger, tone: 'warn', section: [5321, '2.3.1'] },
  'dsn-left-out': { icon: IconMailOff, tone: 'warn', section: [3461, '4'] },
  'return-path-same': { icon: IconCheck, tone: 'ok', section: [5321, '4.4'] },
  'return-path-differs': { icon: IconArrowsDiff, tone: 'warn', section: [5321, '4.4'] },
  'null-sender': { icon: IconArrowsDiff, tone: 'warn', section: [5321, '4.5.5'] },
  'in-no-field': { icon: IconEyeOff, tone: 'plum', section: [5322, '3.6.3'] },
  'bcc-in-header': { icon: IconAlertTriangle, tone: 'danger', section: [5322, '3.6.3'] },
  'not-in-envelope': { icon: IconAlertTriangle, tone: 'warn', section: [5321, '2.3.1'] },
  'all-named': { icon: IconCheck, tone: 'ok', section: [5322, '3.6.3'] },
};

export function Remarks({
  remarks,
  dsnLeftOut,
}: {
  readonly remarks: readonly EnvelopeRemark[];
  /** the server offers no DSN, and what was asked of it was left out */
  readonly dsnLeftOut: boolean;
}) {
  const all = [...remarks, ...(dsnLeftOut ? [{ code: 'dsn-left-out' } as const] : [])];
  return (
    <ul className={styles.remarks}>
      {all.map((remark) => {
        const { icon, tone, section } = looks[remark.code];
        const source = rfcSection(...section);
        return (
          <li key={remark.code}>
            <span data-tone={tone}>
              <Icon of={icon} />
            </span>
            <Words remark={remark} />
            <ExternalLink url={source.url}>{source.label}</ExternalLink>
          </li>
        );
      })}
    </ul>
  );
}

function Words({ remark }: { readonly remark: EnvelopeRemark | { readonly code: 'dsn-left-out' } }) {
  const { t } = useWords();
  const listed = (all: readonly string[]) => {
    const shown = all.slice(0, 3).join(', ');
    return all.length > 3 ? t('lens.remark.more', { addresses: shown, more: all.length - 3 }) : shown;
  };
  switch (remark.code) {
    case 'in-no-field':
      return (
        <div>
          <b>{t('lens.remark.in-no-field.title', { count: remark.addresses.length })}</b>{' '}
          {t('lens.remark.in-no-field.text', { addresses: listed(remark.addresses) })}
        </div>
      );
    case 'bcc-in-header':
    case 'not-in-envelope':
      return (
        <div>
          <b>{t(`lens.remark.${remark.code}.title`)}</b>{' '}
          {t(`lens.remark.${remark.code}.text`, { addresses: listed(remark.addresses) })}
        </div>
      );
    case 'return-path-differs':
      return (
        <div>
          <b>
            {t(
              remark.byHand
                ? 'lens.remark.return-path-differs.titleByHand'
                : 'lens.remark.return-path-differs.title',
            )}
          </b>{' '}
          {t(
            remark.byHand
              ? 'lens.remark.return-path-differs.byHand'
              : remark.sameDomain
                ? 'lens.remark.return-path-differs.aligned'
                : 'lens.remark.return-path-differs.foreign',
          )}
        </div>
      );
    case 'set-by-hand':
    case 'dsn-left-out':
    case 'return-path-same':
    case 'null-sender':
    case 'all-named':
      return (
        <div>
          <b>{t(`lens.remark.${remark.code}.title`)}</b> {t(`lens.remark.${remark.code}.text`)}
        </div>
      );
  }
}
