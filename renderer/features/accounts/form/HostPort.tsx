/** A host and its port: the server's, or the proxy's. */
import { TextInput, type TextInputProps } from '@mantine/core';
import { useFormContext } from 'react-hook-form';
import { useWords } from '../../../words.ts';
import { problemOf, type AccountForm } from './account-form.ts';
import { NumberField } from './NumberField.tsx';
import styles from '../accounts.module.css';

const NAMES = {
  server: { host: 'host', port: 'port' },
  proxy: { host: 'proxy.host', port: 'proxy.port' },
} as const;

export function HostPort({
  of,
  hostLabel,
  portLabel,
  description,
  readOnly = false,
}: {
  readonly of: 'server' | 'proxy';
  readonly hostLabel: string;
  readonly portLabel: string;
  /** of the host */
  readonly description?: TextInputProps['description'];
  readonly readOnly?: boolean;
}) {
  const { t } = useWords();
  const { register, getFieldState, formState } = useFormContext<AccountForm>();
  const { host, port } = NAMES[of];
  const { error } = getFieldState(host, formState);
  return (
    <>
      <TextInput
        className={styles.host ?? ''}
        label={hostLabel}
        description={description}
        error={error && t(`accounts.problem.${problemOf(error.message)}`)}
        readOnly={readOnly}
        autoComplete="off"
        spellCheck={false}
        {...register(host)}
      />
      <NumberField
        name={port}
        className={(of === 'server' ? styles.port : styles.proxyPort) ?? ''}
        label={portLabel}
        readOnly={readOnly}
        hideControls
        min={1}
        max={65535}
      />
    </>
  );
}
