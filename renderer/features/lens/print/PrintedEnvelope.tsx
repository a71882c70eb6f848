/** The envelope on paper, only where its reader asked for it: it names whom the header hides. */
import type { MessageView } from '#core/contract/sent.ts';
import { formatNumber } from '../../../format.ts';
import { useWords } from '../../../words.ts';
import { usePrintingWords } from './words.ts';
import styles from './print.module.css';

const MOST = 500;

export function PrintedEnvelope({ view }: { readonly view: MessageView }) {
  const { t, language } = useWords();
  const print = usePrintingWords();
  const { returnPath, recipients } = view.made.envelope;
  const lines = [
    ['MAIL FROM', returnPath],
    ...recipients.slice(0, MOST).map(({ address }) => ['RCPT TO', address] as const),
  ] as const;
  return (
    <>
      <h2>{t('lens.tab.envelope')}</h2>
      <dl className={styles.fields}>
        {lines.map(([command, address]) => (
          <div key={`${command} ${address}`}>
            <dt>{command}</dt>
            <dd>{`<${address}>`}</dd>
          </div>
        ))}
      </dl>
      {recipients.length > MOST && <p>{print('left', { shown: formatNumber(MOST, language) })}</p>}
    </>
  );
}
