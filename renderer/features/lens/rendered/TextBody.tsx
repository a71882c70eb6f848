/** A plain text part on paper: flowed paragraphs in one piece, quotes with a bar for each level. It is text of the page and nothing else. */
import { useMemo } from 'react';
import { textBlocks, type TextBlock } from '#core/mime/flowed.ts';
import type { Part } from '#core/mime/structure.ts';
import { errorOf } from '../../../api.ts';
import { ErrorPane } from '../../../ui/index.ts';
import type { LensMessage } from '../message.ts';
import { Notices } from './Notices.tsx';
import { useMailText } from './use-mail.ts';
import { useRenderedWords } from './words.ts';
import styles from './rendered.module.css';

/** Blocks drawn: a hostile text quotes every other line. */
const MOST_BLOCKS = 3000;
const MOST_BARS = 6;

export function TextBody({ message, part }: { readonly message: LensMessage; readonly part: Part }) {
  const t = useRenderedWords();
  const mail = useMailText(message, part);
  const blocks = useMemo(
    () => (mail.data === undefined ? [] : textBlocks(mail.data.text, part.textFormat)),
    [mail.data, part.textFormat],
  );
  if (mail.isError)
    return <ErrorPane title={t('failed')} error={errorOf(mail.error)} onRetry={() => void mail.refetch()} />;
  if (mail.data === undefined) return <div className={styles.desk} aria-busy="true" />;
  return (
    <>
      <Notices
        part={part}
        guessed={mail.data.guessed}
        whole={mail.data.whole && blocks.length <= MOST_BLOCKS}
      />
      <div className={styles.desk}>
        <div className={styles.paper} role="document" tabIndex={0} aria-label={t('textFrame')}>
          {blocks.slice(0, MOST_BLOCKS).map((block, index) => (
            <Block key={index} block={block} />
          ))}
        </div>
      </div>
    </>
  );
}

function Block({ block: { depth, text } }: { readonly block: TextBlock }) {
  const Element = depth > 0 ? 'blockquote' : 'div';
  return (
    <Element className={styles.text} data-depth={Math.min(depth, MOST_BARS)} dir="auto">
      {text}
    </Element>
  );
}
