/**
 * The learners' guide: what envelope and header are, why they differ, what a From is worth. Beside the views each paragraph shows the part it
 * speaks of in the message that is open, which is the reader's own.
 */
import { ActionIcon, Button } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { MessageView } from '#core/contract/sent.ts';
import {
  CHAPTER_IDS,
  type ChapterId,
  chapters,
  type GuideWords,
  type Paragraph,
} from '#core/i18n/guide/chapters.ts';
import type { Language } from '#core/i18n/languages.ts';
import { useRunCommand } from '../../../commands.tsx';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { ExternalLink } from '../ExternalLink.tsx';
import type { Header } from '../message.ts';
import type { LensTab } from '../selection.tsx';
import { SampleBox } from './SampleBox.tsx';
import { sampleOf } from './samples.ts';
import type { GuideState } from './use-guide.tsx';
import styles from './guide.module.css';

const load: Record<Language, () => Promise<GuideWords>> = {
  en: async () => (await import('#core/i18n/guide/en.ts')).guide,
  fr: async () => (await import('#core/i18n/guide/fr.ts')).guide,
};

export interface OpenMessage {
  /** null: opened mail, of which nobody here knows how it was sent */
  readonly view: MessageView | null;
  readonly header: Header;
  readonly onShow: (tab: LensTab, item?: number) => void;
}

export default function Guide({
  state,
  open,
}: {
  readonly state: GuideState;
  /** null: no message is */
  readonly open: OpenMessage | null;
}) {
  const { t, language } = useWords();
  const text = useQuery({ queryKey: ['guide', language], queryFn: load[language], staleTime: Infinity }).data;
  const heading = useRef<HTMLHeadingElement>(null);
  const { chapter, show, close, makeRoom, mounted } = state;
  useEffect(() => heading.current?.focus(), [chapter, text]);
  if (chapter === null || text === undefined) return null;
  const at = CHAPTER_IDS.indexOf(chapter);
  const [before, after] = [CHAPTER_IDS[at - 1], CHAPTER_IDS[at + 1]];
  return (
    <aside
      ref={mounted}
      className={styles.guide}
      aria-label={t('lens.guide.title')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      <div className={styles.top}>
        <span className={styles.of}>{t('lens.guide.of', { at: at + 1, total: CHAPTER_IDS.length })}</span>
        <ActionIcon variant="subtle" size="sm" aria-label={t('lens.guide.close')} onClick={close}>
          <Icon of={IconX} size={16} />
        </ActionIcon>
      </div>
      <nav className={styles.chapters} aria-label={t('lens.guide.chapters')}>
        {CHAPTER_IDS.map((id) => (
          <button key={id} type="button" aria-current={id === chapter || undefined} onClick={() => show(id)}>
            {text[id].title}
          </button>
        ))}
      </nav>
      <div className={styles.body} tabIndex={0} role="region" aria-labelledby="guide-chapter">
        <h2 id="guide-chapter" ref={heading} tabIndex={-1}>
          {text[chapter].title}
        </h2>
        {paragraphsOf(chapter, text).map(({ paragraph, words }) => (
          <section key={paragraph.id} className={styles.paragraph}>
            <p>
              {words} <Source of={paragraph} />
            </p>
            {open && <Shown paragraph={paragraph} open={open} />}
            {chapter === 'port' && paragraph.id === 'provider' && <AddAccount makeRoom={makeRoom} />}
          </section>
        ))}
        <div className={styles.steps}>
          {before && (
            <Button
              size="xs"
              leftSection={<Icon of={IconArrowLeft} size={16} />}
              onClick={() => show(before)}
            >
              {text[before].title}
            </Button>
          )}
          {after && (
            <Button
              size="xs"
              className={styles.next ?? ''}
              rightSection={<Icon of={IconArrowRight} size={16} />}
              onClick={() => show(after)}
            >
              {text[after].title}
            </Button>
          )}
        </div>
      </div>
    </aside>
  );
}

function paragraphsOf(
  chapter: ChapterId,
  text: GuideWords,
): { readonly paragraph: Paragraph; readonly words: string }[] {
  const words = new Map(Object.entries(text[chapter]));
  return chapters[chapter].map((paragraph) => ({ paragraph, words: words.get(paragraph.id) ?? '' }));
}

function Source({ of: { source } }: { readonly of: Paragraph }) {
  const { t } = useWords();
  if (source === undefined) return null;
  const rfc = String(source.rfc);
  const { section } = source;
  return (
    <ExternalLink
      url={`https://www.rfc-editor.org/rfc/rfc${rfc}${section === undefined ? '' : `#section-${section}`}`}
    >
      {section === undefined ? `RFC ${rfc}` : t('lens.guide.rfc', { rfc, section })}
    </ExternalLink>
  );
}

function Shown({
  paragraph,
  open: { view, header, onShow },
}: {
  readonly paragraph: Paragraph;
  readonly open: OpenMessage;
}) {
  if (paragraph.sample === undefined) return null;
  const sample = sampleOf(paragraph.sample, view, header);
  const origin = view === null ? 'opened' : view.made.practice ? 'practice' : 'sent';
  return <SampleBox kind={paragraph.sample} sample={sample} origin={origin} onShow={onShow} />;
}

function AddAccount({ makeRoom }: { readonly makeRoom: () => void }) {
  const { t } = useWords();
  const run = useRunCommand();
  const add = () => {
    makeRoom();
    run('add-account');
  };
  return (
    <Button size="xs" onClick={add}>
      {t('lens.guide.addAccount')}
    </Button>
  );
}
