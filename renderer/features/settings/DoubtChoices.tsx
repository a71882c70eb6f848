/** What is asked about before a message goes: what was dismissed comes back here. Loaded with its words. */
import type { DoubtKind } from '#core/contract/settings.ts';
import { MANY_VISIBLE } from '#core/message/doubts/doubts.ts';
import { useDoubtsWords } from '../compose/findings/words.ts';
import { OnOff, type Props } from './Choices.tsx';
import { Section } from './Section.tsx';
import styles from './settings.module.css';

const kinds = [
  'attachment',
  'subject',
  'visible',
  'identity',
  'size',
  'domain',
] as const satisfies readonly DoubtKind[];

export default function DoubtChoices({ settings, change }: Props) {
  const t = useDoubtsWords();
  const { dismissedDoubts } = settings;
  return (
    <Section title={t('settings.title')}>
      <p className={styles.quiet}>{t('settings.text')}</p>
      {kinds.map((kind) => (
        <OnOff
          key={kind}
          label={t(`settings.${kind}`, { count: MANY_VISIBLE })}
          checked={!dismissedDoubts.includes(kind)}
          onChange={(asked) =>
            change({
              dismissedDoubts: asked
                ? dismissedDoubts.filter((other) => other !== kind)
                : [...dismissedDoubts, kind],
            })
          }
        />
      ))}
    </Section>
  );
}
