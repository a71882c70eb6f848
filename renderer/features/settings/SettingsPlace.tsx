/** What the user chose, kept at once and live; and facts about the program. Sections are in files of their own. */
import { lazy, Suspense } from 'react';
import type { SettingsPatch } from '#core/contract/settings.ts';
import { useAction, useCall } from '../../api.ts';
import { ErrorPane, Pane, PaneHeader } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { loadDoubtsWords } from '../compose/findings/words.ts';
import { loadSpellingWords } from '../compose/spelling/words.ts';
import { About } from './About.tsx';
import { Choices } from './Choices.tsx';
import { DataSection } from './DataSection.tsx';
import { MailLinks } from './MailLinks.tsx';
import { Shortcuts } from './Shortcuts.tsx';
import styles from './settings.module.css';

const DoubtChoices = lazy(async () => {
  const [choices] = await Promise.all([import('./DoubtChoices.tsx'), loadDoubtsWords()]);
  return choices;
});

const SpellingChoices = lazy(async () => {
  const [choices] = await Promise.all([import('./SpellingChoices.tsx'), loadSpellingWords()]);
  return choices;
});

export default function SettingsPlace() {
  const { t } = useWords();
  const settings = useCall('settings.get', null).data;
  const set = useAction('settings.set');
  const change = (patch: SettingsPatch) => set.mutate(patch);
  return (
    <Pane label={t('app.place.settings')}>
      <PaneHeader title={t('app.place.settings')} />
      <div className={styles.page}>
        {set.isError && <ErrorPane title={t('settings.notKept')} error={set.error.error} />}
        {settings && <Choices settings={settings} change={change} />}
        {settings && (
          <Suspense>
            <DoubtChoices settings={settings} change={change} />
            <SpellingChoices settings={settings} change={change} />
          </Suspense>
        )}
        <Shortcuts />
        <MailLinks />
        <DataSection />
        <About />
      </div>
    </Pane>
  );
}
