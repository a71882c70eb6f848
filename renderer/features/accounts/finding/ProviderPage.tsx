/** The provider's own page, in the system's browser: main shows the address and asks first. */
import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { call } from '../../../api.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';

export function ProviderPage({ url }: { readonly url: string }) {
  const { t } = useWords();
  return (
    <Button
      size="xs"
      leftSection={<Icon of={IconExternalLink} size={16} />}
      onClick={() => void call('app.openExternal', { url })}
    >
      {t('discovery.signInPage')}
    </Button>
  );
}
