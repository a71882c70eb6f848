/** What a reader has to know of what is shown: what is not loaded, what was left out, what was guessed. */
import { UnstyledButton } from '@mantine/core';
import { IconEyeOff, IconInfoCircle, IconShieldCheck, type TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Part } from '#core/mime/structure.ts';
import { formatNumber } from '../../../format.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { useIsInLens, useSelection } from '../selection.tsx';
import { LONGEST_WORD } from './clean-html.ts';
import type { LeftOut, Outside } from './outside.ts';
import { useRenderedWords } from './words.ts';
import lens from '../lens.module.css';
import styles from './rendered.module.css';

/** Hosts that are named; the rest is counted, and all of them stand in the structure. */
const MOST_HOSTS = 6;

export function Notices({
  part,
  guessed,
  whole,
  wholeWords = true,
  outside,
  leftOut,
  picturesLeft = 0,
}: {
  readonly part: Part;
  readonly guessed: string | null;
  readonly whole: boolean;
  readonly wholeWords?: boolean;
  readonly outside?: Outside;
  readonly leftOut?: LeftOut;
  readonly picturesLeft?: number;
}) {
  const t = useRenderedWords();
  const { language } = useWords();
  const { charset } = part;
  const counted = (count: number) => ({ count, shown: formatNumber(count, language) });
  const out = leftOut === undefined ? [] : leftOutWords(leftOut, t, counted);
  return (
    <div className={styles.notices}>
      {outside !== undefined && outside.count > 0 && (
        <Notice icon={IconEyeOff}>
          {t('held', counted(outside.count))} <Hosts hosts={outside.hosts} />
          {outside.unseen > 0 && ` ${t('heldUnseen', counted(outside.unseen))}`}
        </Notice>
      )}
      {out.length > 0 && <Notice icon={IconShieldCheck}>{t('leftOut', { what: out.join(', ') })}</Notice>}
      {guessed !== null && (
        <Notice icon={IconInfoCircle}>
          {charset === null
            ? t('guessed', { read: guessed })
            : t('guessedInstead', { charset: charset.slice(0, 60), read: guessed })}
        </Notice>
      )}
      {picturesLeft > 0 && <Notice icon={IconInfoCircle}>{t('picturesLeft', counted(picturesLeft))}</Notice>}
      {!whole && (
        <Notice icon={IconInfoCircle}>
          {t('cut')} <AllOfIt part={part} />
        </Notice>
      )}
      {!wholeWords && (
        <Notice icon={IconInfoCircle}>
          {t('cutWord', { shown: formatNumber(LONGEST_WORD, language) })} <AllOfIt part={part} />
        </Notice>
      )}
    </div>
  );
}

function AllOfIt({ part }: { readonly part: Part }) {
  const t = useRenderedWords();
  const { show, selectPart } = useSelection();
  if (!useIsInLens()) return null;
  const go = () => {
    selectPart(part.index);
    show('structure');
  };
  return (
    <UnstyledButton className={lens.link ?? ''} onClick={go}>
      {t('all')}
    </UnstyledButton>
  );
}

function Notice({ icon, children }: { readonly icon: TablerIcon; readonly children: ReactNode }) {
  return (
    <p>
      <Icon of={icon} size={16} />
      <span>{children}</span>
    </p>
  );
}

function Hosts({ hosts }: { readonly hosts: readonly string[] }) {
  const t = useRenderedWords();
  const { language } = useWords();
  const more = hosts.length - MOST_HOSTS;
  return (
    <>
      {hosts.slice(0, MOST_HOSTS).map((host) => (
        <code key={host}>{host}</code>
      ))}
      {more > 0 && <> {t('moreHosts', { count: more, shown: formatNumber(more, language) })}</>}
    </>
  );
}

function leftOutWords(
  { scripts, forms, embedded }: LeftOut,
  t: ReturnType<typeof useRenderedWords>,
  counted: (count: number) => { readonly count: number; readonly shown: string },
): string[] {
  return [
    ...(scripts > 0 ? [t('scripts', counted(scripts))] : []),
    ...(forms > 0 ? [t('forms', counted(forms))] : []),
    ...(embedded > 0 ? [t('embedded', counted(embedded))] : []),
  ];
}
