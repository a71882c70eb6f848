/** Language, theme, keyboard and notifications; sending has a file of its own. */
import { Switch } from '@mantine/core';
import type { Settings, SettingsPatch } from '#core/contract/settings.ts';
import { useWords } from '../../words.ts';
import { OneOf } from './OneOf.tsx';
import { Section } from './Section.tsx';
import { SendingChoices } from './SendingChoices.tsx';
import styles from './settings.module.css';

export interface Props {
  readonly settings: Settings;
  readonly change: (patch: SettingsPatch) => void;
}

const languages = ['system', 'en', 'fr'] as const;
const themes = ['system', 'light', 'dark'] as const;

export function Choices({ settings, change }: Props) {
  const { t } = useWords();
  return (
    <>
      <Section title={t('settings.look')}>
        <OneOf
          label={t('settings.language')}
          value={settings.language}
          options={languages.map((value) => ({ value, label: t(`settings.languages.${value}`) }))}
          onChange={(language) => change({ language })}
        />
        <OneOf
          label={t('settings.theme')}
          value={settings.theme}
          options={themes.map((value) => ({ value, label: t(`settings.themes.${value}`) }))}
          onChange={(theme) => change({ theme })}
        />
      </Section>
      <SendingChoices settings={settings} change={change} />
      <Section title={t('settings.notifications')}>
        <OnOff
          label={t('settings.notifyOnFailure')}
          checked={settings.notifyOnFailure}
          onChange={(notifyOnFailure) => change({ notifyOnFailure })}
        />
        <OnOff
          label={t('settings.notifyOnSuccess')}
          checked={settings.notifyOnSuccess}
          onChange={(notifyOnSuccess) => change({ notifyOnSuccess })}
        />
        <OnOff
          label={t('settings.discreet')}
          description={t('settings.discreetText')}
          checked={settings.discreetNotifications}
          onChange={(discreetNotifications) => change({ discreetNotifications })}
        />
      </Section>
      <Section title={t('settings.keyboard')}>
        <OnOff
          label={t('settings.singleKey')}
          description={t('settings.singleKeyText')}
          checked={settings.singleKeyShortcuts}
          onChange={(singleKeyShortcuts) => change({ singleKeyShortcuts })}
        />
      </Section>
    </>
  );
}

export function OnOff({
  label,
  description,
  checked,
  onChange,
}: {
  readonly label: string;
  readonly description?: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <Switch
      className={styles.switch ?? ''}
      labelPosition="left"
      label={label}
      description={description}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
