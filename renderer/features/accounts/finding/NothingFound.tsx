/** Nothing was found: why that may be, and the way that always works. */
import { Button } from '@mantine/core';
import { presetForDomain } from '#core/discovery/presets/index.ts';
import type { OutcomeCode } from '#core/discovery/vocabulary.ts';
import { InlineMessage } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { useFinding } from './finding.ts';
import { ProviderPage } from './ProviderPage.tsx';

export function NothingFound({
  domain,
  onByHand,
}: {
  readonly domain: string;
  readonly onByHand: () => void;
}) {
  const { t } = useWords();
  const { stopped, progress } = useFinding();
  const preset = presetForDomain(domain);
  const byHand = (
    <Button size="xs" variant="filled" onClick={onByHand}>
      {t('discovery.byHand')}
    </Button>
  );
  if (preset !== null)
    return (
      <InlineMessage
        tone="warning"
        live
        actions={
          <>
            {preset.page !== null && <ProviderPage url={preset.page} />}
            {byHand}
          </>
        }
      >
        <b>{t('discovery.noSmtp', { provider: preset.name })}</b>{' '}
        {preset.note !== null && t(`discovery.note.${preset.note}`)}
      </InlineMessage>
    );
  const proxy = progress?.steps.find(({ outcome }) => isProxyTrouble(outcome))?.outcome ?? null;
  if (proxy !== null && !stopped)
    return (
      <InlineMessage tone="warning" live actions={byHand}>
        <b>{t('discovery.nothingByProxy', { why: t(`discovery.outcome.${proxy}`, { detail: '' }) })}</b>
      </InlineMessage>
    );
  return (
    <InlineMessage tone={stopped ? 'info' : 'warning'} live actions={byHand}>
      <b>{stopped ? t('discovery.nothingStopped') : t('discovery.nothing', { domain })}</b>{' '}
      {t('discovery.nothingText')}
    </InlineMessage>
  );
}

/** What is wrong with the proxy itself: then nothing was asked beyond it. */
const isProxyTrouble = (outcome: OutcomeCode | null): boolean =>
  outcome === 'proxy-unreachable' ||
  outcome === 'proxy-not-speaking' ||
  outcome === 'proxy-sign-in-refused' ||
  outcome === 'proxy-unsupported';
