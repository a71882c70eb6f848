/** What a step and a candidate are called, and why a candidate stands where it does. */
import { PRESET_SOURCES } from '#core/discovery/presets/preset.ts';
import { presetOf } from '#core/discovery/presets/index.ts';
import type { Candidate, DiscoveryStep } from '#core/discovery/vocabulary.ts';
import { formatDate } from '../../../format.ts';
import { useWords } from '../../../words.ts';

export const serverName = ({ host, port }: Pick<Candidate, 'host' | 'port'>): string =>
  `${host}:${String(port)}`;

export interface FindingWords {
  readonly outcome: (step: DiscoveryStep) => string;
  /** one sentence each */
  readonly reasons: (candidate: Candidate) => string;
  /** where the built-in entry comes from; empty: it is not from the list */
  readonly provenance: (candidate: Candidate) => string;
  readonly provider: (candidate: Candidate) => string;
}

export function useFindingWords(): FindingWords {
  const { t, language } = useWords();
  return {
    outcome: ({ outcome, detail }) =>
      outcome === null ? t('discovery.trying') : t(`discovery.outcome.${outcome}`, { detail }),
    reasons: ({ reasons, source }) =>
      reasons
        // Nothing of the built-in list was tried, and that needs no saying.
        .filter((reason) => !(reason === 'untried' && source === 'preset'))
        .map((reason) => t(`discovery.reason.${reason}`))
        .join(' '),
    provenance: ({ source, provider }) => {
      const preset = source === 'preset' || source === 'preset-mx' ? presetOf(provider) : null;
      if (preset === null) return '';
      const { name, date } = PRESET_SOURCES[preset.source];
      const taken = { name, date: formatDate(Date.parse(`${date}T12:00`), language) };
      return preset.check === 'unchecked'
        ? t('discovery.presetUnchecked', taken)
        : t('discovery.presetChecked', taken);
    },
    provider: ({ provider }) => presetOf(provider)?.name ?? t('discovery.thisProvider'),
  };
}
