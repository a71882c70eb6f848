/** In the slip: what the lint finds in what will go out. Quiet when that is nothing. Loaded with the first finding. */
import { UnstyledButton } from '@mantine/core';
import type { DraftFinding } from '#core/contract/findings.ts';
import type { HeaderField } from '#core/message/own-header.ts';
import { filled, type AllRuleWords } from '#core/headers/lint/tell.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { ExternalLink } from '../../lens/ExternalLink.tsx';
import { severityLook } from '../../lens/findings/severity.ts';
import { useRuleWords } from '../../lens/findings/rule-words.ts';
import heard from '../../../ui/marks/heard.module.css';
import slip from '../slip/slip.module.css';
import styles from './slip-findings.module.css';

/** Where a field is written. */
const inputs: ReadonlyMap<string, string> = new Map([
  ['subject', 'subject'],
  ['to', 'recipients-to'],
  ['cc', 'recipients-cc'],
  ['bcc', 'recipients-bcc'],
  ['reply-to', 'recipients-replyTo'],
]);

const isRule = (rule: string, words: AllRuleWords): rule is keyof AllRuleWords => Object.hasOwn(words, rule);

export default function SlipFindings({
  findings,
  own,
  onOwn,
  onGone,
}: {
  readonly findings: readonly DraftFinding[];
  /** header fields of the message's own */
  readonly own: readonly HeaderField[];
  /** to them */
  readonly onOwn: () => void;
  /** before the focus goes to a field: a drawer has to close */
  readonly onGone: () => void;
}) {
  const { t } = useWords();
  const words = useRuleWords();
  const goTo = (input: string) => {
    onGone();
    requestAnimationFrame(() => document.getElementById(input)?.focus());
  };
  if (words === undefined) return null;
  return (
    <section className={slip.ticket} aria-labelledby="slip-findings" tabIndex={-1}>
      <h3 id="slip-findings">{t('findings.out.title')}</h3>
      <ul className={styles.list}>
        {findings.flatMap((finding, index) => {
          const { rule, severity, source, field, params } = finding;
          if (!isRule(rule, words)) return [];
          const { icon, tone } = severityLook[severity];
          const { title, why, fix } = words[rule];
          const name = field?.toLowerCase() ?? '';
          const input = inputs.get(name);
          const isOwn = own.some((one) => one.name.toLowerCase() === name);
          return [
            <li key={index} data-tone={tone}>
              <Icon of={icon} size={16} />
              <div>
                <b>
                  <span className={heard.heard}>{t(`findings.severity.${severity}`)} </span>
                  {filled(title, params)}
                </b>
                <p>
                  {filled(why, params)} {filled(fix, params)}
                </p>
                <span className={styles.ways}>
                  {source && <ExternalLink url={source.url}>{source.label}</ExternalLink>}
                  {(isOwn || input !== undefined) && (
                    <UnstyledButton
                      className={styles.go}
                      onClick={() => {
                        if (input === undefined) onOwn();
                        else goTo(input);
                      }}
                    >
                      {t('findings.out.go')}
                    </UnstyledButton>
                  )}
                </span>
              </div>
            </li>,
          ];
        })}
      </ul>
    </section>
  );
}
