/** The templates: a list by name, the chosen one with its fields and preview, and above them a way to make one of the draft in front. */
import { Button, TextInput } from '@mantine/core';
import { IconDeviceFloppy, IconTemplate } from '@tabler/icons-react';
import { useState, type SubmitEvent } from 'react';
import type { Template } from '#core/templates/template.ts';
import { errorOf, useCall } from '../../api.ts';
import { usePlace } from '../../place.tsx';
import { EmptyState, ErrorPane, Icon, toast, useErrorWords } from '../../ui/index.ts';
import { ChoiceList } from '../../ui/list/ChoiceList.tsx';
import { SideDrawer } from '../../ui/panes/SideDrawer.tsx';
import type { DraftSession } from '../compose/draft/draft-session.ts';
import { openSession, useDraftState } from '../compose/draft/sessions.ts';
import { TemplateView } from './TemplateView.tsx';
import styles from './templates.module.css';
import { keepAs } from './use.ts';
import { useTemplatesT } from './words.ts';

export default function TemplatesDrawer({ onClose }: { readonly onClose: () => void }) {
  const t = useTemplatesT();
  const { place, activeDraft } = usePlace();
  const session = place === 'compose' && activeDraft !== null ? openSession(activeDraft) : undefined;
  const templates = useCall('templates.list', null);
  const [chosen, choose] = useState(0);
  const list = templates.data ?? [];
  const template = list[Math.min(chosen, list.length - 1)];
  return (
    <SideDrawer title={t('title')} onClose={onClose}>
      {session && <Keep session={session} known={list} />}
      {templates.isError && (
        <ErrorPane
          title={t('failed')}
          error={errorOf(templates.error)}
          onRetry={() => void templates.refetch()}
        />
      )}
      {templates.isPending && <div aria-busy="true" />}
      {templates.isSuccess && template === undefined && (
        <EmptyState icon={IconTemplate} title={t('none')}>
          {t('noneText')}
        </EmptyState>
      )}
      {template && (
        <div className={styles.columns}>
          <ChoiceList
            label={t('list')}
            items={list.map(({ id, name, subject }) => ({
              key: id,
              content: (
                <>
                  <b>{name}</b>
                  <span>{subject}</span>
                </>
              ),
            }))}
            chosen={list.indexOf(template)}
            onChoose={choose}
          />
          <TemplateView key={template.id} template={template} session={session} onClose={onClose} />
        </div>
      )}
      <p className={styles.about}>{t('about', { open: '{{', close: '}}' })}</p>
    </SideDrawer>
  );
}

function Keep({ session, known }: { readonly session: DraftSession; readonly known: readonly Template[] }) {
  const t = useTemplatesT();
  const say = useErrorWords();
  const { content } = useDraftState(session);
  const [name, setName] = useState(content.subject.trim().slice(0, 200));
  const replaces = known.some((one) => one.name === name.trim());
  const keep = (event: SubmitEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    void keepAs(name, session.settle(), known).then(
      (kept) => toast({ kind: 'ok', title: t('kept', { name: kept.name }) }),
      (error: unknown) => toast({ kind: 'error', title: say(errorOf(error)) }),
    );
  };
  return (
    <form className={styles.keep} onSubmit={keep}>
      <TextInput
        label={t('keepName')}
        description={replaces ? t('replaces') : undefined}
        value={name}
        maxLength={200}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <Button type="submit" leftSection={<Icon of={IconDeviceFloppy} size={16} />}>
        {t('keep')}
      </Button>
    </form>
  );
}
