/** Every command with its shortcut, from the one list that menu, palette and keyboard share. */
import { COMMAND_IDS, commands } from '#core/contract/commands.ts';
import { Keys } from '../../commands.tsx';
import { useWords } from '../../words.ts';
import { Section } from './Section.tsx';
import styles from './settings.module.css';

/** The lens as a place of its own is not built yet; its number stays free. */
const listed = COMMAND_IDS.filter((id) => commands[id].keys !== null && id !== 'go-lens');

export function Shortcuts() {
  const { t } = useWords();
  return (
    <Section title={t('settings.shortcuts')}>
      <dl className={styles.shortcuts}>
        {listed.map((id) => (
          <div key={id}>
            <dt>{t(`app.command.${id}`)}</dt>
            <dd>
              <Keys id={id} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
