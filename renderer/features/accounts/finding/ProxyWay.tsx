/**
 * The way that the search takes, and the account after it: folded, since most go straight. The fields are the form's own; the proxy's password
 * stays in its field here until the account is tested and saved.
 */
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { FormProvider, useWatch } from 'react-hook-form';
import { isOwnProxy, type Proxy } from '#core/account/proxy.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { ProxyFields } from '../form/ProxyFields.tsx';
import { serverName } from './words.ts';
import type { Way } from './way.ts';
import styles from './finding.module.css';

export function ProxyWay({ way, hidden }: { readonly way: Way; readonly hidden: boolean }) {
  const words = useWayWords();
  const { form, password } = way;
  // What the form of the new account has, whole.
  const values = { ...form.getValues(), proxy: useWatch({ control: form.control, name: 'proxy' }) };
  const [isOpen, setOpen] = useState(values.proxy.kind !== 'none');
  return (
    <details className={styles.way} open={isOpen} hidden={hidden}>
      <summary
        onClick={(event) => {
          event.preventDefault();
          setOpen(!isOpen);
        }}
      >
        <Icon of={IconChevronRight} size={16} />
        {words(values.proxy)}
      </summary>
      <FormProvider {...form}>
        <ProxyFields view={null} typed={values} password={password} />
      </FormProvider>
    </details>
  );
}

/** What the way is called. */
export function useWayWords(): (proxy: Proxy) => string {
  const { t } = useWords();
  return (proxy) => {
    if (proxy.kind === 'system') return t('discovery.waySystem');
    if (!isOwnProxy(proxy) || proxy.host.trim() === '') return t('discovery.way');
    return t('discovery.wayNow', { proxy: serverName({ ...proxy, host: proxy.host.trim() }) });
  };
}
