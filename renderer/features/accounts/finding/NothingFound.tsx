/** Nothing was found: why that may be, and the way that always works. */
import { Button } from '@mantine/core';
import { presetForDomain } from '#core/discovery/presets/index.ts';
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
  const { stopped } = useFinding();
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
  return (
    <InlineMessage tone={stopped ? 'info' : 'warning'} live actions={byHand}>
      <b>{stopped ? t('discovery.nothingStopped') : t('discovery.nothing', { domain })}</b>{' '}
      {t('discovery.nothingText')}
    </InlineMessage>
  );
}
