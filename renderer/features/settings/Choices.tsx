/** Language, theme, keyboard and notifications. */
import { SegmentedControl, Switch } from '@mantine/core';
import { useId } from 'react';
import type { Settings, SettingsPatch } from '#core/contract/settings.ts';
import { useWords } from '../../words.ts';
import { Section } from './Section.tsx';
import styles from './settings.module.css';

interface Props {
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

function OneOf<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: T;
  readonly options: { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}) {
  const id = useId();
  return (
    <div className={styles.choice}>
      <span id={id}>{label}</span>
      <SegmentedControl<T>
        aria-labelledby={id}
        value={value}
        data={options}
        onChange={onChange}
        transitionDuration={0}
      />
    </div>
  );
}

function OnOff({
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
