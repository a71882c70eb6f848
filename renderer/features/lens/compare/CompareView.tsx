/** One message beside another: first the choice of the other, then what differs. */
import { Button } from '@mantine/core';
import { errorOf } from '../../../api.ts';
import { ErrorPane } from '../../../ui/index.ts';
import { useHeader, type LensMessage } from '../message.ts';
import type { ViewProps } from '../views.ts';
import { useChosen, type Chosen } from './chosen.ts';
import { Choice } from './Choice.tsx';
import { Comparison, type Side } from './Comparison.tsx';
import { useCompareWords } from './words.ts';
import styles from './compare.module.css';

export default function CompareView({ message, header }: ViewProps) {
  const t = useCompareWords();
  const [chosen, choose] = useChosen(message.key);
  return (
    <section className={styles.view} aria-label={t('view')} tabIndex={0}>
      {chosen === null ? (
        <Choice
          message={message}
          header={header}

          onChoose={(other, close) => choose({ other, swapped: false, close })}
        />
      ) : (
        <Both
          self={{ message, header }}
          chosen={chosen}
          onSwap={() => choose({ ...chosen, swapped: !chosen.swapped })}
          onOther={() => choose(null)}
        />
      )}
    </section>
  );
}

function Both({
  self,
  chosen: { other, swapped },
  onSwap,
  onOther,
}: {
  readonly self: Side;
  readonly chosen: Chosen;
  readonly onSwap: () => void;
  readonly onOther: () => void;
}) {
  const t = useCompareWords();
  const header = useHeader(other);
  if (header.isError)
    return (
      <ErrorPane title={t('failed')} error={errorOf(header.error)} onRetry={() => void header.refetch()}>
        <Button size="xs" onClick={onOther}>
          {t('chosen.other')}
        </Button>
      </ErrorPane>
    );
  if (header.data === undefined)
    return (
      <p role="status" aria-busy="true">
        {t('reading')}
      </p>
    );
  const there: Side = { message: other, header: header.data };
  const selfFirst = isEarlier(self, there) !== swapped;
  return (
    <Comparison
      before={selfFirst ? self : there}
      after={selfFirst ? there : self}
      self={self.message.key}
      onSwap={onSwap}
      onOther={onOther}
    />
  );
}

/** What left is earlier than what was opened; else what fewer servers have stamped. */
function isEarlier(self: Side, other: Side): boolean {
  if (self.message.kind !== other.message.kind) return self.message.kind === 'sent';
  return stamps(self) <= stamps(other);
}

const stamps = ({ header }: Side): number =>
  header.parsed.items.filter((item) => item.kind === 'field' && item.name.toLowerCase() === 'received')
    .length;

export type OnChoose = (other: LensMessage, close: () => void) => void;
