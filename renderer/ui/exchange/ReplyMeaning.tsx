/** What the codes of a reply mean, each with its number in front; it stands under the server's own words. */
import type { Reply } from '#core/smtp/vocabulary.ts';
import { explainReply } from '#core/smtp/codes.ts';
import { referenced } from './diagnosis-words.ts';
import { useWords } from '../../words.ts';
import styles from './exchange.module.css';

export function ReplyMeaning({ reply }: { readonly reply: Reply }) {
  const { t, language } = useWords();
  // The words of enhanced codes also stand within a sentence; here each begins one.
  const sentence = (text: string) => text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
  return (
    <p className={styles.meaning}>
      {explainReply(reply).map(({ code, params, reference }) => (
        <span key={code}>
          <b>{params.code}</b> {sentence(referenced(t(code), reference))}{' '}
        </span>
      ))}
    </p>
  );
}
