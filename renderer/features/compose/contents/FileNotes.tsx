/**
 * What attached files have to say, below them: one changed or is gone, a picture tells where it was taken, a large one stays where it is.
 * Each with what can be done about it. Loaded with the first file that may have something to say.
 */
import { Button } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { AttachmentView } from '#core/message/draft.ts';
import type { AttachmentId } from '#core/message/ids.ts';
import { call } from '../../../api.ts';
import { formatBytes, formatNumber } from '../../../format.ts';
import { InlineMessage } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { DraftSession } from '../draft/draft-session.ts';
import { toFileMenu } from '../fields/to-file-menu.ts';
import { copyIn, keepAsItWas, removeNotes, takeAnew } from './changes.tsx';
import styles from './contents.module.css';
import { hasNotes, isLarge } from './notable.ts';
import { Smaller } from './Smaller.tsx';
import { useFilesT } from './words.ts';

/** Asked about once, while the window is open. */
const left = new Set<string>();

export default function FileNotes({
  session,
  files,
  smaller,
  onSmaller,
  onRemove,
}: {
  readonly session: DraftSession;
  readonly files: readonly AttachmentView[];
  /** the picture that is to be smaller */
  readonly smaller: AttachmentId | null;
  readonly onSmaller: (id: AttachmentId | null) => void;
  readonly onRemove: (file: AttachmentView) => void;
}) {
  const [, setLeft] = useState(0);
  const leave = (why: string, ids: readonly AttachmentId[]) => {
    for (const id of ids) left.add(`${why} ${id}`);
    setLeft(left.size);
    toFileMenu(ids[0] ?? '');
  };
  const isLeft = (why: string, { id }: AttachmentView) => left.has(`${why} ${id}`);
  const scaled = files.find(({ id }) => id === smaller);
  return (
    <div className={styles.notes}>
      {scaled && (
        <Smaller
          key={scaled.id}
          session={session}
          file={scaled}
          onDone={() => {
            onSmaller(null);
            toFileMenu(scaled.id);
          }}
        />
      )}
      {files.map((file) => (
        <Changed key={file.id} session={session} file={file} onRemove={() => onRemove(file)} />
      ))}
      <Places
        session={session}
        files={files.filter((file) => hasNotes(file) && !isLeft('place', file))}
        onLeave={(ids) => leave('place', ids)}
      />
      {files.map(
        (file) =>
          isLarge(file) &&
          !isLeft('large', file) && (
            <Large
              key={file.id}
              file={file}
              onCopy={() => void copyIn(session, file)}
              onLeave={() => leave('large', [file.id])}
            />
          ),
      )}
    </div>
  );
}

function Note({
  tone,
  actions,
  children,
}: {
  readonly tone: 'info' | 'warning' | 'error';
  readonly actions: readonly (readonly [words: string, run: () => void])[];
  readonly children: ReactNode;
}) {
  return (
    <div role="status">
      <InlineMessage
        tone={tone}
        actions={actions.map(([words, run]) => (
          <Button key={words} size="xs" onClick={run}>
            {words}
          </Button>
        ))}
      >
        {children}
      </InlineMessage>
    </div>
  );
}

function Changed({
  session,
  file,
  onRemove,
}: {
  readonly session: DraftSession;
  readonly file: AttachmentView;
  readonly onRemove: () => void;
}) {
  const t = useFilesT();
  const { id, name, state, outdated } = file;
  const anew = () => {
    toFileMenu(id);
    void takeAnew(session, id, t('renewed', { name }));
  };
  if (state === 'missing')
    return (
      <Note tone="error" actions={[[t('remove'), onRemove]]}>
        {t('missing', { name })}
      </Note>
    );
  if (state === 'changed')
    return (
      <Note
        tone="error"
        actions={[
          [t('takeNow'), anew],
          [t('remove'), onRemove],
        ]}
      >
        {t('changed', { name })}
      </Note>
    );
  const keep = () => {
    toFileMenu(id);
    void keepAsItWas(session, id);
  };
  return (
    outdated && (
      <Note
        tone="warning"
        actions={[
          [t('takeNow'), anew],
          [t('keep'), keep],
        ]}
      >
        {t('outdated', { name })}
      </Note>
    )
  );
}

function Places({
  session,
  files,
  onLeave,
}: {
  readonly session: DraftSession;
  readonly files: readonly AttachmentView[];
  readonly onLeave: (ids: readonly AttachmentId[]) => void;
}) {
  const t = useFilesT();
  const { language } = useWords();
  const told = useQueries({
    queries: files.map(({ id, size }) => ({
      queryKey: ['attachments.place', id, size],
      queryFn: () => call('attachments.place', { draftId: session.id, id }),
    })),
    combine: (answers) => answers.map(({ data }) => data?.place ?? null),
  });
  const placed = files.flatMap((file, at) => {
    const place = told[at] ?? null;
    return place === null ? [] : [{ file, place }];
  });
  const [first] = placed;
  if (first === undefined) return null;
  const ids = placed.map(({ file }) => file.id);
  const { name } = first.file;
  const count = placed.length;
  const degrees = (value: number) => formatNumber(value, language);
  const words = () => {
    if (count > 1) return t('places', { count, names: placed.map(({ file }) => file.name).join(', ') });
    if (first.place === 'somewhere') return t('placeSomewhere', { name });
    const { latitude, longitude } = first.place;
    return t('place', { name, latitude: degrees(latitude), longitude: degrees(longitude) });
  };
  const strip = () => {
    toFileMenu(first.file.id);
    void removeNotes(session, ids, t('stripped', { count, name }));
  };
  return (
    <Note
      tone="warning"
      actions={[
        [t('strip'), strip],
        [t('leave'), () => onLeave(ids)],
      ]}
    >
      {words()} {t('goesToo')}
    </Note>
  );
}

function Large({
  file,
  onCopy,
  onLeave,
}: {
  readonly file: AttachmentView;
  readonly onCopy: () => void;
  readonly onLeave: () => void;
}) {
  const t = useFilesT();
  const { language } = useWords();
  return (
    <Note
      tone="info"
      actions={[
        [t('copy'), onCopy],
        [t('leaveThere'), onLeave],
      ]}
    >
      {t('large', { name: file.name, size: formatBytes(file.size, language) })}
    </Note>
  );
}
