/** Under a field: a domain that looks like a slip in a well-known one, and what was likely meant. Loaded with the first recipient. */
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { splitAddress } from '#core/message/address.ts';
import { entriesOf, type AddressField } from '#core/message/address-fields.ts';
import { slipOf } from '#core/message/domain-slip.ts';
import type { RecipientEntry } from '#core/message/draft.ts';
import { call, useCall } from '../../../api.ts';
import type { DraftSession } from '../draft/draft-session.ts';
import { useDoubtsWords } from '../findings/words.ts';
import styles from './fields.module.css';

const SHOWN = 3;
/** as many as are remembered */
const MAX_KEPT = 500;

const domainOf = (address: string): string => splitAddress(address.trim())?.domain.toLowerCase() ?? '';

export default function Slips({
  field,
  entries,
  session,
}: {
  readonly field: AddressField;
  readonly entries: readonly RecipientEntry[];
  readonly session: DraftSession;
}) {
  const t = useDoubtsWords();
  const settings = useCall('settings.get', null).data;
  const slips = useMemo(() => slipsIn(entries), [entries]);
  if (settings === undefined || settings.dismissedDoubts.includes('domain')) return null;
  const asked = slips.filter(({ domain }) => !settings.keptDomains.includes(domain));
  const back = () => document.getElementById(`recipients-${field}`)?.focus();
  const use = (domain: string, meant: string) => {
    const meantBy = (address: string) => `${splitAddress(address)?.localPart ?? ''}@${meant}`;
    session.edit({
      [field]: entriesOf(session.state().content, field).map((entry) =>
        domainOf(entry.address) === domain ? { ...entry, address: meantBy(entry.address) } : entry,
      ),
    });
    back();
  };
  const keep = (domain: string) => {
    back();
    // Not kept is asked again: no more is lost.
    void call('settings.set', { keptDomains: [...settings.keptDomains, domain].slice(-MAX_KEPT) }).catch(
      () => undefined,
    );
  };
  return (
    <div className={styles.slips} role="status">
      {asked.slice(0, SHOWN).map(({ domain, meant }) => (
        <div key={domain} className={styles.slip}>
          <span>{t('slip.asked', { domain, meant })}</span>
          <Button
            size="xs"
            className={styles.repair ?? ''}
            aria-keyshortcuts="Alt+Enter"
            onClick={() => use(domain, meant)}
          >
            {t('slip.use', { meant })}
          </Button>
          <Button size="xs" variant="subtle" className={styles.repair ?? ''} onClick={() => keep(domain)}>
            {t('slip.keep', { domain })}
          </Button>
        </div>
      ))}
    </div>
  );
}

/** Each domain once. */
function slipsIn(entries: readonly RecipientEntry[]): { domain: string; meant: string }[] {
  const domains = new Set(entries.map(({ address }) => domainOf(address)));
  return [...domains].flatMap((domain) => {
    const meant = slipOf(domain);
    return meant === null ? [] : [{ domain, meant }];
  });
}
