/** The ARC chain: what each forwarder found and sealed, newest first, and what is wrong with the chain by its form. */
import type { ArcChain, ArcSet } from '#core/headers/authentication/arc.ts';
import type { AuthenticationReport } from '#core/contract/authentication.ts';
import { InlineMessage } from '../../../ui/index.ts';
import { Card } from './Card.tsx';
import { Results } from './ClaimCards.tsx';
import { VerdictMark } from './marks.tsx';
import { useAuthenticationWords } from './words.ts';
import styles from './authentication.module.css';

export function ArcCards({
  arc: { sets, problems },
  verified,
}: {
  readonly arc: ArcChain;
  readonly verified: AuthenticationReport['arc'];
}) {
  const { t } = useAuthenticationWords();
  return (
    <>
      {verified !== null && (
        <div className={styles.line}>
          <VerdictMark result={verified.result} />
          <span>
            {verified.result === 'pass'
              ? t('arc.pass', { instance: verified.instance })
              : t('arc.fail', { said: verified.said })}
          </span>
        </div>
      )}
      {problems.length > 0 && (
        <InlineMessage tone="warning">
          {problems.map((problem, index) => (
            <p key={index}>
              {t(`arc.problem.${problem.code}`, {
                instance: 'instance' in problem ? problem.instance : '',
                field: 'field' in problem ? problem.field : '',
                chain: 'chain' in problem ? problem.chain.slice(0, 20) : '',
              })}
            </p>
          ))}
        </InlineMessage>
      )}
      {sets.toReversed().map((set) => (
        <SetCard key={set.instance} set={set} />
      ))}
    </>
  );
}

const FOUND = ['none', 'pass', 'fail'] as const;

function SetCard({ set: { instance, seal, message, results } }: { readonly set: ArcSet }) {
  const { t } = useAuthenticationWords();
  const sealer = seal?.seal;
  const found = FOUND.find((word) => word === sealer?.chain) ?? 'other';
  const domain = sealer?.domain ?? message?.signature.domain ?? '';
  return (
    <Card
      title={t('arc.title', { instance })}
      item={seal?.item ?? message?.item ?? results?.item ?? null}
      marks={
        sealer && (
          <span className={styles.note}>
            {t('arc.sealed', { domain: sealer.domain, selector: sealer.selector })} ·{' '}
            {t(`arc.found.${found}`)}
          </span>
        )
      }
    >
      {domain !== '' && <p className={styles.note}>{t('arc.vouched', { domain })}</p>}
      {results && <Results results={results.results.results} more={results.results.more} believed={false} />}
    </Card>
  );
}
