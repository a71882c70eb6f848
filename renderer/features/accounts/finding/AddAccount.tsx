/** Adding an account from its address: address, what is asked and found, the server that the user confirms, and then how to sign in there. */
import { Button } from '@mantine/core';
import { useEvent } from '../../../api.ts';
import type { AccountInput } from '#core/contract/accounts.ts';
import { usePlace } from '../../../place.tsx';
import { ErrorPane, marksNarrow, PaneHeader } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { dropEdit, dropReport, keepEdit, wantField, type WantedField } from '../edits.ts';
import { AddressForm } from './AddressForm.tsx';
import { Candidates } from './Candidates.tsx';
import { Finish } from './Finish.tsx';
import { closeFinding, confirm, discardFinding, follow, useFinding } from './finding.ts';
import { inputFor } from './input.ts';
import { NothingFound } from './NothingFound.tsx';
import { ProxyWay } from './ProxyWay.tsx';
import { StepList } from './StepList.tsx';
import { useWay } from './way.ts';
import styles from './finding.module.css';

/** `begun`: the new account's form so far; null once it is saved. */
export function AddAccount({ begun }: { readonly begun: AccountInput | null }) {
  const { t } = useWords();
  const { select } = usePlace();
  const { address, progress, running, error, confirmed, saved } = useFinding();
  useEvent('discovery.progress', follow);

  const way = useWay(begun);

  const byHand = (candidate: Parameters<typeof inputFor>[2]) => {
    if (begun !== null) keepEdit('new', inputFor(begun, address, candidate));
    closeFinding();
  };
  /** With all that was typed or trusted meanwhile; `field` is what is to be corrected. */
  const goOn = (values: AccountInput, field?: WantedField) => {
    keepEdit('new', values);
    if (field !== undefined) wantField(field);
    closeFinding();
  };
  const discard = () => {
    dropEdit('new');
    dropReport('new');
    discardFinding();
    select({ accounts: null }, false);
  };
  const isDone = progress !== null && !running;

  return (
    <div className={styles.pane}>
      <PaneHeader
        title={t('discovery.title')}
        actions={
          saved === null && (
            <>
              <Button size="xs" variant="subtle" onClick={discard}>
                {t('discovery.discard')}
              </Button>
              <Button size="xs" onClick={() => byHand(confirmed)}>
                {t('discovery.byHand')}
              </Button>
            </>
          )
        }
      />
      <div ref={marksNarrow} className={styles.body}>
        {confirmed === null && <AddressForm way={way} />}
        {begun !== null && <ProxyWay way={way} hidden={confirmed !== null} />}
        {confirmed === null ? (
          <>
            {error && <ErrorPane title={t('discovery.notSearched')} error={error} />}
            {isDone && progress.candidates.length === 0 && (
              <NothingFound domain={progress.domain} onByHand={() => byHand(null)} />
            )}
            {progress && progress.steps.length > 0 && (
              <StepList steps={progress.steps} running={running} hasFound={progress.candidates.length > 0} />
            )}
            {progress && progress.candidates.length > 0 && (
              <Candidates progress={progress} running={running} onEdit={byHand} onUse={confirm} />
            )}
          </>
        ) : (
          <Finish begun={begun} candidate={confirmed} proxyPassword={way.password} onEdit={goOn} />
        )}
      </div>
    </div>
  );
}
