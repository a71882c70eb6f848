/** The composer: a tab for each open draft, and the one in front. What is open is the window's to remember (place.tsx). */
import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import type { DraftId } from '#core/message/ids.ts';
import { signatureOf } from '#core/message/signature.ts';
import { useCall } from '../../api.ts';
import { useCommand, useRunCommand } from '../../commands.tsx';
import { usePlace } from '../../place.tsx';
import { EmptyState, ErrorPane, Icon, Pane } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { Reused } from '../reuse/Reused.tsx';
import { DraftVersions } from '../versions/DraftVersions.tsx';
import { Composer } from './Composer.tsx';
import heard from '../../ui/marks/heard.module.css';
import styles from './compose.module.css';
import { senderOf } from './draft/problems.ts';
import { endSession, sessionFor } from './draft/sessions.ts';
import { DraftTabs } from './DraftTabs.tsx';

export default function ComposePlace() {
  const { t } = useWords();
  const { openDrafts, activeDraft, closeDraft } = usePlace();
  const close = (id: DraftId) => {
    void endSession(id).then((ended) => {
      if (ended) closeDraft(id);
    });
  };
  useCommand('close-tab', () => activeDraft !== null && close(activeDraft), {
    enabled: activeDraft !== null,
  });
  return (
    <Pane label={t('app.place.compose')}>
      <h1 className={heard.heard}>{t('app.place.compose')}</h1>
      {openDrafts.length > 0 && <DraftTabs onClose={close} />}
      {activeDraft !== null && (
        <>
          <Reused id={activeDraft} />
          <DraftVersions key={`versions ${activeDraft}`} id={activeDraft} />
        </>
      )}
      {activeDraft === null ? <Nothing /> : <OpenDraft key={activeDraft} id={activeDraft} />}
    </Pane>
  );
}

function Nothing() {
  const { t } = useWords();
  const run = useRunCommand();
  return (
    <EmptyState
      icon={IconPencil}
      title={t('compose.nothingOpen')}
      action={
        <Button variant="filled" leftSection={<Icon of={IconPencil} />} onClick={() => run('compose')}>
          {t('compose.write')}
        </Button>
      }
    />
  );
}

function OpenDraft({ id }: { readonly id: DraftId }) {
  const { t } = useWords();
  const { closeDraft } = usePlace();
  const draft = useCall('drafts.open', { id });
  const settings = useCall('settings.get', null);
  const accounts = useCall('accounts.list', null);
  if (draft.isError)
    return (
      <ErrorPane
        title={t('compose.cannotOpen')}
        error={draft.error.error}
        onRetry={() => void draft.refetch()}
      >
        <Button size="xs" onClick={() => closeDraft(id)}>
          {t('compose.closeTab')}
        </Button>
      </ErrorPane>
    );
  if (draft.data === undefined || settings.isPending || accounts.isPending)
    return <div className={styles.loading} aria-busy="true" />;
  const sender = senderOf(draft.data.content, accounts.data?.accounts ?? []);
  const signature = signatureOf(sender?.identity);
  return <Composer session={sessionFor(draft.data, settings.data?.writing, signature)} />;
}
