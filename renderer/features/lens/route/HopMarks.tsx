/** The short marks behind a hop's name: fully qualified or not, encrypted or not, the address it came from. */
import { IconAlertTriangle, IconCheck, IconLock, IconLockOpen, IconQuestionMark } from '@tabler/icons-react';
import { hostQualification } from '#core/headers/qualified.ts';
import type { IpAddress } from '#core/headers/route/ip.ts';
import type { Hop } from '#core/headers/route/route.ts';
import { Badge } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';

export function HostMark({ host }: { readonly host: string }) {
  const { t } = useWords();
  // Names of the local network have the form, but mean nothing outside it (RFC 6762 §3).
  const is = host.toLowerCase().endsWith('.local') ? 'unqualified' : hostQualification(host);
  const tone = { qualified: 'ok', literal: 'neutral', unqualified: 'warn' } as const;
  return (
    <Badge tone={tone[is]} icon={is === 'unqualified' ? IconAlertTriangle : IconCheck}>
      {t(`lens.qualified.${is}`)}
    </Badge>
  );
}

export function AddressMark({ address }: { readonly address: IpAddress }) {
  const { t } = useWords();
  const shown = address.family === 6 ? `IPv6 ${address.text}` : address.text;
  return <Badge>{t(`lens.route.scope.${address.scope}`, { address: shown })}</Badge>;
}

export function EncryptionMark({ hop: { encryption, received } }: { readonly hop: Hop }) {
  const { t } = useWords();
  switch (encryption) {
    case 'tls':
      return (
        <Badge tone="ok" icon={IconLock}>
          {received.tls?.version ?? t('lens.route.tlsOnly')}
        </Badge>
      );
    case 'plain':
      return (
        <Badge tone="warn" icon={IconLockOpen}>
          {t('lens.route.plain')}
        </Badge>
      );
    case 'local':
      return <Badge icon={IconLockOpen}>{t('lens.route.local')}</Badge>;
    case 'unknown':
      return (
        <Badge tone="plum" icon={IconQuestionMark}>
          {t('lens.route.unknown')}
        </Badge>
      );
  }
}
