/** A picture is to be smaller: each size with the bytes it would have, before one is chosen. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { AttachmentView } from '#core/message/draft.ts';
import { formatBytes } from '../../../format.ts';
import { InlineMessage } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { DraftSession } from '../draft/draft-session.ts';
import { replaceBy } from './changes.tsx';
import { sizesOf } from './scaled.ts';
import { useFilesT } from './words.ts';

export function Smaller({
  session,
  file,
  onDone,
}: {
  readonly session: DraftSession;
  readonly file: AttachmentView;
  readonly onDone: () => void;
}) {
  const t = useFilesT();
  const { language } = useWords();
  const actions = useRef<HTMLSpanElement>(null);
  const { name } = file;
  const { data, isError } = useQuery({
    queryKey: ['smaller', file.id, file.size],
    queryFn: () => sizesOf(session.id, file),
    gcTime: 0,
  });
  const ready = data !== undefined || isError;
  useEffect(() => {
    if (ready) actions.current?.querySelector('button')?.focus();
  }, [ready]);
  const sizes = data?.kind === 'sizes' ? data.sizes : [];
  const words = () => {
    if (isError) return t('smaller.unreadable', { name });
    if (data === undefined) return t('smaller.looking', { name });
    if (data.kind !== 'sizes') return t(`smaller.${data.kind}`, { name });
    if (sizes.length === 0) return t('smaller.nothing', { name });
    const { width, height } = data;
    const size = formatBytes(file.size, language);
    return `${t('smaller.asked', { name, width, height, size })} ${t('smaller.goesToo')}`;
  };
  return (
    <div
      role="status"
      aria-busy={!ready}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onDone();
      }}
    >
      <InlineMessage
        tone="info"
        actions={
          <span ref={actions} style={{ display: 'contents' }}>
            {sizes.map(({ edge, bytes }) => {
              const size = formatBytes(bytes.size, language);
              return (
                <Button
                  key={edge}
                  size="xs"
                  onClick={() => {
                    onDone();
                    void replaceBy(session, file, bytes, t('smaller.done', { name, size }));
                  }}
                >
                  {t('smaller.to', { edge, size })}
                </Button>
              );
            })}
            <Button size="xs" onClick={onDone}>
              {t('smaller.not')}
            </Button>
          </span>
        }
      >
        {words()}
      </InlineMessage>
    </div>
  );
}
