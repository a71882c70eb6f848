/** Who vouches for the domain in From, in plain words. */
import {
  IconAlertTriangle,
  IconCircleX,
  IconHelpCircle,
  IconMailOff,
  IconShieldCheck,
  IconSignature,
  type TablerIcon,
} from '@tabler/icons-react';
import type { AuthenticationReport } from '#core/contract/authentication.ts';
import type { Summary as Said } from '#core/headers/authentication/summary.ts';
import { formatList } from '../../../format.ts';
import { Icon } from '../../../ui/index.ts';
import { useAuthenticationWords } from './words.ts';
import styles from './authentication.module.css';

interface Look {
  readonly tone: 'ok' | 'warn' | 'danger' | 'plum' | 'neutral';
  readonly icon: TablerIcon;
}

const looks: Readonly<Record<Said['code'], Look>> = {
  'verified-pass': { tone: 'ok', icon: IconShieldCheck },
  'verified-aligned': { tone: 'ok', icon: IconShieldCheck },
  'verified-fail': { tone: 'danger', icon: IconCircleX },
  'verified-nobody': { tone: 'warn', icon: IconAlertTriangle },
  'verified-no-author': { tone: 'warn', icon: IconAlertTriangle },
  'verified-dns': { tone: 'plum', icon: IconHelpCircle },
  'verified-unsigned': { tone: 'neutral', icon: IconMailOff },
  'claimed-pass': { tone: 'neutral', icon: IconShieldCheck },
  'claimed-fail': { tone: 'warn', icon: IconAlertTriangle },
  'claimed-signed': { tone: 'neutral', icon: IconShieldCheck },
  signed: { tone: 'plum', icon: IconSignature },
  'signed-other': { tone: 'warn', icon: IconSignature },
  unsigned: { tone: 'neutral', icon: IconMailOff },
  'only-claims': { tone: 'warn', icon: IconAlertTriangle },
  nothing: { tone: 'warn', icon: IconAlertTriangle },
};

export function Summary({
  summary: { code, author, server, by },
  report,
}: {
  readonly summary: Said;
  readonly report: AuthenticationReport | null;
}) {
  const { t, language } = useAuthenticationWords();
  const { tone, icon } = looks[code];
  const words = {
    author,
    server,
    by: formatList(
      by.map(({ method, domain }) => t(`by.${method}`, { domain })),
      language,
    ),
    policy: t(`policy.${report?.dmarc.policy ?? 'unknown'}`),
  };
  return (
    <div className={styles.summary} data-tone={tone} role="status">
      <Icon of={icon} size={24} />
      <div>
        <h2>{t(`summary.${code}.title`, words)}</h2>
        <p>{t(`summary.${code}.text`, words)}</p>
      </div>
    </div>
  );
}
