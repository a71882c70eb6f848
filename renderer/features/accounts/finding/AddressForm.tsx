/** The address, and who will learn its domain: said before anybody is asked. Pressing the button is the agreement. */
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { IconPlayerStop, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { resolvesElsewhere } from '#core/account/proxy.ts';
import { presetForDomain } from '#core/discovery/presets/index.ts';
import { domainOf } from '#core/discovery/targets.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { setAddress, setAskMozilla, startSearch, stopSearch, useFinding } from './finding.ts';
import { chooseProvider, providers } from './providers.ts';
import type { Way } from './way.ts';
import styles from './finding.module.css';

export function AddressForm({ way }: { readonly way: Way }) {
  const { t } = useWords();
  const { address, askMozilla, provider, running, progress } = useFinding();
  const [isTried, setTried] = useState(false);
  const domain = domainOf(address);
  const preset = domain === null ? null : presetForDomain(domain);
  const wasAsked = progress !== null && progress.steps.length > 1;
  const wasSearched = progress !== null && provider === null;
  const proxy = useWatch({ control: way.form.control, name: 'proxy' });
  const submit = async () => {
    setTried(domain === null);
    const chosen = domain === null ? null : await way.ready();
    if (domain === null || chosen === null) return;
    await startSearch(domain, chosen, wasSearched);
    // What was found is to be seen, however much was asked.
    document.getElementById('finding-use')?.scrollIntoView({ block: 'nearest' });
  };
  const who =
    domain === null
      ? t('discovery.before')
      : wasAsked
        ? t('discovery.asked', { domain })
        : preset
          ? t('discovery.builtIn', { provider: preset.name })
          : t(resolvesElsewhere(proxy) ? 'discovery.willAskByProxy' : 'discovery.willAsk', { domain });
  const again = preset !== null && !wasAsked ? t('discovery.askAnyway') : t('discovery.again');
  return (
    <form
      className={styles.address}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!running) void submit();
      }}
    >
      <div className={styles.addressRow}>
        <TextInput
          className={styles.addressField ?? ''}
          type="email"
          label={t('discovery.address')}
          aria-describedby="finding-who"
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
          error={isTried && domain === null && t('discovery.addressProblem')}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
        />
        {running ? (
          <Button
            className={styles.beside ?? ''}
            leftSection={<Icon of={IconPlayerStop} />}
            onClick={stopSearch}
          >
            {t('discovery.stop')}
          </Button>
        ) : (
          <Button
            className={styles.beside ?? ''}
            type="submit"
            variant={progress === null ? 'filled' : 'default'}
            leftSection={<Icon of={IconSearch} />}
          >
            {wasSearched ? again : t('discovery.find')}
          </Button>
        )}
      </div>
      <p id="finding-who" className={styles.who}>
        {who}
      </p>
      {domain !== null && (preset === null || progress !== null) && (
        <Checkbox
          size="xs"
          checked={askMozilla}
          disabled={running}
          onChange={(event) => setAskMozilla(event.currentTarget.checked)}
          label={t('discovery.askMozilla')}
        />
      )}
      {domain !== null && preset === null && !running && (progress === null || provider !== null) && (
        <NativeSelect
          className={styles.provider ?? ''}
          label={t('discovery.provider')}
          data={[{ value: '', label: t('discovery.noProvider') }, ...providers]}
          value={provider ?? ''}
          onChange={({ currentTarget: { value } }) => chooseProvider(domain, value)}
        />
      )}
    </form>
  );
}
