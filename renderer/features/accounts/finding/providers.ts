/** Choosing a provider by name instead of searching: nobody is asked. Apart from finding.ts, since the window's start has no use for the list. */
import { presetOf, presets } from '#core/discovery/presets/index.ts';
import { nominationsOf, rankedCandidates } from '#core/discovery/rank.ts';
import { showProvider } from './finding.ts';

/** Those with a server, by name, as a list to choose from takes them. */
export const providers = presets
  .filter(({ servers }) => servers.length > 0)
  .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
  .map(({ id, name }) => ({ value: id, label: name }));

/** An empty id: nobody of the list. */
export function chooseProvider(domain: string, id: string): void {
  const preset = presetOf(id);
  if (preset === null) showProvider(null, null);
  else
    showProvider(id, {
      domain,
      steps: [],
      candidates: [...rankedCandidates(nominationsOf(preset), new Map())],
    });
}
