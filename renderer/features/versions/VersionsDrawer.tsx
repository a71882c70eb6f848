/** The earlier versions of a draft: when each was saved, how it differs from what stands there now, and a button that puts it back. */
import { Button } from '@mantine/core';
import { IconHistory, IconRestore } from '@tabler/icons-react';
import { useState } from 'react';
import type { DraftId } from '#core/message/ids.ts';
import type { DraftVersion } from '#core/message/versions/version.ts';
import { errorOf, queries, useCall } from '../../api.ts';
import { formatDateTime, formatNumber } from '../../format.ts';
import { EmptyState, ErrorPane, Icon, toast, useErrorWords } from '../../ui/index.ts';
import { ChoiceList } from '../../ui/list/ChoiceList.tsx';
import { SideDrawer } from '../../ui/panes/SideDrawer.tsx';
import { useWords } from '../../words.ts';
import type { DraftSession } from '../compose/draft/draft-session.ts';
import { openSession } from '../compose/draft/sessions.ts';
import { Difference } from './Difference.tsx';
import { restoreVersion } from './restore.ts';
import styles from './versions.module.css';
import { useVersionsT } from './words.ts';

export default function VersionsDrawer({
  id,
  onClose,
}: {
  readonly id: DraftId;
  readonly onClose: () => void;
}) {
  const t = useVersionsT();
  const session = openSession(id);
  return (
    <SideDrawer title={t('title')} onClose={onClose}>
      <p className={styles.kept}>{t('kept')}</p>
      {session && <Versions session={session} onClose={onClose} />}
    </SideDrawer>
  );
}

function Versions({ session, onClose }: { readonly session: DraftSession; readonly onClose: () => void }) {
  const t = useVersionsT();
  const versions = useCall('drafts.versions', { id: session.id }, { gcTime: 0 });
  const [chosen, choose] = useState(0);
  const [working, setWorking] = useState(false);
  const say = useErrorWords();
  const { language } = useWords();
  if (versions.isError)
    return (
      <ErrorPane
        title={t('failed')}
        error={errorOf(versions.error)}
        onRetry={() => void versions.refetch()}
      />
    );
  if (versions.data === undefined) return <div className={styles.waiting} aria-busy="true" />;
  const version = versions.data[Math.min(chosen, versions.data.length - 1)];
  if (version === undefined) return <EmptyState icon={IconHistory} title={t('none')} />;

  const failed = (error: unknown) => toast({ kind: 'error', title: say(errorOf(error)) });
  const restore = async () => {
    setWorking(true);
    try {
      const kept = await restoreVersion(session, version.number);
      onClose();
      toast({
        kind: 'info',
        title: t('restored', { time: formatDateTime(version.at, language) }),
        undo: () =>
          void restoreVersion(session, kept).then(() => toast({ kind: 'ok', title: t('undone') }), failed),
      });
    } catch (error) {
      failed(error);
      void queries.invalidateQueries({ queryKey: ['drafts.versions'] });
    }
    setWorking(false);
  };
  return (
    <div className={styles.versions}>
      <List versions={versions.data} chosen={versions.data.indexOf(version)} onChoose={choose} />
      <section className={styles.version} aria-label={t('difference')}>
        <div className={styles.tools}>
          <Button
            variant="filled"
            size="xs"
            leftSection={<Icon of={IconRestore} size={16} />}
            loading={working}
            onClick={() => void restore()}
          >
            {t('restore')}
          </Button>
          <p className={styles.legend}>
            <del>{t('thenOnly')}</del> <ins>{t('nowOnly')}</ins>
          </p>
        </div>
        <Difference session={session} version={version} />
      </section>
    </div>
  );
}

function List({
  versions,
  chosen,
  onChoose,
}: {
  readonly versions: readonly DraftVersion[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}) {
  const t = useVersionsT();
  const { t: shared, language } = useWords();
  const items = versions.map(({ number, at, subject, length }) => ({
    key: String(number),
    content: (
      <>
        <b>{formatDateTime(at, language)}</b>
        <span>{subject.trim() === '' ? shared('compose.noSubject') : subject}</span>
        <span>{t('characters', { count: length, shown: formatNumber(length, language) })}</span>
      </>
    ),
  }));
  return <ChoiceList label={t('list')} items={items} chosen={chosen} onChoose={onChoose} />;
}
